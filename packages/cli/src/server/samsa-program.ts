/**
 * The program `samsa`: the broker, and every tool under one name. `samsa topics list` is `kafka-topics --list`:
 * the word after the tool's name stands for the flag of that name.
 */
import { readFileSync } from 'node:fs'
import { helpText } from '../command-line/help.js'
import { type Command, commands, ownCommands } from '../commands.js'
import type { Tool } from '../tool.js'
import { version } from '../version.js'
import { serverOptions } from './server-options.js'

/** What a wrong command line of Samsa's own tools ends with. */
const USAGE = 2

export async function samsa(argv: readonly string[]): Promise<number> {
  const own = isFile(argv[0])
    ? undefined
    : ownCommands.find(({ words }) => words === argv.slice(0, 2).join(' '))
  const [first, ...rest] = own === undefined ? argv : argv.slice(1)
  if (first === '--help' || first === '-h' || first === 'help') {
    process.stdout.write(samsaHelp())
    return 0
  }
  if (first === '--version') {
    process.stdout.write(`${version}\n`)
    return 0
  }
  const family = own === undefined && !isFile(first) ? familyOf(first) : []
  if (family.length > 0) return familyUsage(family, rest)
  if (first === 'completion' && !isFile(first)) return completion(rest[0])
  const command = own ?? commands.find(({ words, name }) => words === first || name === first)
  if (command === undefined || (own === undefined && isFile(first))) {
    const { runServer } = await import('./run-server.js')
    return runServer(argv, 'samsa')
  }
  const { toolHost } = await import('../command-line/tool-host.js')
  const { processTerminal } = await import('../command-line/process-terminal.js')
  const { runTool } = await import('../command-line/run-tool.js')
  const tool = await command.load()
  const [verb, ...others] = rest
  // Words of our own tools are places, not flags.
  const isVerb =
    own === undefined && verb !== undefined && !verb.startsWith('-') && Object.hasOwn(tool.options, verb)
  const words = isVerb ? [`--${verb}`, ...others] : rest
  const terminal = processTerminal()
  return runTool(tool, withDefaultServer(tool, words), terminal, toolHost(terminal))
}

/** The commands of two words that begin with this one. */
function familyOf(word: string | undefined): readonly Command[] {
  return ownCommands.filter(({ words }) => words.split(' ')[0] === word)
}

/** For the first of two words without the second, or with a wrong one. */
function familyUsage(family: readonly Command[], [word]: readonly string[]): number {
  const lines = family.map(({ words, summary }) => `  samsa ${words.padEnd(22)}${summary}\n`)
  const first = family[0]?.words.split(' ')[0]
  const seconds = family.map(({ words }) => words.split(' ')[1])
  const usage = `Usage: samsa ${first} ${seconds.join('|')} [options]\n${lines.join('')}`
  if (word === '--help' || word === '-h' || word === 'help') {
    process.stdout.write(usage)
    return 0
  }
  const wrong = word === undefined || word.startsWith('-') ? '' : `samsa ${first} has no command ${word}\n`
  process.stderr.write(`${wrong}${usage}`)
  return USAGE
}

/** Under this name a broker on this machine is meant unless another one is named. */
function withDefaultServer(tool: Tool, argv: readonly string[]): readonly string[] {
  const option = tool.options['bootstrap-server']
  if (option === undefined) return argv
  const names = ['bootstrap-server', ...option.aliases].map((name) => `--${name}`)
  const named = argv.some((word) => names.includes(word.split('=')[0] ?? ''))
  return named ? argv : ['--bootstrap-server', 'localhost:9092', ...argv]
}

async function completion(given: string | undefined): Promise<number> {
  const { completionScript, shells } = await import('../completion/completion-script.js')
  const shell = shells.find((each) => each === given)
  if (shell === undefined) {
    process.stderr.write(`Usage: samsa completion ${shells.join('|')}\n`)
    return 1
  }
  process.stdout.write(
    completionScript(shell, await Promise.all([...commands, ...ownCommands].map(({ load }) => load()))),
  )
  return 0
}

/** A properties file may have any name, that of a tool too: what is there wins. */
function isFile(path: string | undefined): boolean {
  if (path === undefined) return false
  try {
    readFileSync(path)
    return true
  } catch {
    return false
  }
}

function samsaHelp(): string {
  const tools = commands.map(({ words, name, summary }) => `  samsa ${words.padEnd(22)}${summary} (${name})`)
  tools.push(...ownCommands.map(({ words, summary }) => `  samsa ${words.padEnd(22)}${summary}`))
  tools.push(`  samsa ${'completion'.padEnd(22)}Print a completion script for bash, zsh or fish`)
  const summary = 'Samsa is a broker that every Kafka client can use, and the tools to work with one.'
  return `${helpText(summary, 'samsa [server.properties] [options] | samsa TOOL [options]', serverOptions)}
Tools:
${tools.join('\n')}

Every setting of Kafka's server.properties is understood; KAFKA_LOG_RETENTION_HOURS in the environment is
log.retention.hours. 'samsa TOOL --help' tells more of a tool.
`
}
