/**
 * One row of a settings table: name (the key of the table), type, default, bounds, whether it may change while
 * the broker runs, and what it does. Types, validation, DescribeConfigs and docs/configuration.md derive from it.
 *
 * Values beyond +-(2^53-1), such as Kafka's 9223372036854775807 for "never", are held as
 * Number.MAX_SAFE_INTEGER; their text is kept for display.
 */

/** Kafka's ConfigDef types; DescribeConfigs tells clients their number. */
export type SettingType =
  | 'boolean'
  | 'string'
  | 'int'
  | 'short'
  | 'long'
  | 'double'
  | 'list'
  | 'class'
  | 'password'

/** 'read-only': needs a restart. 'per-broker' and 'cluster-wide': may be altered while running (KIP-226). */
export type UpdateMode = 'read-only' | 'per-broker' | 'cluster-wide'

export type Importance = 'high' | 'medium' | 'low'

export interface Setting<Value> {
  readonly type: SettingType
  /** The default as text, as DescribeConfigs shows it; null where there is none. */
  readonly defaultText: string | null
  /** The default as a value. */
  readonly default: Value
  /** Reads a text; throws a ProblemWithValue that says what the value should have been. */
  readonly parse: (text: string) => Value
  /** The values allowed, for the documentation: '[1,...]', '[compact, delete]', '' for any. */
  readonly validValues: string
  readonly update: UpdateMode
  readonly importance: Importance
  /** Known to Kafka's source but left out of its documentation and of DescribeConfigs' listings. */
  readonly internal: boolean
  readonly doc: string
}

/** Thrown by `Setting.parse`; the tables turn it into a ConfigError that names the key. */
export class ProblemWithValue extends Error {}

export interface RowOptions {
  readonly doc: string
  readonly update?: UpdateMode
  readonly importance?: Importance
  readonly internal?: boolean
}

interface NumberBounds {
  readonly atLeast?: number
  readonly atMost?: number
  /** One more value allowed outside the bounds, such as -1 for "the codec's own default". */
  readonly or?: number
}

type NumberRow<Default> = RowOptions & NumberBounds & { readonly default: Default; readonly text?: string }

const INT32 = { least: -2147483648, most: 2147483647 }
const INT16 = { least: -32768, most: 32767 }
const INTEGER = /^[+-]?\d+$/
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

function row<Value>(
  type: SettingType,
  options: RowOptions,
  defaultText: string | null,
  value: Value,
  validValues: string,
  parse: (text: string) => Value,
): Setting<Value> {
  return {
    type,
    defaultText,
    default: value,
    parse,
    validValues,
    update: options.update ?? 'read-only',
    importance: options.importance ?? 'medium',
    internal: options.internal ?? false,
    doc: options.doc,
  }
}

function boundsText(bounds: NumberBounds): string {
  if (bounds.atLeast === undefined && bounds.atMost === undefined) return ''
  const most = bounds.atMost === undefined ? '' : `,${bounds.atMost}`
  const range = `[${bounds.atLeast ?? ''},...${most}]`
  return bounds.or === undefined ? range : `${range} or ${bounds.or}`
}

function checkBounds(value: number, bounds: NumberBounds): number {
  if (value === bounds.or) return value
  if (bounds.atLeast !== undefined && value < bounds.atLeast) {
    throw new ProblemWithValue(`Value must be at least ${bounds.atLeast}`)
  }
  if (bounds.atMost !== undefined && value > bounds.atMost) {
    throw new ProblemWithValue(`Value must be no more than ${bounds.atMost}`)
  }
  return value
}

function integer(text: string, kind: string, least: number, most: number): number {
  const trimmed = text.trim()
  const value = Number(trimmed)
  if (!INTEGER.test(trimmed) || value < least || value > most) {
    throw new ProblemWithValue(`Not a number of type ${kind}`)
  }
  return value
}

function long(text: string): number {
  const trimmed = text.trim()
  if (!INTEGER.test(trimmed)) throw new ProblemWithValue('Not a number of type LONG')
  const exact = BigInt(trimmed)
  if (BigInt.asIntN(64, exact) !== exact) throw new ProblemWithValue('Not a number of type LONG')
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Number(exact)))
}

