import type { Host } from '@samsa/host'
import { expect, test } from 'vitest'
import { Turn } from './turn.js'

function turnWithQueue(): { queue: (() => void)[]; sent: string[]; receive(client: object): void } {
  const queue: (() => void)[] = []
  const sent: string[] = []
  const clock = { wall: () => 0, monotonic: () => 0 }
  const timers = { endOfTurn: (run: () => void) => queue.push(run) }
  const turn = new Turn({ clock, timers } as unknown as Host)
  const receive = (client: object): void => {
    turn.beginReceive()
    turn.flushLater({ flush: () => sent.push(String(client)) })
    turn.endReceive(client, true)
  }
  return { queue, sent, receive }
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
