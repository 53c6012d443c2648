/**
 * The shape of our schema files: one message each, as plain data, in wire order.
 *
 * Version ranges are written as in Kafka's own world: `3+` (to the last version), `0-2`, `4`, `none`. The generator in
 * `tools/codegen` turns these files into `src/messages`; nothing reads them at run time.
 */
import type { MessageKind } from '../message-type.js'

/** `3+`, `0-2`, `4` or `none`. */
export type VersionRange = string

export interface FieldSchema {
  /** lowerCamel, as in Kafka's JSON. */
  readonly name: string
  /**
   * `bool int8 int16 uint16 int32 uint32 int64 float64 string uuid bytes records`, the name of a struct, or either with
   * `[]` in front. `bigint64` is an int64 that is a hash or a sentinel, not a quantity, and may exceed 2^53.
   */
  readonly type: string
  readonly versions: VersionRange
  /** Versions in which null can be said. */
  readonly nullable?: VersionRange
  /** Versions in which the field is a tagged one, under the number `tag`. */
  readonly tagged?: VersionRange
  readonly tag?: number
  /** Absent: 0, false, '', empty, the zero uuid, a struct of defaults; null for nullable `records`. */
  readonly default?: number | string | boolean | null
  /** The field may be dropped silently in a version without it; otherwise a non-default value is an error. */
  readonly ignorable?: boolean
  /** Part of the key by which Kafka keeps the elements of the array. */
  readonly mapKey?: boolean
  /** What the value identifies, such as `topicName`. */
  readonly entityType?: string
  /** Versions with compact lengths, where they differ from the message's. */
  readonly flexible?: VersionRange
  /** What the field means, in our own words; absent where the name says it all. */
  readonly about?: string
  /** Fields of a struct that is used here only. */
  readonly fields?: readonly FieldSchema[]
}

export interface StructSchema {
  readonly name: string
  readonly versions: VersionRange
  readonly about?: string
  readonly fields: readonly FieldSchema[]
}

export interface MessageSchema {
  readonly name: string
  readonly kind: MessageKind
  readonly apiKey?: number
  readonly validVersions: VersionRange
  readonly flexibleVersions: VersionRange
  /** The last version is not final in the newest Kafka: it is decoded, and not advertised. */
  readonly latestVersionUnstable?: boolean
  readonly about: string
  readonly fields: readonly FieldSchema[]
  /** Structs that several fields use. */
  readonly structs?: readonly StructSchema[]
}
