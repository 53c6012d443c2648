import { encodeEndTransactionMarker } from '@samsa/record/control-record'
import { encodeBatch } from '@samsa/record/encode-batch'
import { encodeMessageSet } from '@samsa/record/legacy-message-set'
import { expect, test } from 'vitest'
import { readRecords } from './read-records.js'

function values(count: number, start = 0) {
  return Array.from({ length: count }, (_, i) => ({
    timestamp: 5,
    key: null,
    value: Uint8Array.of(start + i),
  }))
}

function read(chunks: Uint8Array[], from = 0, aborted?: { producerId: number; firstOffset: number }[]) {
  const found = readRecords({
    topic: 't',
    partition: 0,
    bytes: Buffer.concat(chunks),
    from,
    aborted,
    checkCrcs: true,
  })
  return { ...found, offsets: found.records.map(({ offset }) => offset) }
}

test('records before the position are left out, a batch cut short is ignored', () => {
  const whole = encodeBatch(values(5))
  const cut = encodeBatch(values(5), { baseOffset: 5 }).subarray(0, 70)
  expect(read([whole, cut], 3)).toMatchObject({ offsets: [3, 4], nextOffset: 5, error: undefined })
})

test('messages of formats 0 and 1 are read, with the timestamps they have', () => {
  const old = encodeMessageSet(values(2), { magic: 0 })
  const found = read([old])
  expect(found.offsets).toEqual([0, 1])
  expect(found.records[0]).toMatchObject({
    timestamp: -1,
    timestampType: 'NoTimestampType',
    leaderEpoch: undefined,
  })
})

test('read_committed leaves out what was aborted, and nobody sees the markers', () => {
  const transaction = (producerId: number, baseOffset: number) =>
    encodeBatch(values(2), {
      producerId,
      producerEpoch: 0,
      baseSequence: 0,
      isTransactional: true,
      baseOffset,
    })
  const marker = (type: 'ABORT' | 'COMMIT', producerId: number, baseOffset: number) =>
    encodeEndTransactionMarker(
      { type, coordinatorEpoch: 0 },
      { producerId, producerEpoch: 0, timestamp: 0, baseOffset },
    )
  const log = [
    transaction(1, 0),
    transaction(2, 2),
    marker('ABORT', 1, 4),
    marker('COMMIT', 2, 5),
    transaction(1, 6),
    marker('COMMIT', 1, 8),
  ]
  expect(read(log, 0, [{ producerId: 1, firstOffset: 0 }])).toMatchObject({
    offsets: [2, 3, 6, 7],
    nextOffset: 9,
  })
  expect(read(log).offsets).toEqual([0, 1, 2, 3, 6, 7])
})

test('a corrupt batch is an error at its place, after what can be read', () => {
  const bad = encodeBatch(values(2), { baseOffset: 3 })
  bad[65] = (bad[65] as number) ^ 1
  const found = read([encodeBatch(values(3)), bad])
  expect(found).toMatchObject({ offsets: [0, 1, 2], nextOffset: 3 })
  expect(found.error).toMatchObject({ name: 'CorruptRecordError', offset: 3 })
})
