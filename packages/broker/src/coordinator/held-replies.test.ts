import { expect, test } from 'vitest'
import type { RequestId } from './decision.js'
import { HeldReplies } from './held-replies.js'

const reply = (to: number) => [{ to: to as RequestId, reply: `reply ${to}` }]

test('what waits behind a batch of its own key is one thing to hold, and is released whole', () => {
  const committed: string[] = []
  const delivered: string[] = []
  const held = new HeldReplies<string, string>(
    (key, state) => committed.push(`${key}=${state}`),
    (_, text) => delivered.push(text),
  )
  held.hold('a', 'one', reply(1), true)
  for (let to = 2; to < 100; to++) held.hold('a', `state ${to}`, reply(to), false)
  expect(held.size).toBe(1)
  expect([...held.requestsUpTo(held.last)].length).toBe(99)
  held.hold('b', 'other', reply(100), false)
  held.hold('a', 'last', reply(101), true)
  held.committed()
  expect(committed).toEqual(['a=state 99', 'b=other'])
  expect(delivered.length).toBe(100)
  held.committed()
  expect(committed.at(-1)).toBe('a=last')
})
