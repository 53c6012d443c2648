import { expect, test } from 'vitest'
import { ByteReader } from './bytes/byte-reader.js'
import { ByteWriter } from './bytes/byte-writer.js'
import { DecodeError } from './bytes/decode-error.js'
import {
  decodeMetadataRecordPrefix,
  encodeMetadataRecord,
  encodeRecordKey,
  encodeVersioned,
} from './stored-record.js'
import { draftFromJson, firstDifference } from './testing/golden-json.js'
import { readVectors } from './testing/golden-file.js'
import { type AnyMessage, codecNamed } from './testing/wire-vectors.js'

interface Said {
  readonly name: string
  readonly data: Parameters<typeof draftFromJson>[1]
}

interface StoredRecord {
  readonly key: string | null
  readonly value: string | null
  /** A metadata record, or the key and value of a coordinator's record. */
  readonly decoded: Said | { readonly key?: Said; readonly value?: Said | null }
}

type Place = 'key' | 'value' | 'metadata'

const records = readVectors<StoredRecord>(new URL('../testdata/stored-records.ndjson.gz', import.meta.url))

/** Every message in the records: its bytes, what Kafka says of it, and which prefix it has. */
const messages = records.flatMap(({ key, value, decoded }) => {
  const all: [string | null, Said | null | undefined, Place][] =
    'data' in decoded
      ? [[value, decoded, 'metadata']]
      : [
          [key, decoded.key, 'key'],
          [value, decoded.value, 'value'],
        ]
  return all.flatMap(([base64, said, place]) =>
    base64 === null || !said?.data ? [] : [{ bytes: Buffer.from(base64, 'base64'), said, place }],
  )
})

function decode(bytes: Uint8Array, name: string, place: Place): { message: AnyMessage; version: number } {
  const reader = new ByteReader(bytes)
  const prefix = place === 'metadata' ? decodeMetadataRecordPrefix(reader).version : reader.int16()
  const version = place === 'key' ? 0 : prefix
  const message = codecNamed(name).type.decode(reader, version)
  reader.expectEnd()
  return { message, version }
}

function encode(message: AnyMessage, name: string, place: Place, version: number): Uint8Array {
  const { type } = codecNamed(name)
  const writer = new ByteWriter()
  if (place === 'metadata') encodeMetadataRecord(writer, type, message, version)
  else if (place === 'key') encodeRecordKey(writer, type, message)
  else encodeVersioned(writer, type, message, version)
  return writer.finishOne()
}

test('records that brokers stored are read as Kafka reads them, and written alike', () => {
  const problems: string[] = []
  for (const { bytes, said, place } of messages) {
    const { schema, type } = codecNamed(said.name)
    const { message, version } = decode(bytes, said.name, place)
    const difference = firstDifference(message, type.create(draftFromJson(schema, said.data)))
    if (difference !== undefined) problems.push(`${said.name} v${version} reads otherwise at ${difference}`)
    if (Buffer.compare(encode(message, said.name, place, version), bytes) !== 0) {
      problems.push(`${said.name} v${version} is written otherwise`)
    }
  }
  expect(messages.length).toBeGreaterThan(300)
  expect(problems).toEqual([])
})

test('a metadata record with another frame version is refused', () => {
  expect(() => decodeMetadataRecordPrefix(new ByteReader(Uint8Array.of(2, 0, 0)))).toThrow(DecodeError)
})
