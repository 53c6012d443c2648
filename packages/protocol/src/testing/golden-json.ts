/**
 * The JSON of golden wire vectors, turned into drafts: 64-bit numbers and uint32 stand there as decimal texts,
 * byte fields as base64. Also the deep comparison of what was decoded with what was meant.
 */
import type { FieldSchema, MessageSchema } from '../schema/message-schema.js'

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

/** The draft that the `json` of a vector describes. */
export function draftFromJson(schema: MessageSchema, json: Json): unknown {
  const structs = new Map((schema.structs ?? []).map((struct) => [struct.name, struct.fields]))
  return structFrom(schema.fields, json)

  function structFrom(fields: readonly FieldSchema[], value: Json): unknown {
    const draft: Record<string, unknown> = {}
    const given = value as { [name: string]: Json }
    for (const [name, content] of Object.entries(given)) {
      const field = fields.find((candidate) => candidate.name === name)
      if (field === undefined) throw new Error(`${schema.name} has no field '${name}'`)
      draft[name] = valueFrom(field, content)
    }
    return draft
  }

  function valueFrom(field: FieldSchema, value: Json): unknown {
    if (value === null) return null
    const type = field.type.replace('[]', '')
    const one = (element: Json): unknown => {
      const fields = field.fields ?? structs.get(type)
      return fields === undefined ? primitiveFrom(type, element) : structFrom(fields, element)
    }
    return field.type.startsWith('[]') ? (value as Json[]).map(one) : one(value)
  }
}

function primitiveFrom(type: string, value: Json): unknown {
  if (type === 'int64' || type === 'uint32') return Number(value)
  if (type === 'bigint64') return BigInt(value as string)
  if (type === 'bytes' || type === 'records') return new Uint8Array(Buffer.from(value as string, 'base64'))
  return value
}

/** Where two messages differ, as a path such as `topics/0/name`; undefined if they are equal. */
export function firstDifference(a: unknown, b: unknown, path = ''): string | undefined {
  if (Object.is(a, b)) return undefined
  if (a instanceof Uint8Array && b instanceof Uint8Array) {
    return Buffer.compare(a, b) === 0 ? undefined : path
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return path
  const left = a as Record<string, unknown>
  const right = b as Record<string, unknown>
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const found = firstDifference(left[key], right[key], path === '' ? key : `${path}/${key}`)
    if (found !== undefined) return found
  }
  return undefined
}
