/**
 * Decoders: one straight-line function per struct, which knows at each field what its version range leaves open.
 * Counts are checked against the least bytes that the elements can take, so nothing hostile is allocated.
 */
import {
  defaultOf,
  elementType,
  fieldType,
  isStruct,
  reachOf,
  type Segment,
  segmentsOf,
  taggedFields,
} from './emit-struct.js'
import { type Field, type Message, type Primitive, type Struct, structNamed } from './model.js'
import { condition, includes, intersect, isEmpty, type Versions } from './versions.js'

const fixedSizes: Partial<Record<Primitive, number>> = {
  bool: 1,
  int8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  int64: 8,
  bigint64: 8,
  float64: 8,
  uuid: 16,
}

/** Lines of the decoder of `struct`, which occurs in the versions `known`. */
export function emitDecoder(message: Message, struct: Struct, known: Versions): string[] {
  const lines = [
    `function decode${struct.typeName}(reader: ByteReader, version: number): ${struct.typeName} {`,
    ...struct.fields.flatMap((field) => emitField(message, field, known)).map((line) => `  ${line}`),
    ...emitTagged(message, struct, known).map((line) => `  ${line}`),
    `  return { ${struct.fields.map(property).join(', ')} }`,
    '}',
  ]
  return struct.fields.length > 0 ? lines : lines.map((line) => line.replace('{  }', '{}'))
}

function property(field: Field): string {
  return field.local === field.name ? field.name : `${field.name}: ${field.local}`
}

function emitField(message: Message, field: Field, known: Versions): string[] {
  const start = `${field.local}: ${fieldType(message, field)} = `
  if (field.tag !== undefined) return [`let ${start}${defaultOf(message, field)}`]
  const present = condition(field.versions, known)
  if (present === 'false') return [`const ${start}${defaultOf(message, field)}`]
  if (field.isArray) return emitArray(message, field, known, present)
  const read = ternary(segmentsOf(field, known), intersect(field.versions, known), (segment) =>
    readScalar(message, field, segment),
  )
  if (present === 'true') return [`const ${field.local} = ${read}`]
  return [`const ${start}${present} ? ${needsParentheses(read)} : ${defaultOf(message, field)}`]
}

function needsParentheses(expression: string): string {
  return expression.includes(' ? ') ? `(${expression})` : expression
}

function emitArray(message: Message, field: Field, known: Versions, present: string): string[] {
  const type = fieldType(message, field)
  const initial = defaultOf(message, field)
  const loop = readArray(message, field, known)
  if (initial === '[]' && isEmpty(field.nullable)) {
    const declaration = `const ${field.local}: ${type} = []`
    return present === 'true'
      ? [declaration, ...loop]
      : [declaration, `if (${present}) {`, ...indent(loop), '}']
  }
  const declaration = `let ${field.local}: ${type} = ${initial}`
  if (present === 'true') return [declaration, ...block(loop)]
  return [declaration, `if (${present}) {`, ...indent(loop), '}']
}

/** Keeps the `count` of one array apart from that of the next. */
function block(lines: string[]): string[] {
  return ['{', ...indent(lines), '}']
}

function indent(lines: string[]): string[] {
  return lines.map((line) => `  ${line}`)
}

/** Statements that read the array into its local variable, in versions that have it. */
function readArray(message: Message, field: Field, known: Versions): string[] {
  const range = intersect(field.versions, known)
  const count = ternary(segmentsOf(field, known), range, (segment) => {
    const least = leastElementBytes(message, field, segment)
    return `reader.${countMethod(segment)}(${least})`
  })
  const element = ternary(segmentsOf({ ...field, nullable: { min: 1, max: 0 } }, known), range, (segment) =>
    'struct' in field.element
      ? `decode${elementType(message, field)}(reader, version)`
      : readPrimitive(field.element.primitive, segment, false),
  )
  if (isEmpty(field.nullable)) {
    return [`for (let left = ${count}; left > 0; left--) ${field.local}.push(${element})`]
  }
  return [
    `const count = ${count}`,
    `if (count < 0) ${field.local} = null`,
    'else {',
    `  ${field.local} = []`,
    `  for (let left = count; left > 0; left--) ${field.local}.push(${element})`,
    '}',
  ]
}

function countMethod({ flexible, nullable }: Segment): string {
  if (flexible) return nullable ? 'compactNullableCount' : 'compactCount'
  return nullable ? 'nullableCount' : 'count'
}

