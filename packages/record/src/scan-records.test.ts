import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { viewOf } from './bytes.js'
import { encodeBatch, type NewRecord } from './encode-batch.js'
import { openBatch } from './record.js'
import { BATCH_OVERHEAD } from './record-batch.js'
import { LOOK_CLOSER, scanRecords } from './scan-records.js'

const nullableBytes = fc.option(fc.uint8Array({ maxLength: 200 }))
const anyRecord: fc.Arbitrary<NewRecord> = fc.record({
  timestamp: fc.integer({ min: -1, max: 300_000_000 }),
  key: nullableBytes,
  value: nullableBytes,
  headers: fc.array(fc.record({ key: fc.string(), value: nullableBytes }), { maxLength: 3 }),
})
const anyRecords = fc.array(anyRecord, { minLength: 1, maxLength: 12 })

/** The largest time delta by the cursor, which looks at everything; undefined when the cursor refuses. */
function byCursor(bytes: Uint8Array, count: number, needsKeys: boolean): number | undefined {
  try {
    const cursor = openBatch(bytes, viewOf(bytes), 0)
    let largest = -Infinity
    for (let index = 0; index < count; index++) {
      cursor.next()
      largest = Math.max(largest, cursor.createTimestamp - cursor.baseTimestamp)
      if (cursor.offset !== index || (needsKeys && cursor.keyLength < 0)) return undefined
    }
    return cursor.isAtEnd ? largest : undefined
  } catch {
    return undefined
  }
}

const scan = (bytes: Uint8Array, count: number, needsKeys: boolean) =>
  scanRecords(bytes, BATCH_OVERHEAD, bytes.length, count, needsKeys)

describe('the quick look at records', () => {
  it('sees what the close look sees, and leaves to that only large times', () => {
    fc.assert(
      fc.property(anyRecords, fc.boolean(), (records, needsKeys) => {
        const bytes = encodeBatch(records)
        const deltas = records.map(({ timestamp }) => timestamp - (records[0] as NewRecord).timestamp)
        const usual = deltas.every((delta) => delta >= -(2 ** 27) && delta < 2 ** 27)
        const refused = needsKeys && records.some(({ key }) => key === null)
        const expected = usual && !refused ? Math.max(...deltas) : LOOK_CLOSER
        expect(scan(bytes, records.length, needsKeys)).toBe(expected)
      }),
      { numRuns: 300 },
    )
  })

  it('never accepts what the close look refuses, whatever bytes are changed', () => {
    const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }))
    fc.assert(
      fc.property(
        anyRecords,
        fc.array(change, { maxLength: 3 }),
        fc.integer({ min: -1, max: 1 }),
        (records, changes, more) => {
          const bytes = encodeBatch(records)
          const room = bytes.length - BATCH_OVERHEAD
          for (const [place, value] of changes) bytes[BATCH_OVERHEAD + (place % room)] = value
          const count = records.length + more
          if (count < 1) return
          const seen = scan(bytes, count, true)
          if (seen !== LOOK_CLOSER) expect(seen).toBe(byCursor(bytes, count, true))
        },
      ),
      { numRuns: 3000 },
    )
  })
})
