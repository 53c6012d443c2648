/**
 * A message as the JSON that Kafka's tools print: the fields of its version in schema order, tagged fields only
 * where they differ from their default, bytes in base64, doubles with a point.
 */
import { toByteArrayText } from './base64.js'
import type { FieldSchema, MessageSchema } from '@samsa/protocol/schema/message-schema'

type Struct = Readonly<Record<string, unknown>>

/** One line of JSON. `first` are members that stand in front of the fields. */
export function messageJson(
  schema: MessageSchema,
  message: object,
  version: number,
  first: readonly string[] = [],
): string {
  const structs = new Map((schema.structs ?? []).map((struct) => [struct.name, struct.fields]))
  const members = [...first, ...fieldMembers(schema.fields, message as Struct, version, structs)]
  return `{${members.join(',')}}`
}

type Structs = ReadonlyMap<string, readonly FieldSchema[]>

function fieldMembers(
  fields: readonly FieldSchema[],
  struct: Struct,
  version: number,
  structs: Structs,
): string[] {
  const members: string[] = []
  for (const field of fields) {
    if (!inRange(field.versions, version)) continue
    const value = struct[field.name]
    const tagged = field.tagged !== undefined && inRange(field.tagged, version)
    if (tagged && isDefault(field, value)) continue
    members.push(`${JSON.stringify(field.name)}:${valueText(field, field.type, value, version, structs)}`)
  }
  return members
}

function valueText(
  field: FieldSchema,
  type: string,
  value: unknown,
  version: number,
  structs: Structs,
): string {
  if (value === null || value === undefined) return 'null'
  if (type.startsWith('[]')) {
    const each = (value as readonly unknown[]).map((one) =>
      valueText(field, type.slice(2), one, version, structs),
    )
    return `[${each.join(',')}]`
  }
  if (value instanceof Uint8Array) return JSON.stringify(toByteArrayText(value))
  if (typeof value === 'object') {
    const fields = field.fields ?? structs.get(type) ?? []
    return `{${fieldMembers(fields, value as Struct, version, structs).join(',')}}`
  }
  if (type === 'float64' && typeof value === 'number') return doubleText(value)
  return typeof value === 'bigint' ? value.toString() : JSON.stringify(value)
}

function doubleText(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value)
}

const ZERO_UUID = 'AAAAAAAAAAAAAAAAAAAAAA'

function isDefault(field: FieldSchema, value: unknown): boolean {
  const { type, default: given } = field
  if (given !== undefined) return value === given || String(value) === String(given)
  if (value === null || value === undefined) return false
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length === 0
  if (type === 'uuid') return value === ZERO_UUID
  if (typeof value === 'object') return false
  return value === 0 || value === 0n || value === false || value === ''
}

/** '3+', '0-2', '4' or 'none'. */
function inRange(range: string, version: number): boolean {
  const [, from, dash, to] = /^(\d+)(\+|-)?(\d+)?$/.exec(range) ?? []
  if (from === undefined || version < Number(from)) return false
  if (dash === '+') return true
  return version <= Number(to ?? from)
}
