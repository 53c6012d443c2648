/**
 * Pieces that types, decoders, encoders and constructors of generated code have in common: TypeScript types, defaults,
 * the test "does this field differ from its default", and the segments of versions in which a field is said alike.
 */
import { type Field, type Message, type Primitive, type Struct, structNamed } from './model.js'
import { includes, intersect, isEmpty, type Versions } from './versions.js'

/** Versions in which a field has one encoding. */
export interface Segment {
  readonly versions: Versions
  readonly flexible: boolean
  readonly nullable: boolean
}

/** The segments of `field` in the versions `known`, newest first. */
export function segmentsOf(field: Field, known: Versions): Segment[] {
  const range = intersect(field.versions, known)
  const segments: Segment[] = []
  for (let version = range.max; version >= range.min; version--) {
    const flexible = includes(field.flexible, version)
    const nullable = includes(field.nullable, version)
    const last = segments.at(-1)
    if (last !== undefined && last.flexible === flexible && last.nullable === nullable) {
      segments[segments.length - 1] = { ...last, versions: { min: version, max: last.versions.max } }
    } else {
      segments.push({ versions: { min: version, max: version }, flexible, nullable })
    }
  }
  return segments
}

const scalarTypes: Record<Primitive, string> = {
  bool: 'boolean',
  int8: 'number',
  int16: 'number',
  uint16: 'number',
  int32: 'number',
  uint32: 'number',
  int64: 'number',
  bigint64: 'bigint',
  float64: 'number',
  string: 'string',
  uuid: 'Uuid',
  bytes: 'Uint8Array',
  records: 'Uint8Array',
}

/** TypeScript type of one element of `field`. */
export function elementType(message: Message, field: Field): string {
  if ('primitive' in field.element) return scalarTypes[field.element.primitive]
  return structNamed(message, field.element.struct).typeName
}

/** TypeScript type of `field`, null included where a version can say it. */
export function fieldType(message: Message, field: Field): string {
  const type = elementType(message, field) + (field.isArray ? '[]' : '')
  return isEmpty(field.nullable) ? type : `${type} | null`
}

export function isStruct(field: Field): field is Field & { element: { struct: string } } {
  return !field.isArray && 'struct' in field.element
}

/** True if null is the default. */
export function defaultsToNull(field: Field): boolean {
  if (field.default === null) return true
  return isRecords(field) && !isEmpty(field.nullable) && field.default === undefined
}

function isRecords(field: Field): boolean {
  return 'primitive' in field.element && field.element.primitive === 'records'
}

/** Expression of the default of `field`. */
export function defaultOf(message: Message, field: Field): string {
  if (defaultsToNull(field)) return 'null'
  if (field.isArray) return '[]'
  if (isStruct(field)) return `create${elementType(message, field)}()`
  const value = field.default
  switch ((field.element as { primitive: Primitive }).primitive) {
    case 'bool':
      return String(value ?? false)
    case 'string':
      return `'${value ?? ''}'`
    case 'uuid':
      return 'zeroUuid'
    case 'bytes':
    case 'records':
      return 'noBytes'
    case 'bigint64':
      return `${value ?? 0}n`
    default:
      return String(value ?? 0)
  }
}

/** Expression that is true when `access` (perhaps undefined) holds something else than the default. */
export function isSet(message: Message, field: Field, access: string): string {
  const given = `${access} !== undefined`
  if (defaultsToNull(field)) return `${given} && ${access} !== null`
  const orNull = isEmpty(field.nullable) ? '' : `${access} === null || `
  const wrap = (test: string): string =>
    orNull === '' ? `${given} && ${test}` : `${given} && (${orNull}${test})`
  const lengthy = field.isArray || (!isStruct(field) && defaultOf(message, field) === 'noBytes')
  if (lengthy) return wrap(`${access}.length > 0`)
  if (isStruct(field)) return wrap(`!isDefault${elementType(message, field)}(${access})`)
  return `${given} && ${access} !== ${defaultOf(message, field)}`
}

/** Versions in which each struct of the message can occur at all, by schema name (a hull: gaps are filled). */
export function reachOf(message: Message): Map<string, Versions> {
  const reach = new Map<string, Versions>([[message.schema.name, message.versions]])
  for (let changed = true; changed; ) {
    changed = false
    for (const struct of message.structs) {
      const own = reach.get(struct.name)
      if (own !== undefined && spread(struct, own, reach)) changed = true
    }
  }
  return reach
}

function spread(struct: Struct, own: Versions, reach: Map<string, Versions>): boolean {
  let changed = false
  for (const { element, versions } of struct.fields) {
    if (!('struct' in element)) continue
    const use = intersect(versions, own)
    if (isEmpty(use)) continue
    const before = reach.get(element.struct)
    const after =
      before === undefined ? use : { min: Math.min(before.min, use.min), max: Math.max(before.max, use.max) }
    if (before?.min === after.min && before.max === after.max) continue
    reach.set(element.struct, after)
    changed = true
  }
  return changed
}

/** Fields that are tagged, by ascending tag. */
export function taggedFields(struct: Struct): (Field & { tag: number })[] {
  const tagged = struct.fields.filter((field): field is Field & { tag: number } => field.tag !== undefined)
  return tagged.sort((a, b) => a.tag - b.tag)
}
