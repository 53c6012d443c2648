/**
 * The network of a simulated world. `Wires` carries things between machines, late, in order per stream, and not at
 * all while a partition lasts; `SimulatedNetwork` is what one process sees of it. Machines are reached by name;
 * 'localhost' and the loopback addresses are the machine itself.
 */
import {
  type Connection,
  type ConnectOptions,
  type Listener,
  type ListenOptions,
  type Network,
  NetworkError,
} from '../network.js'
import type { Incarnation } from './incarnation.js'
import type { Machine } from './machine.js'
import { SimulatedConnection } from './simulated-connection.js'
import type { World } from './world.js'

const loopback = new Set(['localhost', '127.0.0.1', '::1'])
const everyInterface = new Set(['', '0.0.0.0', '::'])
const defaultConnectTimeoutMs = 10_000

export class Wires {
  /** Until when no byte passes, by the two names in order. */
  readonly #parted = new Map<string, number>()

  constructor(private readonly world: World) {}

  partition(one: string, other: string, untilMicros: number): void {
    const pair = pairOf(one, other)
    this.#parted.set(pair, Math.max(untilMicros, this.#parted.get(pair) ?? 0))
  }

  /** When something sent now arrives, in microseconds from now; a partition holds it back, as TCP would try again. */
  latency(from: string, to: string): number {
    const now = this.world.nowMicros
    let micros = this.world.random.between(20, 500)
    if (this.world.random.chance(0.02)) micros *= 20
    for (const name of from === to ? [from] : [from, to]) {
      const machine = this.world.machine(name)
      if (machine.delayedUntil > now) micros += machine.delayMicros
    }
    const heals = from === to ? 0 : (this.#parted.get(pairOf(from, to)) ?? 0)
    return Math.max(0, heals - now) + micros
  }

  /** Sends something that is not part of a stream: the first packet of a connection, a reset. */
  carry(from: string, to: string, label: string, arrive: () => void): void {
    this.world.schedule(undefined, this.latency(from, to), label, arrive)
  }
}

export class SimulatedListener implements Listener {
  constructor(
    readonly host: string,
    readonly port: number,
    readonly owner: Incarnation,
    readonly accept: (connection: Connection) => void,
  ) {}

  async close(): Promise<void> {
    this.owner.listeners.delete(this.port)
  }
}

export class SimulatedNetwork implements Network {
  constructor(
    private readonly machine: Machine,
    private readonly incarnation: Incarnation,
  ) {}

  async listen(at: ListenOptions, accept: (connection: Connection) => void): Promise<Listener> {
    this.incarnation.mustLive()
    if (!everyInterface.has(at.host) && !loopback.has(at.host) && at.host !== this.machine.name) {
      throw new NetworkError('unreachable', `${at.host}:${at.port}`, {
        detail: 'not an address of this machine',
      })
    }
    const port = at.port === 0 ? this.machine.freePort() : at.port
    if (this.incarnation.listeners.has(port)) throw new NetworkError('address-in-use', `${at.host}:${port}`)
    const listener = new SimulatedListener(at.host === '' ? '::' : at.host, port, this.incarnation, accept)
    this.incarnation.listeners.set(port, listener)
    return listener
  }

  connect(to: ConnectOptions): Connection {
    this.incarnation.mustLive()
    const { world, name } = this.machine
    const target = loopback.has(to.host) ? name : to.host
    const address = `${to.host}:${to.port}`
    const local = { host: name, port: this.machine.freePort() }
    const client = new SimulatedConnection(this.machine, this.incarnation, local, {
      host: target,
      port: to.port,
    })
    const timeoutMs = to.timeoutMs ?? defaultConnectTimeoutMs
    client.failUnlessConnected(timeoutMs, new NetworkError('timeout', address))
    if (!world.knows(target)) {
      world.wires.carry(name, name, 'no such host', () =>
        client.failed(new NetworkError('unknown-host', address)),
      )
      return client
    }
    world.wires.carry(name, target, `connect ${address}`, () => {
      const listener = world.machine(target).incarnation?.listeners.get(to.port)
      if (listener === undefined) {
        world.wires.carry(target, name, 'refused', () => client.failed(new NetworkError('refused', address)))
        return
      }
      this.#accept(client, listener, world.machine(target), { host: target, port: to.port }, local)
    })
    return client
  }

  #accept(
    client: SimulatedConnection,
    listener: SimulatedListener,
    machine: Machine,
    at: { host: string; port: number },
    from: { host: string; port: number },
  ): void {
    const server = new SimulatedConnection(machine, listener.owner, at, from)
    server.pair(client)
    machine.world.wires.carry(machine.name, this.machine.name, 'connected', () => client.connectedTo(server))
    machine.world.schedule(listener.owner, 0, 'accept', () => {
      if (listener.owner.listeners.get(listener.port) === listener) listener.accept(server)
      else server.close(new NetworkError('reset', `${from.host}:${from.port}`))
    })
  }
}

function pairOf(one: string, other: string): string {
  return one < other ? `${one}|${other}` : `${other}|${one}`
}
