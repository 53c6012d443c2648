/**
 * Requests of any API and version drawn from their schemas: valid on the wire, whatever they may mean. Names are few, so
 * that requests meet what others made; the neighbour's topic is never among them.
 */
import type { MessageType } from '@samsa/protocol/message-type'
import { allMessages } from '@samsa/protocol/messages/all-messages'
import { messageSchemas } from '@samsa/protocol/schema/all-messages'
import type { FieldSchema, MessageSchema, StructSchema } from '@samsa/protocol/schema/message-schema'
import { encodeBatch } from '@samsa/record/encode-batch'
import type { Random } from './attack.js'

const texts = [
  '',
  'fuzz-0',
  'fuzz-4',
  'fuzz-1',
  'fuzz-2',
  'fuzz-3',
  'a/b',
  '..',
  '__consumer_offsets',
  'range',
]
const settingNames = [
  'cleanup.policy',
  'retention.ms',
  'segment.bytes',
  'max.message.bytes',
  'no.such.setting',
]
const numbers = [0, 1, -1, 2, 3, 10, 100, 6000, 2147483647, -2147483648]
const widths: Record<string, number> = { int8: 8, int16: 16, uint16: 16, int32: 32, uint32: 32 }

/** The messages of a request's API. */
export interface RequestKind {
  readonly type: MessageType<unknown>
  readonly schema: MessageSchema
}

/** The request of an API key. */
export function requestKind(apiKey: number): RequestKind {
  const type = allMessages.find((each) => each.kind === 'request' && each.apiKey === apiKey)
  const schema = messageSchemas.find((each) => each.kind === 'request' && each.apiKey === apiKey)
  if (type === undefined || schema === undefined) throw new Error(`no request of API ${apiKey}`)
  return { type, schema }
}

/** Whether a range such as `3+` or `0-2` holds a version. */
export function inRange(range: string | undefined, version: number): boolean {
  if (range === undefined || range === 'none') return false
  const [, low, open, high] = /^(\d+)(\+?)(?:-(\d+))?$/.exec(range) ?? []
  const from = Number(low)
  if (open === '+') return version >= from
  return version >= from && version <= Number(high ?? low)
}

/** The fields of a struct type used in `schema`, or undefined for a plain type. */
export function fieldsOf(schema: MessageSchema, field: FieldSchema): readonly FieldSchema[] | undefined {
  if (field.fields !== undefined) return field.fields
  const name = field.type.replace('[]', '')
  return schema.structs?.find((struct: StructSchema) => struct.name === name)?.fields
}

/** A draft of the request that can be encoded in `version`. */
export function randomRequest(kind: RequestKind, version: number, random: Random): unknown {
  return randomStruct(kind.schema, kind.schema.fields, version, random)
}

function randomStruct(
  schema: MessageSchema,
  fields: readonly FieldSchema[],
  version: number,
  random: Random,
): Record<string, unknown> {
  const drawn: Record<string, unknown> = {}
  for (const field of fields) {
    if (!inRange(field.versions, version) || random(8) === 0) continue
    if (inRange(field.nullable, version) && random(8) === 0) drawn[field.name] = null
    else if (field.type.startsWith('[]')) {
      const count = random(4)
      drawn[field.name] = Array.from({ length: count }, () => randomValue(schema, field, version, random))
    } else drawn[field.name] = randomValue(schema, field, version, random)
  }
  return drawn
}

function randomValue(schema: MessageSchema, field: FieldSchema, version: number, random: Random): unknown {
  const inner = fieldsOf(schema, field)
  if (inner !== undefined) return randomStruct(schema, inner, version, random)
  const type = field.type.replace('[]', '')
  switch (type) {
    case 'bool':
      return random(2) === 0
    case 'string':
      return randomText(field, random)
    case 'uuid':
      return random(2) === 0 ? 'AAAAAAAAAAAAAAAAAAAAAA' : 'AAAAAAAAAAAAAAAAAAAAAQ'
    case 'bytes':
    case 'records':
      return randomBytes(type, random)
    case 'float64':
      return random(1000) / 7
    case 'bigint64':
      return BigInt(random(1000))
    case 'int64':
      return random(3) === 0 ? Number.MAX_SAFE_INTEGER : (numbers[random(numbers.length)] ?? 0)
    default:
      return randomNumber(widths[type] ?? 32, type.startsWith('u'), random)
  }
}

function randomText(field: FieldSchema, random: Random): string {
  if (random(40) === 0) return 'x'.repeat(random(32_000))
  const from = field.name === 'configName' || field.name === 'name' ? [...texts, ...settingNames] : texts
  return from[random(from.length)] ?? ''
}

function randomNumber(bits: number, unsigned: boolean, random: Random): number {
  // Waits stay short: what a request asks to wait for would otherwise keep its connection.
  const drawn = numbers[random(numbers.length)] ?? 0
  const high = unsigned ? 2 ** bits - 1 : 2 ** (bits - 1) - 1
  const low = unsigned ? 0 : -(2 ** (bits - 1))
  return Math.max(low, Math.min(high, drawn))
}

function randomBytes(type: string, random: Random): Uint8Array {
  if (type === 'records' && random(4) > 0) {
    const value = Uint8Array.from({ length: random(60) }, () => random(256))
    return encodeBatch([{ timestamp: 1, key: random(3) === 0 ? null : value, value }])
  }
  return Uint8Array.from({ length: random(80) }, () => random(256))
}

const extremes = [0x7fffffff, -1, -2147483648, 0x00ffffff, 0x7fff, 0]

/** `bytes` with one to three changes: bits, cuts, insertions, absurd numbers and varints. */
export function mutated(bytes: Uint8Array, random: Random): Uint8Array {
  let changed = bytes
  for (let left = 1 + random(3); left > 0; left--) changed = changedOnce(changed, random)
  return changed
}

function changedOnce(bytes: Uint8Array, random: Random): Uint8Array {
  if (bytes.length === 0) return bytes
  const at = random(bytes.length)
  const changed = bytes.slice()
  switch (random(6)) {
    case 0:
      changed[at] = (changed[at] ?? 0) ^ (1 << random(8))
      return changed
    case 1:
      return changed.slice(0, at)
    case 2:
      return spliced(bytes, at, 1 + random(4), [])
    case 3:
      return spliced(
        bytes,
        at,
        0,
        Array.from({ length: 1 + random(8) }, () => random(256)),
      )
    case 4:
      return spliced(bytes, at, 1, [255, 255, 255, 255, random(2) === 0 ? 15 : 7])
    default:
      if (at + 4 > bytes.length) return changed
      new DataView(changed.buffer).setInt32(at, extremes[random(extremes.length)] ?? 0)
      return changed
  }
}

/** `bytes` with `removed` of them at `at` replaced. */
export function spliced(
  bytes: Uint8Array,
  at: number,
  removed: number,
  added: readonly number[],
): Uint8Array {
  const end = Math.min(bytes.length, at + removed)
  const result = new Uint8Array(bytes.length - (end - at) + added.length)
  result.set(bytes.subarray(0, at))
  result.set(added, at)
  result.set(bytes.subarray(end), at + added.length)
  return result
}
