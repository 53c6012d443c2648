/**
 * One connection per broker, made when first needed and again after it broke, with Kafka's pauses between
 * attempts. Knows brokers by id from metadata, and the bootstrap addresses until there is any.
 */
import { ConfigError } from '@samsa/config/config-error'
import { type Host, NetworkError } from '@samsa/host'
import { type HostAndPort, parseBootstrapServers } from './config/client-options.js'
import type { ConnectionSettings } from './config/connection-settings.js'
import { Connection } from './connection.js'
import { backoffMs } from './core/backoff.js'
import type { BrokerAddress } from './core/cluster-view.js'
import { ClientError, ClosedError, ConnectionError } from './errors.js'
import { chance, type Deadline, pause } from './retry.js'

interface Slot {
  address: HostAndPort
  opening: Promise<Connection> | undefined
  connection: Connection | undefined
  /** The connection that `opening` will give. */
  starting: Connection | undefined
  failures: number
  /** What the last attempt failed with. */
  cause: unknown
  /** Monotonic time before which no attempt is made. */
  notBefore: number
}

export class BrokerConnections {
  readonly #bootstrap: readonly Slot[]
  readonly #nodes = new Map<number, Slot>()
  /** Second connections, for group coordinators: heartbeats must not wait behind a long fetch. */
  readonly #coordinators = new Map<number, Slot>()
  /** Some name in `bootstrap.servers` had an address: what fails later may come back. */
  #resolved = false
  #closed = false

  constructor(
    private readonly host: Host,
    private readonly settings: ConnectionSettings,
  ) {
    this.#bootstrap = parseBootstrapServers(settings.get('bootstrap.servers')).map(newSlot)
  }

  /** Takes over addresses from metadata. A broker that moved is connected to at its new place. */
  know(brokers: Iterable<BrokerAddress>): void {
    for (const { id, host, port } of brokers) {
      const slot = this.#nodes.get(id)
      if (slot === undefined) this.#nodes.set(id, newSlot({ host, port }))
      else if (slot.address.host !== host || slot.address.port !== port) {
        leaveSlot(slot)
        this.#nodes.set(id, newSlot({ host, port }))
      }
    }
  }

