/**
 * One command-line tool of Kafka's: its options, what it prints, its exit code. Tools receive the terminal and
 * the host as arguments; only the programs under bin/ make the real ones.
 */
import type { Host } from '@samsa/host'
import type { OptionTable, OptionValues } from './command-line/options.js'

export interface Terminal {
  /** Standard output; the text is written as it is. */
  out(text: string | Uint8Array): void
  /** Standard error. */
  err(text: string): void
  /** Bytes of standard input, in chunks as they come. */
  readonly input: AsyncIterable<Uint8Array>
  readonly inputIsTerminal: boolean
  readonly outputIsTerminal: boolean
  /** Aborted on Ctrl-C or SIGTERM; a second one ends the process. */
  readonly interrupted: AbortSignal
}

export interface ToolContext<Table extends OptionTable = OptionTable> {
  readonly values: OptionValues<Table>
  /** Main names of the options that were given. */
  readonly given: ReadonlySet<string>
  readonly rest: readonly string[]
  readonly terminal: Terminal
  readonly host: Host
}

export interface Tool<Table extends OptionTable = OptionTable> {
  /** The program's name: 'kafka-topics'. */
  readonly name: string
  /** The same under one name: ['topics'] for `samsa topics`. */
  readonly samsaName: readonly string[]
  /** One sentence, the first line of --help. */
  readonly summary: string
  readonly options: Table
  /** What may follow the options, for the usage line. */
  readonly positional?: string
  /** Ends by itself on Ctrl-C, having finished what it began; other tools are cut off. */
  readonly endsOnInterrupt?: boolean
  /** What a UsageError ends with. Default 1, as Kafka's tools do. */
  readonly usageExitCode?: number
  /** The exit code. A UsageError or KafkaError thrown is told on stderr and ends with 1. */
  run(context: ToolContext<Table>): Promise<number>
}

/** Keeps the option table's types while a tool is written as a plain object. */
export function tool<Table extends OptionTable>(definition: Tool<Table>): Tool<Table> {
  return definition
}