function numberRow<Default extends number | null>(
  type: SettingType,
  options: NumberRow<Default>,
  read: (text: string) => number,
): Setting<number | Default> {
  const text = options.text ?? (options.default === null ? null : String(options.default))
  return row<number | Default>(type, options, text, options.default, boundsText(options), (given) =>
    checkBounds(read(given), options),
  )
}

export function int<Default extends number | null>(options: NumberRow<Default>): Setting<number | Default> {
  return numberRow('int', options, (text) => integer(text, 'INT', INT32.least, INT32.most))
}

export function short<Default extends number | null>(options: NumberRow<Default>): Setting<number | Default> {
  return numberRow('short', options, (text) => integer(text, 'SHORT', INT16.least, INT16.most))
}

export function int64<Default extends number | null>(options: NumberRow<Default>): Setting<number | Default> {
  return numberRow('long', options, long)
}

export function double<Default extends number | null>(
  options: NumberRow<Default>,
): Setting<number | Default> {
  return numberRow('double', options, (text) => {
    const trimmed = text.trim()
    if (!NUMBER.test(trimmed)) throw new ProblemWithValue('Not a number of type DOUBLE')
    return Number(trimmed)
  })
}

export function boolean(options: RowOptions & { readonly default: boolean }): Setting<boolean> {
  return row('boolean', options, String(options.default), options.default, '', (text) => {
    const lower = text.trim().toLowerCase()
    if (lower !== 'true' && lower !== 'false') {
      throw new ProblemWithValue('Expected value to be either true or false')
    }
    return lower === 'true'
  })
}

interface TextRow<Default> extends RowOptions {
  readonly default: Default
  /** The values allowed; any when absent. */
  readonly oneOf?: readonly string[]
  readonly ignoreCase?: boolean
  readonly nonEmpty?: boolean
}

function checkChoice(text: string, options: { oneOf?: readonly string[]; ignoreCase?: boolean }): string {
  if (options.oneOf === undefined) return text
  const found = options.oneOf.find((choice) =>
    options.ignoreCase ? choice.toLowerCase() === text.toLowerCase() : choice === text,
  )
  if (found === undefined) throw new ProblemWithValue(`String must be one of: ${options.oneOf.join(', ')}`)
  return text
}

function textRow<Default extends string | null>(
  type: SettingType,
  options: TextRow<Default>,
): Setting<string | Default> {
  const valid = options.oneOf ? `[${options.oneOf.join(', ')}]` : options.nonEmpty ? 'non-empty string' : ''
  return row<string | Default>(type, options, options.default, options.default, valid, (text) => {
    const trimmed = text.trim()
    if (options.nonEmpty && trimmed === '') throw new ProblemWithValue('String must be non-empty')
    return checkChoice(trimmed, options)
  })
}

export function string<Default extends string | null>(options: TextRow<Default>): Setting<string | Default> {
  return textRow('string', options)
}

/** A class name of Kafka's; Samsa loads no Java, so a value other than the default changes nothing. */
export function className<Default extends string | null>(
  options: TextRow<Default>,
): Setting<string | Default> {
  return textRow('class', options)
}

/** Never shown: DescribeConfigs answers null and marks it sensitive. */
export function password(options: RowOptions): Setting<string | null> {
  return row<string | null>('password', options, null, null, '', (text) => text.trim())
}

interface ListRow<Default> extends RowOptions {
  readonly default: Default
  readonly oneOf?: readonly string[]
  /** Checks one entry; returns the problem, or undefined when it is well. */
  readonly entry?: (text: string) => string | undefined
}

export function list<Default extends readonly string[] | null>(
  options: ListRow<Default>,
): Setting<readonly string[] | Default> {
  const valid = options.oneOf ? `[${options.oneOf.join(', ')}]` : ''
  const text = options.default === null ? null : options.default.join(',')
  return row<readonly string[] | Default>('list', options, text, options.default, valid, (given) => {
    if (given.trim() === '') return []
    const entries = given.split(',').map((entry) => entry.trim())
    for (const entry of entries) {
      checkChoice(entry, options)
      const problem = options.entry?.(entry)
      if (problem !== undefined) throw new ProblemWithValue(problem)
    }
    return entries
  })
}
