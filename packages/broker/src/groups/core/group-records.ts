/**
 * The records of `__consumer_offsets` as the group coordinator thinks of them, and their bytes: Kafka's own
 * schemas, the versions that Kafka 4.3 writes. Reads every version there ever was. Records of other kinds
 * of groups are known by key only. Keys are an int16 record type and the fields of its key schema; values
 * an int16 version and the fields.
 */
import { ByteReader } from '@samsa/protocol/bytes/byte-reader'
import { ByteWriter } from '@samsa/protocol/bytes/byte-writer'
import { DecodeError } from '@samsa/protocol/bytes/decode-error'
import type { Draft, MessageType } from '@samsa/protocol/message-type'
import { groupMetadataKey } from '@samsa/protocol/messages/group-metadata-key'
import { type GroupMetadataValue, groupMetadataValue } from '@samsa/protocol/messages/group-metadata-value'
import { offsetCommitKey } from '@samsa/protocol/messages/offset-commit-key'
import { offsetCommitValue } from '@samsa/protocol/messages/offset-commit-value'
import { encodeRecordKey, encodeVersioned } from '@samsa/protocol/stored-record'
import type { DecodedRecord, StoredRecord } from '../../coordinator/state-machine.js'
import type { ForeignGroupType } from './group-state.js'
import type { CommittedOffset } from './offsets/group-offsets.js'

/** A committed offset before its record has a place in the log. */
export type OffsetToCommit = Omit<CommittedOffset, 'recordOffset'>

/** A change of one group; null is a tombstone. */
export type GroupRecord =
  | {
      readonly kind: 'offset'
      readonly topic: string
      readonly partition: number
      readonly committed: OffsetToCommit | null
    }
  | { readonly kind: 'group'; readonly metadata: GroupMetadataValue | null }
  | ForeignRecord

/** A record of another kind of group: alive or deleted. */
export interface ForeignRecord {
  readonly kind: 'foreign'
  readonly type: ForeignGroupType
  readonly member: boolean
  readonly key: Uint8Array
  readonly live: boolean
}

/** Record types of `__consumer_offsets`; 0 is an offset commit of brokers before 0.9. */
const offsetCommitTypes = { min: 0, max: 1 }
const groupMetadataType = 2
/** The versions of values that are written; 1 when a client asked for an expiry of its own. */
const groupMetadataVersion = 3
const offsetCommitVersion = 4
const offsetCommitVersionWithExpiry = 1

/** Bytes of a record. */
export function encodeGroupRecord(group: string, record: GroupRecord): StoredRecord {
  switch (record.kind) {
    case 'offset': {
      const { topic, partition, committed } = record
      const key = keyBytes(offsetCommitKey, { group, topic, partition })
      return { key, value: committed === null ? null : offsetBytes(committed) }
    }
    case 'group': {
      const { metadata } = record
      const key = keyBytes(groupMetadataKey, { group })
      const value = metadata && valueBytes(groupMetadataValue, metadata, groupMetadataVersion)
      return { key, value }
    }
    case 'foreign':
      return { key: record.key, value: null }
  }
}

function offsetBytes(committed: OffsetToCommit): Uint8Array {
  const version = committed.expireTimestamp === -1 ? offsetCommitVersion : offsetCommitVersionWithExpiry
  return valueBytes(offsetCommitValue, committed, version)
}

function keyBytes<M>(type: MessageType<M>, key: Draft<M>): Uint8Array {
  const writer = new ByteWriter()
  encodeRecordKey(writer, type, key)
  return writer.finishOne()
}

function valueBytes<M>(type: MessageType<M>, value: Draft<M>, version: number): Uint8Array {
  const writer = new ByteWriter()
  encodeVersioned(writer, type, value, version)
  return writer.finishOne()
}

/**
 * Undefined: a record type nobody knows. Throws DecodeError for damaged ones. Keeps no view of the bytes
 * given.
 */
export function decodeGroupRecord(stored: StoredRecord): DecodedRecord<GroupRecord> | undefined {
  const reader = new ByteReader(stored.key)
  const type = reader.int16()
  if (type >= offsetCommitTypes.min && type <= offsetCommitTypes.max) {
    const { group, topic, partition } = offsetCommitKey.decode(reader, 0)
    const committed = stored.value === null ? null : decodeOffset(stored.value)
    return { key: group, record: { kind: 'offset', topic, partition, committed } }
  }
  if (type === groupMetadataType) {
    const { group } = groupMetadataKey.decode(reader, 0)
    const metadata = stored.value === null ? null : decodeMetadata(stored.value)
    return { key: group, record: { kind: 'group', metadata } }
  }
  const foreign = foreignTypeOf(type)
  if (foreign === undefined) return undefined
  // Every key of these kinds begins with the group id.
  const group = reader.string()
  const { key, value } = stored
  return { key: group, record: { kind: 'foreign', ...foreign, key: key.slice(), live: value !== null } }
}

function decodeOffset(value: Uint8Array): OffsetToCommit {
  const reader = new ByteReader(value)
  const version = valueVersion(reader, offsetCommitValue)
  const { offset, leaderEpoch, metadata, commitTimestamp, expireTimestamp, topicId } =
    offsetCommitValue.decode(reader, version)
  return { offset, leaderEpoch, metadata, commitTimestamp, expireTimestamp, topicId }
}

function decodeMetadata(value: Uint8Array): GroupMetadataValue {
  const copy = value.slice()
  const reader = new ByteReader(copy)
  return groupMetadataValue.decode(reader, valueVersion(reader, groupMetadataValue))
}

function valueVersion(reader: ByteReader, type: MessageType<unknown>): number {
  const version = reader.int16()
  if (version < 0 || version > type.maxVersion) {
    throw new DecodeError('value', `${type.name} of version ${version}`, 0)
  }
  return version
}

/** Kafka numbers the record types of each kind in a row; which ones are members is told apart. */
function foreignTypeOf(type: number): { type: ForeignGroupType; member: boolean } | undefined {
  if ((type >= 3 && type <= 8) || type === 16) return { type: 'consumer', member: type === 5 }
  if (type >= 9 && type <= 15) return { type: 'share', member: type === 10 }
  if (type >= 17 && type <= 23) return { type: 'streams', member: type === 19 }
  return undefined
}
