/**
 * Checks of golden wire vectors and frames: encode, decode, round trip, and the fuzz rule.
 * Each check returns the problems it found, so that one program can count and another can assert.
 */
import { ByteReader } from '../bytes/byte-reader.js'
import { ByteWriter } from '../bytes/byte-writer.js'
import { DecodeError } from '../bytes/decode-error.js'
import type { Draft, MessageType } from '../message-type.js'
import { allMessages } from '../messages/all-messages.js'
import { messageSchemas } from '../schema/all-messages.js'
import type { FieldSchema, MessageSchema } from '../schema/message-schema.js'
import { draftFromJson, firstDifference } from './golden-json.js'

/** A line of `golden/wire` or `golden/int64-out-of-range`. */
export interface WireVector {
  readonly name: string
  readonly type: string
  readonly version: number
  readonly sample?: number
  readonly json: Parameters<typeof draftFromJson>[1]
  readonly hex: string
  readonly hexKnown?: string
  readonly outOfRange?: readonly string[]
}

/** What vectors hold is known to schemas only, not to the compiler. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyMessage = any

interface Codec {
  readonly schema: MessageSchema
  readonly type: MessageType<AnyMessage>
}

const codecs: ReadonlyMap<string, Codec> = new Map(
  messageSchemas.map((schema, index) => [schema.name, { schema, type: allMessages[index]! }]),
)

/** The codec of that name; throws for a name that is no message. */
export function codecNamed(name: string): Codec {
  const codec = codecs.get(name)
  if (codec === undefined) throw new Error(`there is no message '${name}'`)
  return codec
}

export function encodeToHex<M>(type: MessageType<M>, message: Draft<M>, version: number): string {
  const writer = new ByteWriter()
  type.encode(writer, message, version)
  return Buffer.from(writer.finishOne()).toString('hex')
}

/** Decodes all of `bytes`; a `DecodeError` too if some are left over. */
export function decodeAll<M>(type: MessageType<M>, bytes: Uint8Array, version: number): M {
  const reader = new ByteReader(bytes)
  const message = type.decode(reader, version)
  reader.expectEnd()
  return message
}

/** Problems of one wire vector, none if it holds in both directions. */
export function checkWireVector(vector: WireVector): string[] {
  const { schema, type } = codecNamed(vector.name)
  const draft = draftFromJson(schema, vector.json) as AnyMessage
  const bytes = Buffer.from(vector.hex, 'hex')
  const known = vector.hexKnown ?? vector.hex
  const problems: string[] = []
  if (encodeToHex(type, draft, vector.version) !== known) problems.push('encodes to other bytes')
  if (vector.sample === 0 && encodeToHex(type, {}, vector.version) !== known) {
    problems.push('encodes to other bytes from an object without fields')
  }
  const decoded = decodeAll(type, bytes, vector.version)
  const difference = firstDifference(decoded, type.create(draft))
  if (difference !== undefined) problems.push(`decodes to something else at ${difference}`)
  if (encodeToHex(type, decoded, vector.version) !== known) problems.push('does not survive a round trip')
  return problems
}

/** Problems of a vector that holds numbers beyond the safe integers. */
export function checkOutOfRangeVector(vector: WireVector): string[] {
  const { schema, type } = codecNamed(vector.name)
  const bytes = Buffer.from(vector.hex, 'hex')
  if ((vector.outOfRange ?? []).every((path) => isOpaque(schema, path))) {
    const draft = draftFromJson(schema, vector.json) as AnyMessage
    const difference = firstDifference(decodeAll(type, bytes, vector.version), type.create(draft))
    return difference === undefined ? [] : [`is a full 64-bit field and not exact at ${difference}`]
  }
  try {
    decodeAll(type, bytes, vector.version)
  } catch (error) {
    if (error instanceof DecodeError && error.kind === 'int64-range') return []
    return [`is refused as something else: ${error}`]
  }
  return ['decodes although it holds no safe integer']
}

/** True if the field at that path is kept as a bigint. */
function isOpaque(schema: MessageSchema, path: string): boolean {
  let fields: readonly FieldSchema[] = schema.fields
  let type = ''
  for (const name of path.split('/')) {
    if (/^\d+$/.test(name)) continue
    const field = fields.find((candidate) => candidate.name === name)
    if (field === undefined) return false
    type = field.type
    const struct = (schema.structs ?? []).find((candidate) => `[]${candidate.name}`.endsWith(type))
    fields = field.fields ?? struct?.fields ?? []
  }
  return type === 'bigint64'
}
