import { encodeBatch } from '@samsa/record/encode-batch'
import { decodeBatch } from '@samsa/record/record'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BatchBuilder, noProducer } from './batch-builder.js'

const bytes = fc.option(fc.uint8Array({ maxLength: 300 }))
const record = fc.record({
  timestamp: fc.integer({ min: -1, max: 2 ** 45 }),
  key: bytes,
  value: bytes,
  headers: fc.array(fc.record({ key: fc.string({ maxLength: 5 }), value: bytes }), { maxLength: 3 }),
})

test('a batch built record by record equals one encoded at once', () => {
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 30 }), (records) => {
      const builder = new BatchBuilder(0)
      let most = 61
      for (const one of records) {
        const headers = one.headers.map(({ key, value }) => ({ key: new TextEncoder().encode(key), value }))
        builder.append({ ...one, headers })
        most += BatchBuilder.sizeOf({ ...one, headers })
      }
      const sealed = builder.seal('none', undefined, { producerId: 5, producerEpoch: 1 }, 7)
      expect(sealed).toEqual(encodeBatch(records, { producerId: 5, producerEpoch: 1, baseSequence: 7 }))
      expect(sealed.length).toBeLessThanOrEqual(most)
    }),
  )
})

test('a batch splits into batches of its records', () => {
  const builder = new BatchBuilder(0)
  for (let i = 0; i < 5; i++) {
    const headers = [{ key: new TextEncoder().encode('h'), value: Uint8Array.of(i) }]
    builder.append({ timestamp: 10 - i, key: null, value: Uint8Array.of(i), headers })
  }
  const whole = decodeBatch(builder.seal('none', undefined, noProducer, -1)).records
  const halves = builder
    .split(2)
    .map((half) => decodeBatch(half.seal('none', undefined, noProducer, -1)).records)
  expect(halves.map((records) => records.length)).toEqual([2, 3])
  const content = ({ offset: _, ...record }: (typeof whole)[number]) => record
  expect(halves.flat().map(content)).toEqual(whole.map(content))
})

test('sealing again changes the sequence and nothing else', () => {
  const builder = new BatchBuilder(0)
  builder.append({ timestamp: 1, key: null, value: new Uint8Array(500), headers: [] })
  builder.seal('gzip', undefined, noProducer, -1)
  const batch = decodeBatch(builder.seal('gzip', undefined, { producerId: 9, producerEpoch: 0 }, 3))
  expect(batch).toMatchObject({ codec: 'gzip', producerId: 9, baseSequence: 3, recordCount: 1 })
  expect(batch.records[0]?.value).toEqual(new Uint8Array(500))
})
