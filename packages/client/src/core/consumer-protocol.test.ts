import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  decodeAssignment,
  decodeSubscription,
  encodeAssignment,
  encodeSubscription,
} from './consumer-protocol.js'

const topicPartitions = fc
  .dictionary(fc.string({ minLength: 1, maxLength: 8 }), fc.array(fc.nat(1000)))
  .map((record) => new Map(Object.entries(record)))

test('subscriptions come back as they were, topics sorted', () => {
  const subscription = fc.record({
    topics: fc.array(fc.string({ maxLength: 8 })),
    userData: fc.option(fc.uint8Array()),
    owned: topicPartitions,
    generation: fc.integer({ min: -1, max: 1000 }),
    rack: fc.option(fc.string({ maxLength: 5 })),
  })
  fc.assert(
    fc.property(subscription, (given) => {
      const back = decodeSubscription(encodeSubscription(given))
      expect(back).toEqual({ ...given, topics: [...given.topics].sort() })
    }),
  )
})

test('assignments come back as they were; no bytes are no partitions', () => {
  fc.assert(
    fc.property(topicPartitions, (assigned) => {
      expect(decodeAssignment(encodeAssignment(assigned))).toEqual(assigned)
    }),
  )
  expect(decodeAssignment(new Uint8Array())).toEqual(new Map())
})

test('a version of the future is read as the newest one known', () => {
  const bytes = encodeAssignment(new Map([['t', [1, 2]]]))
  bytes[1] = 99
  expect(decodeAssignment(bytes)).toEqual(new Map([['t', [1, 2]]]))
})
