/**
 * kafka-storage: `format` gives data directories a cluster id before the first start (which does so by itself where
 * it was not done), `info` tells what they hold, `random-uuid` draws an id.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BrokerConfig, parseProperties } from '@samsa/config'
import type { Random } from '@samsa/host'
import { uuidFromBytes } from '@samsa/protocol/model/uuid'
import { flag, type OptionValues, text, texts } from '../command-line/options.js'
import { UsageError } from '../command-line/usage-error.js'
import { type Terminal, type ToolContext, tool } from '../tool.js'

const options = {
  config: text({ argument: 'CONFIG', doc: 'The server.properties file.', aliases: ['c'] }),
  'cluster-id': text({
    argument: 'CLUSTER-ID',
    doc: 'The cluster that the directories belong to.',
    aliases: ['t'],
  }),
  'ignore-formatted': flag({ doc: 'Pass over directories that are formatted already.', aliases: ['g'] }),
  'release-version': text({ argument: 'version', doc: 'Accepted; there is one format.', aliases: ['r'] }),
  feature: texts({ argument: 'name=level', doc: 'Accepted; features follow the release.', aliases: ['f'] }),
  'add-scram': texts({ argument: 'spec', doc: 'Refused: SCRAM users are not built yet.', aliases: ['S'] }),
  standalone: flag({ doc: 'Accepted; a single broker is its own controller.', aliases: ['s'] }),
  'no-initial-controllers': flag({ doc: 'Accepted.', aliases: ['N'] }),
  'initial-controllers': text({ argument: 'controllers', doc: 'Accepted.', aliases: ['I'] }),
}

type Values = OptionValues<typeof options>

export const kafkaStorage = tool({
  name: 'kafka-storage',
  samsaName: ['storage'],
  summary: 'The Kafka storage tool.',
  positional: '{info,format,version-mapping,random-uuid}',
  options,
  async run(context) {
    const [command] = context.rest
    switch (command) {
      case 'random-uuid':
        context.terminal.out(`${randomUuid(context.host.random)}\n`)
        return 0
      case 'info':
        return info(readConfig(context.values), context.terminal)
      case 'format':
        return format(context)
      case 'version-mapping':
        context.terminal.out(
          'metadata.version=30 (4.3-IV0)\nkraft.version=1\ntransaction.version=2\ngroup.version=1\n',
        )
        return 0
      default:
        throw new UsageError(
          command === undefined
            ? 'kafka-storage: error: too few arguments'
            : `kafka-storage: error: invalid choice: '${command}'`,
        )
    }
  },
})

function readConfig(values: Values): BrokerConfig {
  if (values.config === undefined)
    throw new UsageError('kafka-storage: error: argument --config/-c is required')
  return BrokerConfig.from({ file: readFileSync(values.config, 'utf8') })
}

const metaPath = (directory: string): string => join(directory, 'meta.properties')

function info(config: BrokerConfig, terminal: Terminal): number {
  const problems: string[] = []
  const all = config.logDirectories
  terminal.out(
    `Found log director${all.length === 1 ? 'y' : 'ies'}:\n${all.map((each) => `  ${each}\n`).join('')}\n`,
  )
  for (const directory of all) {
    if (!existsSync(metaPath(directory))) {
      problems.push(`${directory} is not formatted.`)
      continue
    }
    const meta = [...parseProperties(readFileSync(metaPath(directory), 'utf8'))].sort()
    terminal.out(`Found metadata: {${meta.map(([key, value]) => `${key}=${value}`).join(', ')}}\n\n`)
  }
  if (problems.length === 0) return 0
  terminal.out(
    `Found problem${problems.length === 1 ? '' : 's'}:\n${problems.map((each) => `  ${each}\n`).join('')}\n`,
  )
  return 1
}

function format({ values, terminal, host }: ToolContext<typeof options>): number {
  const config = readConfig(values)
  const clusterId = values['cluster-id']
  if (clusterId === undefined)
    throw new UsageError('kafka-storage: error: argument --cluster-id/-t is required')
  if (values['add-scram'].length > 0) throw new UsageError('--add-scram: SCRAM users are not supported yet')
  const formatted = config.logDirectories.filter((directory) => existsSync(metaPath(directory)))
  const [first] = formatted
  if (first !== undefined && !values['ignore-formatted']) {
    terminal.err(
      `Log directory ${first} is already formatted. Use --ignore-formatted to ignore this directory and format the ` +
        'others.\n',
    )
    return 1
  }
  const fresh = config.logDirectories.filter((directory) => !formatted.includes(directory))
  if (fresh.length === 0) terminal.out('All of the log directories are already formatted.\n')
  for (const directory of fresh) {
    terminal.out(`Formatting metadata directory ${directory} with metadata.version 4.3-IV0.\n`)
    host.disk.makeDirectory(directory)
    const id = randomUuid(host.random)
    writeFileSync(
      metaPath(directory),
      `#\nnode.id=${config.nodeId}\ndirectory.id=${id}\nversion=1\ncluster.id=${clusterId}\n`,
    )
  }
  return 0
}

/** Version 4, and none that begins with '-', which command lines would take for a flag. */
function randomUuid(random: Random): string {
  const bytes = new Uint8Array(16)
  for (;;) {
    random.fill(bytes)
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
    const id = uuidFromBytes(bytes)
    if (!id.startsWith('-')) return id
  }
}
