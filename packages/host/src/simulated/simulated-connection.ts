/**
 * One end of a simulated stream. Bytes keep their order but arrive late and cut at drawn places; the kernel between
 * the two ends holds a bounded amount, so that a receiver that does not read stops its sender. Chunks not yet taken
 * by the kernel are held by reference, as the real host holds them: who changes them too early sends garbage here
 * too. The receive buffer is overwritten after `receive` returns, so that a kept view is found at once.
 */
import { type Connection, NetworkError, type PeerInfo, type Receiver } from '../network.js'
import type { Incarnation } from './incarnation.js'
import type { Machine } from './machine.js'
import { digest } from './trace.js'
import type { Scheduled } from './world.js'

/** What the kernels of both ends hold of one direction. */
const kernelBytes = 256 * 1024
const mostPendingBytes = 1024 * 1024
const poison = 0xdb

interface Address {
  readonly host: string
  readonly port: number
}

export class SimulatedConnection implements Connection {
  readonly peer: PeerInfo
  #receiver: Receiver | undefined
  #other: SimulatedConnection | undefined
  #up = false
  #paused = false
  #closing = false
  #closed = false
  #reason: Error | undefined
  #owesDrained = false
  readonly #unsent: Uint8Array[] = []
  #unsentBytes = 0
  /** Sent and not yet consumed by the other end's process. */
  #outstanding = 0
  #lastArrival = 0
  readonly #inbox: Uint8Array[] = []
  #finArrived = false
  #delivering = false
  #connectTimer: Scheduled | undefined

  constructor(
    private readonly machine: Machine,
    private readonly owner: Incarnation,
    local: Address,
    remote: Address,
  ) {
    this.peer = {
      remoteHost: remote.host,
      remotePort: remote.port,
      localHost: local.host,
      localPort: local.port,
    }
    owner.connections.add(this)
  }

  get pendingBytes(): number {
    return this.#closed ? 0 : this.#unsentBytes
  }

