/**
 * Listens on every listener and owns the connections: their limits (max.connections, max.connections.per.ip
 * and its overrides), their idle end (connections.max.idle.ms), and closing all
 * of them.
 */
import type { BrokerConfig } from '@samsa/config'
import type { Connection, Host, Listener } from '@samsa/host'
import type { ListenerSpec } from '../listeners/endpoints.js'
import type { Metrics } from '../metrics/metrics.js'
import { ClientConnection, type ConnectionServices } from './client-connection.js'
import { FrameBudget } from './frame-memory.js'
import type { Turn } from './turn.js'

/** Without queued.max.request.bytes: what half-received requests of all connections may hold. */
const defaultBudgetBytes = 96 * 1024 * 1024
const stalledAfterMs = 1000
const evictionEveryMs = 250
const mostIdleCheckMs = 30_000
/** A full queue of new connections costs their clients a second each, and filling Kafka's 50 takes no effort. */
const leastBacklog = 1024
/** Lines about refused connections: whoever opens thousands must not fill the log with them. */
const mostRefusalsToldPerSecond = 10
/** How long a stop waits for answers that are under way, and how often it looks. */
const mostDrainMs = 1000
const drainStepMs = 10
/** How long a connection that we ended may take to hand over its last answers. */
const mostFarewellMs = 1000

/** What an acceptor is made of. */
export interface AcceptorParts {
  readonly host: Host
  readonly turn: Turn
  readonly metrics: Metrics
  /** The settings in force. */
  config(): BrokerConfig
  frame: ConnectionServices['frame']
}

/** See the file. One per broker. */
export class Acceptor {
  readonly connections = new Set<ClientConnection>()
  readonly #perPeer = new Map<string, number>()
  readonly #listeners: Listener[] = []
  readonly #services: ConnectionServices
  readonly #budget: FrameBudget
  #lastId = 0
  #stopped = false
  #refusalsSince = 0
  #refusals = 0
  #wake: (() => void) | undefined
  #idleTimer: { cancel(): void } | undefined
  #evictionTimer: { cancel(): void } | undefined

