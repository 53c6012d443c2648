import { expect, test } from 'vitest'
import { PartitionQueue } from './partition-queue.js'

const record = { timestamp: 0, key: null, value: new Uint8Array(10), headers: [] }

function queueOf(batches: number): PartitionQueue {
  const queue = new PartitionQueue('t', 0, 1)
  for (let i = 0; i < batches; i++) queue.append(record, 50, i)
  return queue
}

function takeNext(queue: PartitionQueue, now = 1000) {
  const batch = queue.sendable(now, 0, false)
  if (batch !== undefined) queue.take(batch)
  return batch
}

test('a batch grows until it is full', () => {
  const queue = new PartitionQueue('t', 0, 200)
  const first = queue.append(record, 50, 0)
  expect(queue.append(record, 50, 0)).toEqual({ batch: first.batch, started: false })
  for (let i = 0; i < 5; i++) queue.append(record, 50, 0)
  expect(queue.waiting.length).toBeGreaterThan(1)
  expect(queue.waiting[0]?.closed).toBe(true)
})

test('a batch that is not full waits for linger.ms, unless all is flushed', () => {
  const queue = new PartitionQueue('t', 0, 1000)
  queue.append(record, 50, 100)
  expect(queue.sendable(104, 5, false)).toBeUndefined()
  expect(queue.dueAt(5)).toBe(105)
  expect(queue.sendable(104, 5, true)).toBeDefined()
  expect(queue.sendable(105, 5, false)).toBeDefined()
})

test('several batches may be in flight at once', () => {
  const queue = queueOf(3)
  expect([takeNext(queue), takeNext(queue), takeNext(queue)].map((batch) => batch?.order)).toEqual([0, 1, 2])
})

test('batches that come back out of order are sent again in order, one at a time', () => {
  const queue = queueOf(3)
  const [first, second] = [takeNext(queue), takeNext(queue)]
  if (first === undefined || second === undefined) throw new Error('both are sendable')
  queue.putBack(second, 0)
  expect(takeNext(queue)).toBeUndefined()
  queue.putBack(first, 0)
  expect(takeNext(queue)).toBe(first)
  expect(takeNext(queue)).toBeUndefined()
  queue.inFlight.delete(first)
  expect(takeNext(queue)).toBe(second)
  expect(takeNext(queue)).toBeUndefined()
})

test('a pause after a failure is kept', () => {
  const queue = queueOf(1)
  const batch = takeNext(queue)
  if (batch === undefined) throw new Error('it is sendable')
  queue.putBack(batch, 2000)
  expect([takeNext(queue, 1999), queue.dueAt(0), takeNext(queue, 2000)]).toEqual([undefined, 2000, batch])
})