  start(receiver: Receiver): void {
    this.#receiver = receiver
    if (this.#closed) this.#tellClosed()
    else this.#offer()
  }

  write(chunks: readonly Uint8Array[]): boolean {
    if (this.#closing || this.#closed || !this.owner.alive) return false
    for (const chunk of chunks) {
      if (chunk.length === 0) continue
      this.#unsent.push(chunk)
      this.#unsentBytes += chunk.length
    }
    this.#send()
    if (this.#unsentBytes > 0) this.#owesDrained = true
    return this.#unsentBytes < mostPendingBytes
  }

  pause(): void {
    this.#paused = true
  }

  resume(): void {
    this.#paused = false
    this.#offer()
  }

  close(reason?: Error): void {
    if (this.#closed || !this.owner.alive || (this.#closing && reason === undefined)) return
    this.#closing = true
    if (reason !== undefined || (!this.#up && this.#unsentBytes === 0)) {
      this.#sendReset()
      this.#end(reason)
      return
    }
    this.#send()
  }

  /** The accepting end: its other end exists already. */
  pair(client: SimulatedConnection): void {
    this.#other = client
    this.#up = true
  }

  /** The connecting end: the other side accepted. */
  connectedTo(server: SimulatedConnection): void {
    this.#other = server
    this.#connectTimer?.cancel()
    if (this.#closed) {
      this.#sendReset()
      return
    }
    this.#up = true
    this.#ownEvent('connected', () => {
      if (this.#closed) return
      if (!this.#closing) this.#receiver?.connected?.()
      this.#send()
      this.#offer()
    })
  }

  failUnlessConnected(timeoutMs: number, reason: NetworkError): void {
    this.#connectTimer = this.machine.world.schedule(this.owner, timeoutMs * 1000, 'connect timeout', () =>
      this.failed(reason),
    )
  }

  /** The connection did not come up. */
  failed(reason: NetworkError): void {
    if (!this.#up && !this.#closed) this.#end(reason)
  }

  /** The process at this end is gone; its kernel tells the other end. */
  ownerDied(): void {
    this.#closed = true
    this.owner.connections.delete(this)
    this.#sendReset()
  }

  /** Something between the two ends broke the stream for both. */
  breakOff(): void {
    this.#sendReset()
    this.#resetArrived()
  }

  #send(): void {
    if (!this.#up || this.#closed) return
    while (this.#unsentBytes > 0 && this.#outstanding < kernelBytes) {
      const chunk = this.#unsent[0] as Uint8Array
      const count = Math.min(chunk.length, kernelBytes - this.#outstanding)
      this.#transmit(chunk.slice(0, count))
      if (count === chunk.length) this.#unsent.shift()
      else this.#unsent[0] = chunk.subarray(count)
      this.#unsentBytes -= count
      this.#outstanding += count
    }
    if (this.#unsentBytes > 0) return
    if (this.#owesDrained) {
      this.#owesDrained = false
      this.#ownEvent('drained', () => {
        if (!this.#closed && this.#unsentBytes === 0) this.#receiver?.drained?.()
      })
    }
    if (this.#closing) {
      this.#inOrder('end', (other) => other.#endArrived())
      this.#end(undefined)
    }
  }

  #transmit(bytes: Uint8Array): void {
    this.#inOrder('bytes', (other) => other.#arrived(bytes))
  }

  #sendReset(): void {
    this.#inOrder('reset', (other) => other.#resetArrived())
  }

  /** Reaches the other end after all that was sent before it. */
  #inOrder(label: string, arrive: (other: SimulatedConnection) => void): void {
    const other = this.#other
    if (other === undefined) return
    const { world, name } = this.machine
    const micros = world.wires.latency(name, other.machine.name)
    this.#lastArrival = Math.max(world.nowMicros + micros, this.#lastArrival + 1)
    world.schedule(
      undefined,
      this.#lastArrival - world.nowMicros,
      `${label} ${name}>${other.machine.name}`,
      () => arrive(other),
    )
  }

  #arrived(bytes: Uint8Array): void {
    if (this.#closed) {
      this.#sendReset()
      return
    }
    this.#inbox.push(bytes)
    this.#offer()
  }

  #endArrived(): void {
    this.#finArrived = true
    this.#offer()
  }

  #resetArrived(): void {
    if (this.#closed) return
    const { remoteHost, remotePort } = this.peer
    this.#end(new NetworkError('reset', `${remoteHost}:${remotePort}`))
  }

  /** Schedules a delivery if there is something to deliver and somebody to take it. */
  #offer(): void {
    if (this.#receiver === undefined || this.#paused || this.#closed || this.#delivering || !this.#up) return
    if (this.#inbox.length === 0 && !this.#finArrived) return
    this.#delivering = true
    this.machine.world.schedule(this.owner, this.machine.random.between(1, 30), 'deliver', () => {
      this.#delivering = false
      if (this.#paused || this.#closed) return
      if (this.#inbox.length > 0) this.#deliver()
      else this.#peerEnded()
      this.#offer()
    })
  }

  #deliver(): void {
    const lent = this.#closing ? undefined : this.#receiver?.want?.()
    const scratch = lent ?? this.owner.receiveBuffer
    let room = scratch.length
    if (room > 1 && this.machine.random.chance(0.1))
      room = this.machine.random.between(1, Math.min(room, 300))
    const count = this.#takeInto(scratch, room)
    this.machine.world.note(this.machine.name, 'received', digest(scratch.subarray(0, count)))
    this.#other?.consumed(count)
    if (this.#closing) return
    try {
      this.#receiver?.receive(scratch.subarray(0, count))
    } finally {
      if (lent === undefined) scratch.fill(poison, 0, count)
    }
  }

  #takeInto(target: Uint8Array, room: number): number {
    let count = 0
    while (count < room) {
      const first = this.#inbox[0]
      if (first === undefined) break
      const part = Math.min(first.length, room - count)
      target.set(part === first.length ? first : first.subarray(0, part), count)
      count += part
      if (part === first.length) this.#inbox.shift()
      else this.#inbox[0] = first.subarray(part)
    }
    return count
  }

  /** The other end's process took bytes out of the kernel: there is room for more. */
  consumed(count: number): void {
    this.#outstanding -= count
    if (this.#unsentBytes > 0) this.#ownEvent('window', () => this.#send())
  }

  /** The peer said it is done: what is unsent still goes out, then this end closes too. */
  #peerEnded(): void {
    this.#finArrived = false
    if (this.#closing) return
    this.#closing = true
    this.#send()
  }

  #end(reason: Error | undefined): void {
    this.#closed = true
    this.#closing = true
    this.#connectTimer?.cancel()
    this.#unsent.length = 0
    this.#inbox.length = 0
    this.owner.connections.delete(this)
    this.#reason = reason
    // A stream may break before its acceptor took it up: then `start` tells.
    if (this.#receiver !== undefined) this.#tellClosed()
  }

  #tellClosed(): void {
    this.#ownEvent('closed', () => this.#receiver?.closed(this.#reason))
  }

  #ownEvent(label: string, run: () => void): void {
    this.machine.world.schedule(this.owner, 1, label, run)
  }
}
