/**
 * The generator's model: a schema with its ranges read, its structs found, its TypeScript names chosen.
 * Refuses schemas that name a struct that is nowhere, or a type that does not exist.
 */
import type { FieldSchema, MessageSchema } from '../../packages/protocol/src/schema/message-schema.js'
import { endless, intersect, parseVersions, type Versions } from './versions.js'

const primitiveTypes = [
  'bool',
  'int8',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'int64',
  'bigint64',
  'float64',
  'string',
  'uuid',
  'bytes',
  'records',
] as const

export type Primitive = (typeof primitiveTypes)[number]

export type ElementType = { readonly primitive: Primitive } | { readonly struct: string }

export interface Field {
  readonly name: string
  /** Name of the local variable in generated code. */
  readonly local: string
  readonly element: ElementType
  readonly isArray: boolean
  /** Versions of the message that have the field. */
  readonly versions: Versions
  readonly nullable: Versions
  readonly flexible: Versions
  readonly tag: number | undefined
  readonly default: FieldSchema['default']
  readonly ignorable: boolean
  /** A text that repeats from request to request and is worth interning. */
  readonly isName: boolean
  readonly about: string | undefined
}

export interface Struct {
  /** As in the schema. */
  readonly name: string
  /** As exported: with the message in front where several messages have a struct of that name. */
  readonly typeName: string
  readonly about: string | undefined
  readonly fields: readonly Field[]
}

export interface Message {
  readonly schema: MessageSchema
  readonly versions: Versions
  readonly flexible: Versions
  /** The message itself first, then its structs, users before used. */
  readonly structs: readonly Struct[]
}

const namedEntities = new Set(['topicName', 'groupId', 'transactionalId'])
const taken = new Set([
  'version',
  'reader',
  'writer',
  'message',
  'tag',
  'end',
  'left',
  'count',
  'index',
  'size',
  'place',
  'element',
  'delete',
  'default',
  'new',
])

/** Struct names that more than one message uses. */
export function ambiguousStructNames(schemas: readonly MessageSchema[]): Set<string> {
  const seen = new Map<string, number>()
  for (const schema of schemas) {
    for (const { name } of structsOf(schema)) seen.set(name, (seen.get(name) ?? 0) + 1)
    seen.set(schema.name, (seen.get(schema.name) ?? 0) + 1)
  }
  return new Set([...seen].filter(([, count]) => count > 1).map(([name]) => name))
}

/** Reads one schema. `ambiguous` comes from {@link ambiguousStructNames}. */
export function readMessage(schema: MessageSchema, ambiguous: ReadonlySet<string>): Message {
  const versions = parseVersions(schema.validVersions)
  const flexible = intersect(parseVersions(schema.flexibleVersions), versions)
  const raw = structsOf(schema)
  const known = new Set(raw.map(({ name }) => name))
  const structs: Struct[] = [
    { name: schema.name, typeName: schema.name, about: schema.about, fields: schema.fields.map(readField) },
    ...raw.map((struct) => ({
      name: struct.name,
      typeName: ambiguous.has(struct.name) ? prefixed(schema.name, struct.name) : struct.name,
      about: struct.about,
      fields: struct.fields.map(readField),
    })),
  ]
  return { schema, versions, flexible, structs }

  function readField(field: FieldSchema): Field {
    const isArray = field.type.startsWith('[]')
    const fieldVersions = intersect(parseVersions(field.versions), versions)
    return {
      name: field.name,
      local: taken.has(field.name) ? `${field.name}Field` : field.name,
      element: readType(isArray ? field.type.slice(2) : field.type, known, schema.name),
      isArray,
      versions: fieldVersions,
      nullable: intersect(parseVersions(field.nullable), fieldVersions),
      flexible: field.flexible === undefined ? flexible : parseVersions(field.flexible),
      tag: field.tag,
      default: field.default,
      ignorable: field.ignorable === true,
      isName: field.entityType !== undefined && namedEntities.has(field.entityType),
      about: field.about,
    }
  }
}

function readType(text: string, known: ReadonlySet<string>, message: string): ElementType {
  const primitive = primitiveTypes.find((type) => type === text)
  if (primitive !== undefined) return { primitive }
  if (!known.has(text)) throw new Error(`${message}: there is no type '${text}'`)
  return { struct: text }
}

interface RawStruct {
  readonly name: string
  readonly about: string | undefined
  readonly fields: readonly FieldSchema[]
}

function structsOf(schema: MessageSchema): RawStruct[] {
  const found: RawStruct[] = []
  const visit = (fields: readonly FieldSchema[]): void => {
    for (const field of fields) {
      if (field.fields === undefined) continue
      found.push({ name: field.type.replace('[]', ''), about: field.about, fields: field.fields })
      visit(field.fields)
    }
  }
  visit(schema.fields)
  for (const struct of schema.structs ?? []) {
    found.push({ name: struct.name, about: struct.about, fields: struct.fields })
    visit(struct.fields)
  }
  return found
}

function prefixed(message: string, struct: string): string {
  return struct.startsWith(message) ? struct : `${message}${struct}`
}

/** The struct of that name. */
export function structNamed(message: Message, name: string): Struct {
  const struct = message.structs.find((candidate) => candidate.name === name)
  if (struct === undefined) throw new Error(`${message.schema.name} has no struct '${name}'`)
  return struct
}

/** First flexible version, 32767 if there is none. */
export function flexibleFrom(message: Message): number {
  return message.flexible.min > message.flexible.max ? endless : message.flexible.min
}

/** `fetch-request` for `FetchRequest`. */
export function fileName(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()
}

/** `fetchRequest` for `FetchRequest`. */
export function constantName(name: string): string {
  return name[0]!.toLowerCase() + name.slice(1)
}
