/**
 * From a command line to an exit code: help, usage errors, and what a tool threw, told in one line; to a machine, which
 * asked for --json, in a document too.
 */
import type { Host } from '@samsa/host'
import type { Terminal, Tool } from '../tool.js'
import { helpText } from './help.js'
import { jsonText } from './json-text.js'
import { readCommandLine, requireOptions } from './options.js'
import { UsageError } from './usage-error.js'

/** The release of Kafka's tools that these follow: what --version says. */
const VERSION = '4.3.1'

export async function runTool(
  tool: Tool,
  argv: readonly string[],
  terminal: Terminal,
  host: Host,
): Promise<number> {
  const usage = `${tool.name} [options]${tool.positional === undefined ? '' : ` ${tool.positional}`}`
  if (argv.includes('--help') || argv.includes('-h')) {
    terminal.out(helpText(tool.summary, usage, tool.options))
    return 0
  }
  if (argv.includes('--version')) {
    terminal.out(`${VERSION}\n`)
    return 0
  }
  try {
    const line = readCommandLine(tool.options, argv)
    requireOptions(tool.options, line.given)
    const run = tool.run({ ...line, terminal, host })
    return await (tool.endsOnInterrupt ? run : Promise.race([run, cutOff(terminal)]))
  } catch (error) {
    if (terminal.interrupted.aborted && !(error instanceof UsageError)) return INTERRUPTED
    const message = error instanceof Error ? error.message : String(error)
    const { document = {} } = error instanceof UsageError ? error : {}
    if (Object.hasOwn(tool.options, 'json') && argv.includes('--json')) {
      terminal.out(jsonText({ ...document, error: message }))
    }
    if (error instanceof UsageError) {
      terminal.err(`${message}\nTry '${tool.name} --help'.\n`)
      return tool.usageExitCode ?? 1
    }
    terminal.err(`Error while executing ${tool.name}: ${message}\n`)
    return 1
  }
}

/** The exit code of a program that Ctrl-C ended. */
const INTERRUPTED = 130

function cutOff({ interrupted }: Terminal): Promise<number> {
  return new Promise((resolve) => {
    if (interrupted.aborted) resolve(INTERRUPTED)
    interrupted.addEventListener('abort', () => resolve(INTERRUPTED))
  })
}
