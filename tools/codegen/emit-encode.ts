/**
 * Encoders, the tests for "only defaults" that tagged and refused structs need, and constructors with defaults.
 */
import {
  defaultOf,
  defaultsToNull,
  elementType,
  isSet,
  isStruct,
  type Segment,
  segmentsOf,
  taggedFields,
} from './emit-struct.js'
import type { Field, Message, Primitive, Struct } from './model.js'
import { condition, conditionOutside, intersect, isEmpty, type Versions } from './versions.js'

/** Lines of the encoder of `struct`, which occurs in the versions `known`. */
export function emitEncoder(message: Message, struct: Struct, known: Versions): string[] {
  return [
    `function encode${struct.typeName}(writer: ByteWriter, message: Draft<${struct.typeName}>, version: number): void {`,
    ...indent(struct.fields.flatMap((field) => emitRefusal(message, struct, field, known))),
    ...indent(struct.fields.filter(isRegular).flatMap((field) => emitField(message, struct, field, known))),
    ...indent(emitTagged(message, struct, known)),
    '}',
  ]
}

function isRegular(field: Field): boolean {
  return field.tag === undefined
}

function indent(lines: string[]): string[] {
  return lines.map((line) => `  ${line}`)
}

/** Refuses a field that the version lacks and that may not be dropped. */
function emitRefusal(message: Message, struct: Struct, field: Field, known: Versions): string[] {
  if (field.ignorable) return []
  const outside = conditionOutside(field.versions, known)
  if (outside === 'false') return []
  const test = isSet(message, field, `message.${field.name}`)
  const all = outside === 'true' ? test : `${outside.includes('||') ? `(${outside})` : outside} && ${test}`
  return [`if (${all}) throw fieldNotInVersion('${struct.typeName}.${field.name}', version)`]
}

function emitField(message: Message, struct: Struct, field: Field, known: Versions): string[] {
  const present = condition(field.versions, known)
  if (present === 'false') return []
  const range = intersect(field.versions, known)
  const lines = emitValue(message, struct, field, range)
  if (present === 'true') return lines.some((line) => line.startsWith('const ')) ? scoped(lines) : lines
  if (lines.length === 1) return [`if (${present}) ${lines[0]}`]
  return [`if (${present}) {`, ...indent(lines), '}']
}

function scoped(lines: string[]): string[] {
  return ['{', ...indent(lines), '}']
}

function valueOf(message: Message, field: Field): string {
  const access = `message.${field.name}`
  if (defaultsToNull(field)) return `${access} ?? null`
  const initial = isStruct(field) ? '{}' : field.isArray ? '[]' : defaultOf(message, field)
  return isEmpty(field.nullable)
    ? `${access} ?? ${initial}`
    : `${access} === undefined ? ${initial} : ${access}`
}

function emitValue(message: Message, struct: Struct, field: Field, range: Versions): string[] {
  const segments = segmentsOf(field, range)
  const path = `${struct.typeName}.${field.name}`
  if (field.isArray) return emitArray(message, field, segments, range, path)
  if (isStruct(field)) return emitStruct(message, field, segments, range, path)
  const { primitive } = field.element as { primitive: Primitive }
  const value = valueOf(message, field)
  const everNull = !isEmpty(field.nullable)
  const write = (segment: Segment, access: string): string =>
    `writer.${writeMethod(primitive, segment)}(${everNull && !segment.nullable ? guarded(access, path) : access})`
  if (
    segments.length === 1 ||
    segments.every((segment) => write(segment, 'x') === write(segments[0]!, 'x'))
  ) {
    return [write(segments[0]!, value)]
  }
  return [`const value = ${value}`, ...choose(segments, range, (segment) => write(segment, 'value'))]
}

function guarded(access: string, path: string): string {
  return `notNull(${access}, '${path}', version)`
}

function writeMethod(primitive: Primitive, { flexible, nullable }: Segment): string {
  const family =
    primitive === 'string' ? 'String' : primitive === 'bytes' || primitive === 'records' ? 'Bytes' : ''
  if (family === '') return primitive
  const method = `${flexible ? 'Compact' : ''}${nullable ? 'Nullable' : ''}${family}`
  return method[0]!.toLowerCase() + method.slice(1)
}

/** `if … else if … else` over the segments, one statement each. */
function choose(segments: Segment[], known: Versions, say: (segment: Segment) => string): string[] {
  const statements = segments.map(say)
  if (statements.every((statement) => statement === statements[0])) return [statements[0]!]
  let left = known
  return segments.map((segment, index) => {
    const test = condition(segment.versions, left)
    left = { min: left.min, max: segment.versions.min - 1 }
    const opening = index === 0 ? `if (${test}) ` : test === 'true' ? 'else ' : `else if (${test}) `
    return opening + statements[index]!
  })
}

