/** kafka-log-dirs: what each data directory of each broker holds, as one line of JSON in Kafka's shape. */
import { adminFor } from '../command-line/admin-for.js'
import { bootstrapServer, commandConfig } from '../command-line/client-options.js'
import { flag, text } from '../command-line/options.js'
import { UsageError } from '../command-line/usage-error.js'
import { tool } from '../tool.js'

export const kafkaLogDirs = tool({
  name: 'kafka-log-dirs',
  samsaName: ['log-dirs'],
  summary: 'This tool helps to query log directory usage on the specified brokers.',
  options: {
    'bootstrap-server': bootstrapServer,
    'command-config': commandConfig,
    describe: flag({ doc: 'Tell the log directories of the brokers.' }),
    'broker-list': text({ argument: 'Broker list', doc: 'Brokers, separated by commas; all when absent.' }),
    'topic-list': text({ argument: 'Topic list', doc: 'Topics, separated by commas; all when absent.' }),
  },
  async run({ values, terminal, host }) {
    if (!values.describe) throw new UsageError('Missing required argument "[describe]"')
    await using admin = adminFor(host, values)
    const existing = (await admin.describeCluster()).nodes.map((node) => node.id)
    const brokers = readBrokers(values['broker-list']) ?? existing
    const missing = brokers.filter((id) => !existing.includes(id))
    if (missing.length > 0) {
      const given = `The given brokers do not exist from --broker-list: ${missing.join(',')}`
      terminal.err(`ERROR: ${given}. Current existent brokers: ${existing.join(',')}\n`)
      return 1
    }
    terminal.out('Querying brokers for log directories information\n')
    const described = await admin.describeLogDirs(brokers)
    const topics = values['topic-list']?.split(',').filter((name) => name !== '')
    terminal.out(`Received log directory information from brokers ${brokers.join(',')}\n`)
    const answer = [...described.orThrow()].map(([broker, directories]) => ({
      broker,
      logDirs: directories.map(({ path, error, replicas }) => ({
        partitions: replicas
          .filter(({ topic }) => topics === undefined || topics.includes(topic))
          .map(({ topic, partition, size, offsetLag, future }) => ({
            partition: `${topic}-${partition}`,
            size,
            offsetLag,
            isFuture: future,
          })),
        error: error?.message ?? null,
        logDir: path,
      })),
    }))
    terminal.out(`${JSON.stringify({ brokers: answer, version: 1 })}\n`)
    return 0
  },
})

function readBrokers(given: string | undefined): number[] | undefined {
  if (given === undefined) return undefined
  return given.split(',').map((text) => {
    if (!/^\s*\d+\s*$/.test(text))
      throw new UsageError(`--broker-list ${given}: broker ids are whole numbers`)
    return Number(text)
  })
}
