/**
 * The options of Kafka's tools, as data: name, argument, meaning. Reading follows the parser those tools use:
 * `--name value` or `--name=value`, no abbreviations, an argument is taken whatever it looks like.
 */
import { UsageError } from './usage-error.js'

export interface Option<Value> {
  /** What the argument is, as help shows it: 'server to connect to'; absent for a flag. */
  readonly argument?: string
  readonly argumentType?: 'String' | 'Integer' | 'Long'
  /** Takes its argument only when the next word is no option; '' stands for an argument left out. */
  readonly optional?: boolean
  /** May be given several times. */
  readonly repeated?: boolean
  /** Takes all words up to the next option. */
  readonly many?: boolean
  /** Spelled with one dash too: -daemon. */
  readonly oneDash?: boolean
  readonly doc: string
  /** Other names that mean the same, older releases' among them. */
  readonly aliases: readonly string[]
  readonly required: boolean
  /** From the texts given, in order; empty when the option was not given. */
  readonly read: (name: string, texts: readonly string[]) => Value
}

// biome-ignore lint/suspicious/noExplicitAny: a table holds options of every value type
export type OptionTable = Readonly<Record<string, Option<any>>>

export type OptionValues<Table extends OptionTable> = {
  readonly [Name in keyof Table]: Table[Name] extends Option<infer Value> ? Value : never
}

export interface CommandLine<Table extends OptionTable> {
  readonly values: OptionValues<Table>
  /** Names of the options that were given, under their main name. */
  readonly given: ReadonlySet<string>
  /** What is neither an option nor an argument of one. */
  readonly rest: readonly string[]
}

interface Facts {
  readonly doc: string
  readonly aliases?: readonly string[]
}

interface ArgumentFacts extends Facts {
  readonly argument: string
  readonly required?: boolean
}

export function flag(facts: Facts): Option<boolean> {
  return {
    doc: facts.doc,
    aliases: facts.aliases ?? [],
    required: false,
    read: (_, texts) => texts.length > 0,
  }
}

/** One text; the last one given wins, as older and newer names of one option may both be there. */
export function text(facts: ArgumentFacts): Option<string | undefined> {
  return withArgument(facts, 'String', (_, texts) => texts.at(-1))
}

/** One text that may be left out: '' when the option stands alone. */
export function optionalText(facts: ArgumentFacts): Option<string | undefined> {
  return { ...text(facts), optional: true }
}

/** Every text given. */
export function texts(facts: ArgumentFacts): Option<readonly string[]> {
  return { ...withArgument(facts, 'String', (_, given) => given), repeated: true }
}

/** Several texts after one option: `--producer-props acks=1 linger.ms=5`. */
export function manyTexts(facts: ArgumentFacts): Option<readonly string[]> {
  return { ...texts(facts), many: true }
}

export function integer(facts: ArgumentFacts): Option<number | undefined> {
  return withArgument(facts, 'Integer', wholeNumber(2147483647))
}

export function long(facts: ArgumentFacts): Option<number | undefined> {
  return withArgument(facts, 'Long', wholeNumber(Number.MAX_SAFE_INTEGER))
}

function withArgument<Value>(
  facts: ArgumentFacts,
  argumentType: 'String' | 'Integer' | 'Long',
  read: Option<Value>['read'],
): Option<Value> {
  const { argument, doc, aliases = [], required = false } = facts
  return { argument, argumentType, doc, aliases, required, read }
}

function wholeNumber(most: number): (name: string, given: readonly string[]) => number | undefined {
  return (name, given) => {
    const last = given.at(-1)
    if (last === undefined) return undefined
    const value = Number(last)
    if (!/^[+-]?\d+$/.test(last) || Math.abs(value) > most) {
      throw new UsageError(`Cannot parse argument '${last}' of option ${name}`)
    }
    return value
  }
}

/**
 * @throws UsageError for an unknown option, a missing argument or value, an argument that is no number.
 */
export function readCommandLine<Table extends OptionTable>(
  table: Table,
  argv: readonly string[],
): CommandLine<Table> {
  const { texts: found, rest } = collect(table, argv)
  const values = Object.fromEntries(
    Object.entries(table).map(([name, option]) => [name, option.read(name, found.get(name) ?? [])]),
  )
  return { values: values as OptionValues<Table>, given: new Set(found.keys()), rest }
}

/** Kafka's tools name every required option that is missing, in one line. */
export function requireOptions(table: OptionTable, given: ReadonlySet<string>): void {
  for (const [name, option] of Object.entries(table)) {
    if (option.required && !given.has(name)) throw new UsageError(`Missing required argument "[${name}]"`)
  }
}

/** @throws UsageError for the first two options given that `table` (option -> those it refuses) keeps apart. */
export function refuseTogether(
  given: ReadonlySet<string>,
  table: Readonly<Record<string, readonly string[]>>,
): void {
  for (const [option, refused] of Object.entries(table)) {
    if (!given.has(option)) continue
    const other = refused.find((name) => given.has(name))
    if (other !== undefined)
      throw new UsageError(`Option "[${option}]" can't be used with option "[${other}]"`)
  }
}

function collect(
  table: OptionTable,
  argv: readonly string[],
): { texts: Map<string, string[]>; rest: string[] } {
  const names = mainNames(table)
  const found = new Map<string, string[]>()
  const rest: string[] = []
  const seen = new Set<string>()
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] as string
    if (word === '--') {
      rest.push(...argv.slice(at + 1))
      break
    }
    if (!word.startsWith('-') || word === '-') {
      rest.push(word)
      continue
    }
    const [, spelled = '', , inline] = /^(--?[^=]+)(=([^]*))?$/.exec(word) ?? []
    const name = names.get(spelled)
    const option = name === undefined ? undefined : table[name]
    if (name === undefined || option === undefined) {
      throw new UsageError(`${spelled.replace(/^--?/, '') || word} is not a recognized option`)
    }
    const next = argv[at + 1]
    const standsAlone = option.argument === undefined || (option.optional && (next ?? '-').startsWith('-'))
    const value = inline ?? (standsAlone ? '' : argv[++at])
    if (value === undefined) throw new UsageError(`Option ${name} requires an argument`)
    if (option.argument !== undefined && !option.repeated && seen.has(spelled)) {
      throw new UsageError(`Found multiple arguments for option ${name}, but you asked for only one`)
    }
    seen.add(spelled)
    found.set(name, [...(found.get(name) ?? []), value])
    while (option.many && argv[at + 1]?.startsWith('-') === false) {
      found.get(name)?.push(argv[++at] as string)
    }
  }
  return { texts: found, rest }
}

/** Spelling on the command line to main name: '--topic' and aliases; one letter takes one dash too. */
function mainNames(table: OptionTable): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const [name, option] of Object.entries(table)) {
    for (const alias of [name, ...option.aliases]) {
      names.set(`--${alias}`, name)
      if (alias.length === 1 || option.oneDash) names.set(`-${alias}`, name)
    }
  }
  return names
}
