import { expect, test } from 'vitest'
import { ByteReader } from './bytes/byte-reader.js'
import { DecodeError } from './bytes/decode-error.js'
import { decodeMetadataRecordPrefix } from './stored-record.js'
import { readVectors } from './testing/golden-file.js'
import { checkStoredRecord, type StoredRecord } from './testing/stored-vectors.js'

test('records that brokers stored are read as Kafka reads them, and written alike', () => {
  const file = new URL('../testdata/stored-records.ndjson.gz', import.meta.url)
  const records = readVectors<StoredRecord>(file)
  expect(records).toHaveLength(455)
  expect(records.flatMap(checkStoredRecord)).toEqual([])
})

test('a metadata record with another frame version is refused', () => {
  expect(() => decodeMetadataRecordPrefix(new ByteReader(Uint8Array.of(2, 0, 0)))).toThrow(DecodeError)
})
