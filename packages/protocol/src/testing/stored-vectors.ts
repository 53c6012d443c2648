/**
 * Checks of records that brokers stored: coordinator keys and values, records of the metadata log, with their prefixes,
 * against what Kafka's own JSON converters made of them.
 */
import { ByteReader } from '../bytes/byte-reader.js'
import { ByteWriter } from '../bytes/byte-writer.js'
import {
  decodeMetadataRecordPrefix,
  encodeMetadataRecord,
  encodeRecordKey,
  encodeVersioned,
} from '../stored-record.js'
import { draftFromJson, firstDifference } from './golden-json.js'
import { type AnyMessage, codecNamed } from './wire-vectors.js'

interface Said {
  readonly name: string
  readonly data: Parameters<typeof draftFromJson>[1]
}

/** A line of `stored-records`; key and value in base64. */
export interface StoredRecord {
  readonly key: string | null
  readonly value: string | null
  /** A metadata record, or the key and value of a coordinator's record. */
  readonly decoded: Said | { readonly key?: Said; readonly value?: Said | null }
}

type Place = 'key' | 'value' | 'metadata'

/** Problems of one record, none if all of it is read as Kafka reads it and written alike. */
export function checkStoredRecord({ key, value, decoded }: StoredRecord): string[] {
  if ('data' in decoded) return checkMessage(value, decoded, 'metadata')
  return [...checkMessage(key, decoded.key, 'key'), ...checkMessage(value, decoded.value, 'value')]
}

function checkMessage(base64: string | null, said: Said | null | undefined, place: Place): string[] {
  if (base64 === null || !said?.data) return []
  const bytes = Buffer.from(base64, 'base64')
  const { schema, type } = codecNamed(said.name)
  const { message, version } = decode(bytes, said.name, place)
  const problems: string[] = []
  const difference = firstDifference(message, type.create(draftFromJson(schema, said.data)))
  if (difference !== undefined) problems.push(`${said.name} v${version} reads otherwise at ${difference}`)
  if (Buffer.compare(encode(message, said.name, place, version), bytes) !== 0) {
    problems.push(`${said.name} v${version} is written otherwise`)
  }
  return problems
}

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
