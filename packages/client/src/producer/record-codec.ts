/**
 * From what callers hand in to bytes: text is UTF-8.
 */
import type { EncodedHeader, EncodedRecord } from './batch-builder.js'
import type { ProducerRecord } from './producer-record.js'

const TEXT = new TextEncoder()
const NO_HEADERS: readonly EncodedHeader[] = []

export function encodeRecord(record: ProducerRecord, now: number): EncodedRecord {
  const { headers } = record
  return {
    timestamp: record.timestamp ?? now,
    key: bytesOf(record.key),
    value: bytesOf(record.value),
    headers:
      headers === undefined || headers.length === 0
        ? NO_HEADERS
        : headers.map(({ key, value }) => ({ key: TEXT.encode(key), value: bytesOf(value) })),
  }
}

function bytesOf(value: Uint8Array | string | null | undefined): Uint8Array | null {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? TEXT.encode(value) : value
}
