/**
 * How far a compressed batch is unpacked to be judged.
 */
import { encodeBatch } from '@samsa/record/encode-batch'
import { expect, test } from 'vitest'
import type { AppendRules } from './append-rules.js'
import { allOf, validateAppend } from './validate-append.js'
import { mostUnpackedBytes } from './walk-records.js'

const mega = 1024 * 1024
const rules: AppendRules = {
  topicPartition: 'orders-0',
  compacts: true,
  maxMessageBytes: mega,
  segmentBytes: 1 << 30,
  compression: 'producer',
  timestampType: 'CreateTime',
  timestampBeforeMaxMs: 2 ** 63,
  timestampAfterMaxMs: 3_600_000,
}
const place = { origin: 'client', nextOffset: 0, leaderEpoch: 0, now: 1_800_000_000_000 } as const

/** Zeros, of which gzip makes a thousandth. */
function packed(valueBytes: number): Uint8Array {
  const record = { timestamp: place.now, key: Uint8Array.of(1), value: new Uint8Array(valueBytes) }
  return encodeBatch([record], { codec: 'gzip' })
}

test('a batch may unpack to 32 MiB, or four times max.message.bytes where that is more', () => {
  expect(mostUnpackedBytes(rules)).toBe(32 * mega)
  expect(mostUnpackedBytes({ ...rules, maxMessageBytes: 10 * mega })).toBe(40 * mega)
})

test('a batch that has to be unpacked and unpacks to more is refused', () => {
  const bomb = packed(33 * mega)
  expect(bomb.length).toBeLessThan(mega)
  expect(validateAppend(allOf(bomb.slice()), rules, place).error).not.toBe('')
  expect(validateAppend(allOf(bomb.slice()), { ...rules, maxMessageBytes: 10 * mega }, place).error).toBe('')
  expect(validateAppend(allOf(packed(31 * mega)), rules, place).error).toBe('')
})

test('a batch that nobody has to look into is taken as it is', () => {
  expect(validateAppend(allOf(packed(33 * mega)), { ...rules, compacts: false }, place).error).toBe('')
})