  /** Starts over from the bootstrap addresses (KIP-1102). */
  forgetNodes(): void {
    for (const slot of [...this.#nodes.values(), ...this.#coordinators.values()]) leaveSlot(slot)
    this.#nodes.clear()
    this.#coordinators.clear()
  }

  /** The connection to a broker as coordinator of groups, apart from the one for all else. */
  async toCoordinator(nodeId: number): Promise<Connection> {
    const address = this.#nodes.get(nodeId)?.address
    let slot = this.#coordinators.get(nodeId)
    if (address !== undefined && slot?.address !== address) {
      if (slot !== undefined) leaveSlot(slot)
      slot = newSlot(address)
      this.#coordinators.set(nodeId, slot)
    }
    if (slot === undefined) throw new ConnectionError(`node ${nodeId}`, `broker ${nodeId} is not known`)
    return this.#open(slot)
  }

  *#slots(): Generator<Slot> {
    yield* this.#nodes.values()
    yield* this.#coordinators.values()
    yield* this.#bootstrap
  }

  /**
   * The connection to a broker. Rejects with ConnectionError, at once while a pause after a failure lasts.
   */
  async to(nodeId: number): Promise<Connection> {
    const slot = this.#nodes.get(nodeId)
    if (slot === undefined) throw new ConnectionError(`node ${nodeId}`, `broker ${nodeId} is not known`)
    return this.#open(slot)
  }

  /** The open connection to a broker, without waiting. */
  opened(nodeId: number): Connection | undefined {
    const connection = this.#nodes.get(nodeId)?.connection
    return connection?.closed === false ? connection : undefined
  }

  /**
   * A connection to whichever broker answers: an open one with the least to do, else one by one in an order
   * of chance, known brokers before bootstrap addresses, until the deadline. Rejects with ConfigError, at once, when
   * the first look finds no address behind any of the names in `bootstrap.servers`, as Kafka's clients do.
   */
  async any(deadline: Deadline): Promise<Connection> {
    while (true) {
      const open = this.#leastBusy()
      if (open !== undefined) return open
      let last: ClientError | undefined
      let unknownHosts = 0
      for (const slot of [...this.#shuffled([...this.#nodes.values()]), ...this.#shuffled(this.#bootstrap)]) {
        try {
          const connection = await this.#open(slot)
          this.#resolved = true
          return connection
        } catch (error) {
          if (!(error instanceof ClientError) || error instanceof ClosedError) throw error
          last = error
          if (isUnknownHost(error)) unknownHosts++
        }
      }
      if (unknownHosts < this.#bootstrap.length) this.#resolved = true
      if (!this.#resolved) throw unresolvable(this.settings.get('bootstrap.servers'))
      const ms = this.settings.get('reconnect.backoff.ms')
      if (last === undefined || deadline.leftMs <= ms) {
        throw last ?? new ConnectionError('', 'no broker is known')
      }
      await pause(this.host, Math.max(1, ms))
    }
  }

  /** Closes connections that nobody used for `connections.max.idle.ms`. */
  closeIdle(): void {
    const idleMs = this.settings.get('connections.max.idle.ms')
    if (idleMs < 0) return
    const now = this.host.clock.monotonic()
    for (const { connection } of this.#slots()) {
      if (connection?.inFlight === 0 && now - connection.lastUsed > idleMs) connection.close()
    }
  }

  close(): void {
    this.#closed = true
    for (const slot of this.#slots()) closeSlot(slot)
  }

  #leastBusy(): Connection | undefined {
    let best: Connection | undefined
    for (const { connection } of [...this.#nodes.values(), ...this.#bootstrap]) {
      if (connection === undefined || connection.closed) continue
      if (best === undefined || connection.inFlight < best.inFlight) best = connection
    }
    return best
  }

  #shuffled(slots: readonly Slot[]): Slot[] {
    const from = slots.length === 0 ? 0 : this.host.random.uint32() % slots.length
    return [...slots.slice(from), ...slots.slice(0, from)]
  }

  #open(slot: Slot): Promise<Connection> {
    if (this.#closed) return Promise.reject(new ClosedError('this client is closed'))
    if (slot.connection?.closed === false) return Promise.resolve(slot.connection)
    slot.opening ??= this.#connect(slot).finally(() => {
      slot.opening = undefined
    })
    return slot.opening
  }

  async #connect(slot: Slot): Promise<Connection> {
    const { host } = this
    const address = `${slot.address.host}:${slot.address.port}`
    if (host.clock.monotonic() < slot.notBefore) {
      throw new ConnectionError(address, `${address} did not answer a moment ago`, { cause: slot.cause })
    }
    const setupMs = this.settings.get('socket.connection.setup.timeout.ms')
    const setupMaxMs = this.settings.get('socket.connection.setup.timeout.max.ms')
    try {
      const options = {
        clientId: this.settings.get('client.id'),
        requestTimeoutMs: this.settings.get('request.timeout.ms'),
        connectTimeoutMs: Math.min(setupMs * 2 ** Math.min(slot.failures, 10), setupMaxMs),
      }
      const connection = await Connection.open(host, slot.address, options, (starting) => {
        slot.starting = starting
      })
      slot.failures = 0
      slot.connection = connection
      if (this.#closed) connection.close()
      return connection
    } catch (error) {
      slot.failures++
      slot.cause = error instanceof Error ? error.cause : undefined
      if (!this.#closed) {
        const facts = { address, error: error instanceof Error ? error.message : String(error) }
        host.log.write('warn', 'Connection to a broker could not be established', facts)
      }
      const backoff = {
        firstMs: this.settings.get('reconnect.backoff.ms'),
        maxMs: this.settings.get('reconnect.backoff.max.ms'),
      }
      slot.notBefore = host.clock.monotonic() + backoffMs(backoff, slot.failures, chance(host))
      throw error
    }
  }
}

function isUnknownHost(error: ClientError): boolean {
  return error.cause instanceof NetworkError && error.cause.kind === 'unknown-host'
}

function unresolvable(servers: readonly string[]): ConfigError {
  return new ConfigError('bootstrap.servers', servers.join(','), 'No resolvable bootstrap urls given')
}

function newSlot(address: HostAndPort): Slot {
  return {
    address,
    opening: undefined,
    connection: undefined,
    starting: undefined,
    failures: 0,
    cause: undefined,
    notBefore: 0,
  }
}

/** Also a connection that is still being made, which nobody else would close. */
function closeSlot({ connection, starting }: Slot, reason?: ClientError): void {
  connection?.close(reason)
  starting?.close(reason)
}

/** The client goes on, and what was under way there may be tried elsewhere. */
function leaveSlot(slot: Slot): void {
  const address = `${slot.address.host}:${slot.address.port}`
  closeSlot(slot, new ConnectionError(address, `${address} is no longer the address of its broker`))
}
