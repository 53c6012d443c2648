/**
 * What stands in front of a message when it is stored in a record or carried as a blob: a coordinator's keys and
 * values, the consumer protocol's subscriptions and assignments, the records of the metadata logs.
 *
 * Coordinator keys are numbered by record type, which is the `apiKey` of the key's schema; their body is version 0.
 * Metadata records have a frame version (1), the record type and the version, all as unsigned varints (KIP-631).
 */
import type { ByteReader } from './bytes/byte-reader.js'
import type { ByteWriter } from './bytes/byte-writer.js'
import { DecodeError } from './bytes/decode-error.js'
import type { Draft, MessageType } from './message-type.js'

/** Writes a coordinator's key: its record type as int16, then the key. */
export function encodeRecordKey<M>(writer: ByteWriter, type: MessageType<M>, key: Draft<M>): void {
  writer.int16(type.apiKey)
  type.encode(writer, key, 0)
}

/** Writes a coordinator's value, or a blob of the consumer protocol: the version as int16, then the message. */
export function encodeVersioned<M>(
  writer: ByteWriter,
  type: MessageType<M>,
  message: Draft<M>,
  version: number,
): void {
  writer.int16(version)
  type.encode(writer, message, version)
}

/**
 * Reads what {@link encodeVersioned} wrote. A version newer than the newest known is read as that one and bytes left
 * over are ignored, as Kafka does with the consumer protocol; a negative version is a `DecodeError`.
 */
export function decodeVersioned<M>(reader: ByteReader, type: MessageType<M>): M {
  const version = reader.int16()
  return type.decode(reader, Math.min(version, type.maxVersion))
}

/** Writes a record of a metadata log. */
export function encodeMetadataRecord<M>(
  writer: ByteWriter,
  type: MessageType<M>,
  record: Draft<M>,
  version: number,
): void {
  writer.uvarint(1)
  writer.uvarint(type.apiKey)
  writer.uvarint(version)
  type.encode(writer, record, version)
}

/** Reads the prefix of a record of a metadata log: which type it is and in which version its body follows. */
export function decodeMetadataRecordPrefix(reader: ByteReader): { recordType: number; version: number } {
  const start = reader.position
  const frameVersion = reader.uvarint()
  if (frameVersion !== 1) {
    throw new DecodeError('value', `a metadata record has the unknown frame version ${frameVersion}`, start)
  }
  return { recordType: reader.uvarint(), version: reader.uvarint() }
}
