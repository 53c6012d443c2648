/**
 * Completion for bash, zsh and fish, made of the option tables: flags of every tool, the words of `samsa`, values
 * where they are few and known, and topic names asked of the broker when they are wanted.
 */
import type { Tool } from '../tool.js'

/** One program and what its command line takes. */
interface Words {
  /** `kafka-topics`, or the word after `samsa`. */
  readonly name: string
  readonly words: string
  readonly flags: readonly string[]
}

export const shells = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof shells)[number]

/** Values of options that have few, by the option's name. */
const knownValues: Readonly<Record<string, readonly string[]>> = {
  'compression-codec': ['none', 'gzip', 'snappy', 'lz4', 'zstd'],
  'entity-type': [
    'topics',
    'brokers',
    'broker-loggers',
    'groups',
    'client-metrics',
    'users',
    'clients',
    'ips',
  ],
  formatter: [
    'org.apache.kafka.tools.consumer.DefaultMessageFormatter',
    'org.apache.kafka.tools.consumer.LoggingMessageFormatter',
    'org.apache.kafka.tools.consumer.NoOpMessageFormatter',
    'org.apache.kafka.tools.consumer.OffsetsMessageFormatter',
    'org.apache.kafka.tools.consumer.GroupMetadataMessageFormatter',
    'org.apache.kafka.tools.consumer.TransactionLogMessageFormatter',
  ],
  'isolation-level': ['read_committed', 'read_uncommitted'],
  'log-format': ['text', 'json'],
  'log-level': ['debug', 'info', 'warn', 'error'],
  offset: ['earliest', 'latest'],
  'request-required-acks': ['all', '0', '1'],
  time: ['latest', 'earliest', 'max-timestamp', 'earliest-local', 'latest-tiered'],
}

export function completionScript(shell: Shell, tools: readonly Tool[]): string {
  const all = tools.map((tool) => wordsOf(tool))
  switch (shell) {
    case 'bash':
      return bash(all)
    case 'zsh':
      return `#compdef samsa ${names(all)}\nautoload -U +X bashcompinit && bashcompinit\n${bash(all)}`
    case 'fish':
      return fish(all)
  }
}

function wordsOf({ name, samsaName, options }: Tool): Words {
  const flags = Object.entries(options).flatMap(([option, { aliases }]) =>
    [option, ...aliases].map((each) => (each.length === 1 ? `-${each}` : `--${each}`)),
  )
  return { name, words: samsaName.join(' '), flags: [...flags, '--help', '--version'] }
}

/** Samsa's own tools have no programs of their own. */
function isOwn({ words }: Words): boolean {
  return words.includes(' ')
}

/** First words that have second ones: 'log', with 'import verify'. */
function families(all: readonly Words[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { words } of all.filter(isOwn)) {
    const [first = '', second = ''] = words.split(' ')
    found.set(first, [found.get(first) ?? '', second].join(' ').trim())
  }
  return found
}

function names(all: readonly Words[]): string {
  return all
    .filter((each) => !isOwn(each))
    .flatMap(({ name }) => [name, `${name}.sh`])
    .join(' ')
}

function bash(all: readonly Words[]): string {
  const flags = all.map(
    ({ name, words, flags }) =>
      `    ${name.replaceAll(' ', '-')}|${words.replace(' ', '-')}) echo '${flags.join(' ')}' ;;`,
  )
  const seconds = [...families(all)].map(
    ([first, words]) =>
      `    ${first}) if [ "$COMP_CWORD" -eq 2 ]; then COMPREPLY=($(compgen -W '${words}' -- "$word")); return; fi\n` +
      `      tool="${first}-\${COMP_WORDS[2]}" ;;`,
  )
  const firsts = new Set(all.map(({ words }) => words.split(' ')[0]))
  const values = Object.entries(knownValues).map(
    ([option, known]) => `    --${option}) echo '${known.join(' ')}' ;;`,
  )
  return `_samsa_flags() {
  case "$1" in
${flags.join('\n')}
  esac
}
_samsa_values() {
  case "$1" in
${values.join('\n')}
    --topic) _samsa_topics ;;
  esac
}
_samsa_topics() {
  local i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${COMP_WORDS[i]}" in
      --bootstrap-server|--broker-list)
        timeout 2 kafka-topics --bootstrap-server "\${COMP_WORDS[i + 1]}" --list 2>/dev/null ;;
    esac
  done
}
_samsa() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD - 1]}" tool="\${1##*/}" values
  tool="\${tool%.sh}"
  if [ "$tool" = samsa ]; then
    if [ "$COMP_CWORD" -eq 1 ]; then
      values='${[...firsts].join(' ')} completion --help --port --data --override'
      COMPREPLY=($(compgen -W "$values" -- "$word") $(compgen -f -- "$word"))
      return
    fi
    tool="\${COMP_WORDS[1]}"
    if [ "$tool" = completion ]; then COMPREPLY=($(compgen -W '${shells.join(' ')}' -- "$word")); return; fi
    case "$tool" in
${seconds.join('\n')}
    esac
  fi
  values="$(_samsa_values "$before")"
  if [ -n "$values" ]; then COMPREPLY=($(compgen -W "$values" -- "$word"))
  elif [ "\${word#-}" != "$word" ]; then COMPREPLY=($(compgen -W "$(_samsa_flags "$tool")" -- "$word"))
  else COMPREPLY=($(compgen -f -- "$word"))
  fi
}
complete -F _samsa samsa ${names(all)}
`
}

function fish(all: readonly Words[]): string {
  const lines: string[] = []
  for (const tool of all) {
    const { name, words, flags } = tool
    const [first, second] = words.split(' ')
    const seen = `__fish_seen_subcommand_from ${first}`
    const place = second === undefined ? '__fish_use_subcommand' : `'${seen}'`
    lines.push(`complete -c samsa -n ${place} -a '${second ?? first}' -d '${name}'`)
    const within = second === undefined ? `'${seen}'` : `'${seen}; and __fish_seen_subcommand_from ${second}'`
    for (const flag of flags) {
      const option = flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`
      const known = knownValues[flag.slice(2)]
      const values = known === undefined ? '' : ` -x -a '${known.join(' ')}'`
      const programs = isOwn(tool) ? [] : [name, `${name}.sh`]
      for (const program of programs) lines.push(`complete -c ${program} ${option}${values}`)
      lines.push(`complete -c samsa -n ${within} ${option}${values}`)
    }
  }
  for (const first of families(all).keys())
    lines.push(`complete -c samsa -n __fish_use_subcommand -a '${first}' -d 'logs and data directories'`)
  lines.push("complete -c samsa -n __fish_use_subcommand -a completion -d 'print a completion script'")
  lines.push(`complete -c samsa -n '__fish_seen_subcommand_from completion' -x -a '${shells.join(' ')}'`)
  return `${lines.join('\n')}\n`
}
