import { encodeBatch } from '@samsa/record/encode-batch'
import { expect, test } from 'vitest'
import { batchRange } from './batch-range.js'

/** Batches of 2 records each at offsets 10, 12, 14, all of one size. */
const batches = [10, 12, 14].map((baseOffset) =>
  encodeBatch(
    [0, 1].map(() => ({ timestamp: 1, key: null, value: new Uint8Array(20) })),
    { baseOffset },
  ),
)
const size = batches[0]?.length ?? 0
const bytes = new Uint8Array(size * 3)
batches.forEach((batch, index) => bytes.set(batch, index * size))
const view = new DataView(bytes.buffer)
const wanted = { offset: 10, maxBytes: 10_000, upTo: 99, minOneBatch: true }

test.each([
  ['all that is there', {}, bytes.length, [0, 3, 16]],
  ['from the batch that holds the offset', { offset: 13 }, bytes.length, [1, 3, 16]],
  ['whole batches below the limit of bytes', { maxBytes: size * 2 + 5 }, bytes.length, [0, 2, 14]],
  ['one batch although it is over the limit', { maxBytes: 1 }, bytes.length, [0, 1, 12]],
  [
    'nothing over the limit when that is not asked for',
    { maxBytes: size - 1, minOneBatch: false },
    bytes.length,
    [0, 0, 10],
  ],
  ['nothing at or beyond the end of what may be read', { upTo: 12 }, bytes.length, [0, 1, 12]],
  ['no batch cut by the end of the stretch', {}, size * 2 + 40, [0, 2, 14]],
] as const)('a read yields %s', (_, change, end, [from, to, nextOffset]) => {
  const range = batchRange(view, 0, end, { ...wanted, ...change })
  expect([range.from / size, range.to / size, range.nextOffset]).toEqual([from, to, nextOffset])
})

test('a first batch that is cut tells how much would hold it', () => {
  expect(batchRange(view, 0, 40, wanted)).toMatchObject({ from: 0, to: 0, needs: size })
  expect(batchRange(view, 0, 5, wanted).needs).toBeGreaterThan(16)
  expect(batchRange(view, 0, size + 40, { ...wanted, offset: 12 })).toMatchObject({ from: size, needs: size })
})

test('bytes that are no batch end the read', () => {
  expect(batchRange(new DataView(new ArrayBuffer(100)), 0, 100, wanted)).toMatchObject({
    to: 0,
    limited: true,
  })
})