  constructor(private readonly parts: AcceptorParts) {
    const config = parts.config()
    const bound = Number(config.get('queued.max.request.bytes'))
    this.#budget = new FrameBudget(bound > 0 ? bound : defaultBudgetBytes, () => this.#scheduleEviction())
    this.#services = {
      open: false,
      turn: parts.turn,
      budget: this.#budget,
      frame: parts.frame,
      refused: (connection, reason) => this.#refused(connection, reason),
      closed: (connection) => this.#forget(connection),
    }
    this.#scheduleIdleCheck()
  }

  /** From now on requests are read; connections accepted before have waited. */
  open(): void {
    this.#services.open = true
    for (const connection of this.connections) connection.memoryReturned()
  }

  /** Resolves with the listener's bound address once it accepts. Rejects with NetworkError. */
  async listen(spec: ListenerSpec): Promise<Listener> {
    const backlog = Math.max(leastBacklog, this.parts.config().get('socket.listen.backlog.size'))
    const listener = await this.parts.host.network.listen(
      { host: spec.host, port: spec.port, backlog },
      (connection) => this.#accept(connection, spec),
    )
    this.#listeners.push(listener)
    return listener
  }

  /** Accepts no more. */
  async closeListeners(): Promise<void> {
    this.#stopped = true
    await Promise.all(this.#listeners.map((listener) => listener.close()))
    this.#idleTimer?.cancel()
    this.#evictionTimer?.cancel()
  }

  /** Answers what is under way, closes every connection; resolves when all are gone. */
  async closeConnections(): Promise<void> {
    for (const connection of this.connections) connection.endWaits()
    for (let waited = 0; waited < mostDrainMs && this.#owesAnswers(); waited += drainStepMs) {
      await new Promise<void>((resolve) => {
        this.parts.host.timers.after(drainStepMs, resolve)
      })
    }
    for (const connection of this.connections) connection.close()
    if (this.connections.size === 0) return
    const farewell = this.parts.host.timers.after(mostFarewellMs, () => {
      for (const connection of this.connections) connection.abort()
    })
    await new Promise<void>((resolve) => {
      this.#wake = resolve
    })
    farewell.cancel()
  }

  #owesAnswers(): boolean {
    for (const connection of this.connections) if (connection.waitingRequests > 0) return true
    return false
  }

  #accept(socket: Connection, spec: ListenerSpec): void {
    const { config, metrics } = this.parts
    const peer = socket.peer
    const already = this.#perPeer.get(peer.remoteHost) ?? 0
    if (
      this.#stopped ||
      this.connections.size >= config().get('max.connections') ||
      already >= this.#mostPerPeer(peer.remoteHost)
    ) {
      metrics.connectionsClosed += 1
      metrics.connectionsAccepted += 1
      socket.start({ receive: () => undefined, closed: () => undefined })
      socket.close()
      return
    }
    this.#lastId += 1
    const facts = {
      id: this.#lastId,
      peerHost: peer.remoteHost,
      peerPort: peer.remotePort,
      localHost: peer.localHost,
      localPort: peer.localPort,
      listenerName: spec.listenerName,
      clientSoftwareName: 'unknown',
      clientSoftwareVersion: 'unknown',
    }
    const most = config().get('socket.request.max.bytes')
    const connection = new ClientConnection(facts, socket, this.#services, most)
    this.connections.add(connection)
    this.#perPeer.set(peer.remoteHost, already + 1)
    metrics.connectionsAccepted += 1
    connection.start()
  }

  #mostPerPeer(peerHost: string): number {
    const config = this.parts.config()
    const overrides = String(config.get('max.connections.per.ip.overrides') ?? '')
    for (const entry of overrides.split(',')) {
      const cut = entry.lastIndexOf(':')
      if (cut > 0 && entry.slice(0, cut).trim() === peerHost) return Number(entry.slice(cut + 1))
    }
    return config.get('max.connections.per.ip')
  }

  #refused(connection: ClientConnection, reason: string): void {
    const { peerHost, peerPort, listenerName } = connection.facts
    if (!this.#isToldNow()) return
    this.parts.host.log.write('warn', 'Closed a connection', {
      reason,
      peer: `${peerHost}:${peerPort}`,
      listener: listenerName,
    })
  }

  /** False where too many were told of in this second; how many, the next line after it says. */
  #isToldNow(): boolean {
    const { clock, log } = this.parts.host
    const now = clock.monotonic()
    if (now - this.#refusalsSince >= 1000) {
      const untold = this.#refusals - mostRefusalsToldPerSecond
      if (untold > 0) log.write('warn', 'Closed more connections', { count: untold })
      this.#refusalsSince = now
      this.#refusals = 0
    }
    this.#refusals += 1
    return this.#refusals <= mostRefusalsToldPerSecond
  }

  #forget(connection: ClientConnection): void {
    if (!this.connections.delete(connection)) return
    const peerHost = connection.facts.peerHost
    const left = (this.#perPeer.get(peerHost) ?? 1) - 1
    if (left === 0) this.#perPeer.delete(peerHost)
    else this.#perPeer.set(peerHost, left)
    this.parts.metrics.connectionsClosed += 1
    if (this.connections.size === 0) this.#wake?.()
  }

  #scheduleIdleCheck(): void {
    const setting = Number(this.parts.config().get('connections.max.idle.ms'))
    const idleMs = setting < 0 ? Number.POSITIVE_INFINITY : setting
    const every = Math.min(mostIdleCheckMs, Math.max(100, idleMs / 4))
    this.#idleTimer = this.parts.host.timers.after(every, () => {
      const now = this.parts.host.clock.monotonic()
      const before = now - idleMs
      for (const connection of this.connections) {
        if (connection.endedAt <= now - mostFarewellMs) connection.abort()
        // A request that waits for its answer (a long poll, a join) is no idleness.
        if (connection.lastActive <= before && connection.waitingRequests === 0) connection.close()
      }
      if (!this.#stopped) this.#scheduleIdleCheck()
    })
  }

  /** Somebody waits for memory: until nobody does, those who stand still with some are ended. */
  #scheduleEviction(): void {
    if (this.#evictionTimer !== undefined || this.#stopped) return
    this.#evictionTimer = this.parts.host.timers.after(evictionEveryMs, () => {
      this.#evictionTimer = undefined
      if (!this.#budget.contended) return
      this.#budget.evictStalled(this.parts.host.clock.monotonic() - stalledAfterMs)
      this.#scheduleEviction()
    })
  }
}