function readScalar(message: Message, field: Field, segment: Segment): string {
  if (!isStruct(field)) {
    return readPrimitive((field.element as { primitive: Primitive }).primitive, segment, field.isName)
  }
  const decode = `decode${elementType(message, field)}(reader, version)`
  if (!segment.nullable) return decode
  const isNull = field.tag === undefined ? 'reader.int8() < 0' : 'reader.uvarint() === 0'
  return `${isNull} ? null : ${decode}`
}

function readPrimitive(primitive: Primitive, segment: Segment, isName: boolean): string {
  const family = primitive === 'string' ? (isName ? 'Name' : 'String') : bytesFamily(primitive)
  if (family === undefined) return `reader.${primitive}()`
  const method = `${segment.flexible ? 'Compact' : ''}${segment.nullable ? 'Nullable' : ''}${family}`
  return `reader.${method[0]!.toLowerCase()}${method.slice(1)}()`
}

function bytesFamily(primitive: Primitive): string | undefined {
  return primitive === 'bytes' || primitive === 'records' ? 'Bytes' : undefined
}

/** One expression per segment, chosen by version; equal expressions are said once. */
export function ternary(segments: Segment[], known: Versions, say: (segment: Segment) => string): string {
  const [first, ...rest] = segments
  if (first === undefined) throw new Error('a field without versions has no expression')
  const own = say(first)
  if (rest.length === 0 || rest.every((segment) => say(segment) === own)) return own
  const test = condition(first.versions, known)
  const remaining = { min: known.min, max: first.versions.min - 1 }
  return `${test} ? ${needsParentheses(own)} : ${ternary(rest, remaining, say)}`
}

/** The least bytes an element can take in any version of the segment; at least 1, so that counts stay bounded. */
function leastElementBytes(message: Message, field: Field, segment: Segment): number {
  let least = Number.POSITIVE_INFINITY
  for (let version = segment.versions.min; version <= segment.versions.max; version++) {
    least = Math.min(least, elementBytes(message, field, version))
  }
  return Math.max(1, least)
}

function elementBytes(message: Message, field: Field, version: number): number {
  if ('struct' in field.element)
    return structBytes(message, structNamed(message, field.element.struct), version)
  const { primitive } = field.element
  const fixed = fixedSizes[primitive]
  if (fixed !== undefined) return fixed
  if (includes(field.flexible, version)) return 1
  return primitive === 'string' ? 2 : 4
}

function structBytes(message: Message, struct: Struct, version: number): number {
  let size = includes(message.flexible, version) ? 1 : 0
  for (const field of struct.fields) {
    if (field.tag !== undefined || !includes(field.versions, version)) continue
    if (field.isArray) size += includes(field.flexible, version) ? 1 : 4
    else if (isStruct(field) && includes(field.nullable, version)) size += 1
    else size += elementBytes(message, field, version)
  }
  return size
}

function emitTagged(message: Message, struct: Struct, known: Versions): string[] {
  const flexible = condition(message.flexible, known)
  if (flexible === 'false') return []
  const range = intersect(message.flexible, known)
  const cases = taggedFields(struct).flatMap((field) => emitTaggedCase(message, field, range))
  if (cases.length === 0) {
    return [flexible === 'true' ? 'reader.skipTaggedFields()' : `if (${flexible}) reader.skipTaggedFields()`]
  }
  const loop = [
    'for (let left = reader.uvarint(); left > 0; left--) {',
    '  const tag = reader.uvarint()',
    '  const end = reader.taggedFieldEnd()',
    '  switch (tag) {',
    ...indent(indent(cases)),
    '    default:',
    '      reader.position = end',
    '  }',
    '  reader.expectEndOf(tag, end)',
    '}',
  ]
  return flexible === 'true' ? loop : [`if (${flexible}) {`, ...indent(loop), '}']
}

function emitTaggedCase(message: Message, field: Field & { tag: number }, known: Versions): string[] {
  const present = condition(field.versions, known)
  if (present === 'false') return []
  const range = intersect(field.versions, known)
  const read = field.isArray
    ? [...(isEmpty(field.nullable) ? [`${field.local} = []`] : []), ...readArray(message, field, range)]
    : [
        `${field.local} = ${ternary(segmentsOf(field, range), range, (segment) => readScalar(message, field, segment))}`,
      ]
  const body =
    present === 'true' ? read : [`if (${present}) {`, ...indent(read), '} else reader.position = end']
  return [`case ${field.tag}: {`, ...indent(body), '  break', '}']
}

/** Reach of every struct, for callers that emit all of them. */
export { reachOf }