function emitArray(
  message: Message,
  field: Field,
  segments: Segment[],
  range: Versions,
  path: string,
): string[] {
  const everNull = !isEmpty(field.nullable)
  const length = everNull ? 'value === null ? -1 : value.length' : 'value.length'
  const count = choose(segments, range, (segment) => {
    const said = everNull && !segment.nullable ? `${guarded('value', path)}.length` : length
    return `writer.${segment.flexible ? 'compactCount' : 'count'}(${said})`
  })
  const plain = segmentsOf({ ...field, nullable: { min: 1, max: 0 } }, range)
  const each = choose(plain, range, (segment) =>
    'struct' in field.element
      ? `encode${elementType(message, field)}(writer, element, version)`
      : `writer.${writeMethod(field.element.primitive, segment)}(element)`,
  )
  const body = each.length === 1 ? each : ['{', ...indent(each), '}']
  const loop = `for (const element of value) ${body[0]}`
  const all = [`const value = ${valueOf(message, field)}`, ...count]
  if (everNull) return [...all, `if (value !== null) ${loop}`, ...body.slice(1)]
  return [...all, loop, ...body.slice(1)]
}

function emitStruct(
  message: Message,
  field: Field,
  segments: Segment[],
  range: Versions,
  path: string,
): string[] {
  const encode = (access: string): string =>
    `encode${elementType(message, field)}(writer, ${access}, version)`
  const value = valueOf(message, field)
  if (isEmpty(field.nullable)) return [encode(value)]
  const tagged = field.tag !== undefined
  const mark = choose(segments, range, (segment) => {
    if (!segment.nullable) return guarded('value', path)
    return tagged ? 'writer.uvarint(value === null ? 0 : 1)' : 'writer.int8(value === null ? -1 : 1)'
  })
  return [`const value = ${value}`, ...mark, `if (value !== null) ${encode('value')}`]
}

function emitTagged(message: Message, struct: Struct, known: Versions): string[] {
  const flexible = condition(message.flexible, known)
  if (flexible === 'false') return []
  const range = intersect(message.flexible, known)
  const fields = taggedFields(struct).filter((field) => condition(field.versions, range) !== 'false')
  if (fields.length === 0) {
    return [flexible === 'true' ? 'writer.uvarint(0)' : `if (${flexible}) writer.uvarint(0)`]
  }
  const lines: string[] = []
  for (const field of fields) {
    const test = isSet(message, field, `message.${field.name}`)
    const present = condition(field.versions, range)
    lines.push(`const has${capital(field.name)} = ${present === 'true' ? test : `${present} && ${test}`}`)
  }
  lines.push(`writer.uvarint(${fields.map((field) => `(has${capital(field.name)} ? 1 : 0)`).join(' + ')})`)
  for (const field of fields) {
    lines.push(
      `if (has${capital(field.name)}) {`,
      `  writer.uvarint(${field.tag})`,
      '  const place = writer.beginSized()',
      ...indent(emitValue(message, struct, field, intersect(field.versions, range))),
      '  writer.endSized(place)',
      '}',
    )
  }
  return flexible === 'true' ? lines : [`if (${flexible}) {`, ...indent(lines), '}']
}

function capital(name: string): string {
  return name[0]!.toUpperCase() + name.slice(1)
}

/** Lines of the test whether a draft of `struct` holds nothing but defaults. */
export function emitIsDefault(message: Message, struct: Struct): string[] {
  const tests = struct.fields.map((field) => `!(${isSet(message, field, `message.${field.name}`)})`)
  return [
    `function isDefault${struct.typeName}(message: Draft<${struct.typeName}>): boolean {`,
    `  return ${tests.join(' && ')}`,
    '}',
  ]
}

/** Lines of the constructor of `struct`. */
export function emitCreate(message: Message, struct: Struct): string[] {
  return [
    `function create${struct.typeName}(fields: Draft<${struct.typeName}> = {}): ${struct.typeName} {`,
    '  return {',
    ...struct.fields.map((field) => `    ${field.name}: ${createField(message, field)},`),
    '  }',
    '}',
  ]
}

function createField(message: Message, field: Field): string {
  const access = `fields.${field.name}`
  const type = elementType(message, field)
  const copy = (value: string): string => {
    if (!field.isArray) return `create${type}(${value})`
    if ('struct' in field.element) return `${value}.map((element) => create${type}(element))`
    return type === 'Uuid' ? `([...${value}] as Uuid[])` : `[...${value}]`
  }
  if (field.isArray || isStruct(field)) {
    const initial = defaultsToNull(field) ? 'null' : field.isArray ? '[]' : `create${type}()`
    if (isEmpty(field.nullable)) return `${access} === undefined ? ${initial} : ${copy(access)}`
    if (initial === 'null') return `${access} == null ? null : ${copy(access)}`
    return `${access} === undefined ? ${initial} : ${access} === null ? null : ${copy(access)}`
  }
  const value = valueOf(message, field)
  return type === 'Uuid'
    ? `(${value.replace('message.', 'fields.')}) as Uuid`
    : value.replaceAll('message.', 'fields.')
}
