/** What an attack is given, and what it must say. */
import { AttackSocket } from './attack-socket.js'
import type { ServedApi } from './requests.js'

/** Random whole numbers in [0, below). */
export type Random = (below: number) => number

/** One attack's place: it opens connections here, and they are all ended when it is over. */
export class Battlefield {
  readonly sockets: AttackSocket[] = []
  /** Connections that the attack opened. */
  opened = 0

  constructor(
    readonly port: number,
    readonly random: Random,
    readonly apis: readonly ServedApi[],
  ) {}

  async open(reads = true): Promise<AttackSocket> {
    const socket = await AttackSocket.open(this.port, reads)
    this.opened += 1
    this.sockets.push(socket)
    return socket
  }

  /** So many connections, opened side by side. */
  async openMany(count: number, reads = true): Promise<AttackSocket[]> {
    const sockets: AttackSocket[] = []
    while (sockets.length < count) {
      const batch = Math.min(100, count - sockets.length)
      sockets.push(...(await Promise.all(Array.from({ length: batch }, () => this.open(reads)))))
    }
    return sockets
  }

  /** Sends `bytes` over a connection of its own and ends it once it was answered or refused, or after `mostMs`. */
  async strike(bytes: Uint8Array, mostMs = 500): Promise<'ended' | 'answered' | 'silent'> {
    const socket = await AttackSocket.open(this.port)
    this.opened += 1
    socket.send(bytes)
    await socket.answeredWithin(1, mostMs)
    const outcome = socket.receivedBytes > 0 ? 'answered' : socket.isClosed ? 'ended' : 'silent'
    socket.socket.destroy()
    return outcome
  }

  leave(): void {
    for (const socket of this.sockets) socket.socket.destroy()
    this.sockets.length = 0
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.random(256))
  }
}

/** An attack. `run` throws when the broker did not do what it must; what it returns goes into the report. */
export interface Attack {
  readonly name: string
  /**
   * Why the neighbour may wait longer, or memory grow more, than the bounds allow: known, told each time, not yet
   * mended. The broker must live, keep its log readable and give its handles back all the same.
   */
  readonly strains?: string
  /** It stays this long once it is set up, while the neighbour goes on. Default 1000. */
  readonly lastsMs?: number
  run(field: Battlefield): Promise<string>
}

/** Runs `work` for every item, `width` at a time. */
export async function eachOf<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < items.length) {
      const item = items[next] as T
      next += 1
      await work(item)
    }
  }
  await Promise.all(Array.from({ length: width }, lane))
}

/** How often each outcome came, as text. */
export function tally(outcomes: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const outcome of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  return [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ')
}

export function must(condition: boolean, claim: string): void {
  if (!condition) throw new Error(claim)
}
