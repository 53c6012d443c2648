import type { Host } from '@samsa/host'
import { expect, test } from 'vitest'
import { Turn } from './turn.js'

interface TurnWithQueue {
  queue: (() => void)[]
  sent: string[]
  polls: number[]
  receive(client: object): void
}

function turnWithQueue(): TurnWithQueue {
  const queue: (() => void)[] = []
  const sent: string[] = []
  const clock = { wall: () => 0, monotonic: () => 0 }
  const polls: number[] = []
  const timers = {
    endOfTurn: (run: () => void) => queue.push(run),
    stayAwake: (ms: number) => polls.push(ms),
  }
  const turn = new Turn({ clock, timers } as unknown as Host, 0.05)
  const receive = (client: object): void => {
    turn.beginReceive()
    turn.flushLater({ flush: () => sent.push(String(client)) })
    turn.endReceive(client, true)
  }
  return { queue, sent, polls, receive }
}

test('a client that is alone gets its reply at once from its second request on', () => {
  const { queue, sent, receive } = turnWithQueue()
  const a = { toString: () => 'a' }
  receive(a)
  expect(sent).toEqual([])
  queue.shift()?.()
  receive(a)
  expect([sent, queue.length]).toEqual([['a', 'a'], 0])
})

test('only the next request of a client that is alone is waited for awake', () => {
  const { queue, polls, receive } = turnWithQueue()
  const [a, b] = [{ toString: () => 'a' }, { toString: () => 'b' }]
  receive(a)
  receive(b)
  queue.shift()?.()
  expect(polls).toEqual([])
  receive(a)
  queue.shift()?.()
  receive(a)
  expect(polls).toEqual([0.05])
})

test('clients that share a turn wait for each other', () => {
  const { queue, sent, receive } = turnWithQueue()
  const [a, b] = [{ toString: () => 'a' }, { toString: () => 'b' }]
  receive(a)
  receive(b)
  queue.shift()?.()
  receive(b)
  receive(a)
  expect([sent, queue.length]).toEqual([['a', 'b'], 1])
  queue.shift()?.()
  expect(sent).toEqual(['a', 'b', 'b', 'a'])
})
