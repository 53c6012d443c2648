/**
 * Reading texts against a table of settings: which value holds, from where, and which keys the table lacks.
 * Broker, topic and client settings are all read here.
 */
import { ConfigError } from './config-error.js'
import { ProblemWithValue, type Setting } from './setting.js'

// biome-ignore lint/suspicious/noExplicitAny: a table holds settings of every value type
export type SettingsTable = Readonly<Record<string, Setting<any>>>

export type SettingName<Table extends SettingsTable> = keyof Table & string

export type SettingValue<Row> = Row extends Setting<infer Value> ? Value : never

/** Reads one value; a ConfigError names the key, the value and what it should have been. */
export function parseSetting<Value>(name: string, setting: Setting<Value>, text: string): Value {
  try {
    return setting.parse(text)
  } catch (problem) {
    if (!(problem instanceof ProblemWithValue)) throw problem
    throw new ConfigError(name, setting.type === 'password' ? '[hidden]' : text, problem.message)
  }
}

/** Values of a table: given texts where there are any, defaults elsewhere. Immutable. */
export class SettingValues<Table extends SettingsTable> {
  private readonly values = new Map<string, unknown>()
  /** Keys given that the table does not have, in the order given. */
  readonly unknown: readonly string[]

  /** Throws a ConfigError on the first value that its setting refuses. */
  constructor(
    readonly table: Table,
    /** The texts given, by dotted name. */
    readonly originals: ReadonlyMap<string, string>,
  ) {
    const unknown: string[] = []
    for (const [name, text] of originals) {
      const setting = Object.hasOwn(table, name) ? table[name] : undefined
      if (setting === undefined) unknown.push(name)
      else this.values.set(name, parseSetting(name, setting, text))
    }
    this.unknown = unknown
  }

  get<Name extends SettingName<Table>>(name: Name): SettingValue<Table[Name]> {
    const value = this.values.get(name)
    return (value === undefined ? this.table[name]?.default : value) as SettingValue<Table[Name]>
  }

  /** Whether a text was given for it. */
  isSet(name: SettingName<Table>): boolean {
    return this.values.has(name)
  }

  /** The value as DescribeConfigs shows it: the text given, else the default's; null where there is none. */
  text(name: SettingName<Table>): string | null {
    return this.originals.get(name) ?? this.table[name]?.defaultText ?? null
  }
}
