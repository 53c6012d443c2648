/**
 * What is to happen in a simulated world, earliest first. Events of the same instant run in drawn order (`tie`),
 * which is what uncovers code that relies on an order nobody promised. A binary heap; refuses nothing.
 */
import type { Incarnation } from './incarnation.js'

export interface WorldEvent {
  /** Virtual microseconds. */
  at: number
  readonly tie: number
  readonly sequence: number
  readonly label: string
  /** The process that would run it; dead processes run nothing. undefined: the world itself (wires, kernels). */
  readonly owner: Incarnation | undefined
  readonly run: () => void
  cancelled: boolean
}

export class EventQueue {
  readonly #heap: WorldEvent[] = []

  get size(): number {
    return this.#heap.length
  }

  peek(): WorldEvent | undefined {
    return this.#heap[0]
  }

  push(event: WorldEvent): void {
    const heap = this.#heap
    let at = heap.length
    heap.push(event)
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = heap[parent] as WorldEvent
      if (!before(event, above)) break
      heap[at] = above
      at = parent
    }
    heap[at] = event
  }

  pop(): WorldEvent | undefined {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined || heap.length === 0) return first
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heap.length) break
      const right = heap[child + 1]
      if (right !== undefined && before(right, heap[child] as WorldEvent)) child += 1
      const smallest = heap[child] as WorldEvent
      if (!before(smallest, last)) break
      heap[at] = smallest
      at = child
    }
    heap[at] = last
    return first
  }
}

function before(a: WorldEvent, b: WorldEvent): boolean {
  if (a.at !== b.at) return a.at < b.at
  return a.tie !== b.tie ? a.tie < b.tie : a.sequence < b.sequence
}
