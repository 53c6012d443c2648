/**
 * kafka-get-offsets: topic:partition:offset of partitions chosen by name, pattern or list, at the end, the start or a
 * time. Partitions without an answer (a time after the last record) are left out, as Kafka does.
 */
import { type OffsetSpec, type TopicPartition, TopicPartitionMap } from '@samsa/client'
import { adminFor } from '../command-line/admin-for.js'
import { bootstrapServer, commandConfig } from '../command-line/client-options.js'
import { flag, text } from '../command-line/options.js'
import { type PartitionFilter, readPartitionFilter } from '../command-line/partition-filter.js'
import { tool } from '../tool.js'

export const kafkaGetOffsets = tool({
  name: 'kafka-get-offsets',
  samsaName: ['get-offsets'],
  summary: 'An interactive shell for getting topic-partition offsets.',
  options: {
    'bootstrap-server': bootstrapServer,
    'command-config': commandConfig,
    'topic-partitions': text({
      argument: 'topic1:1,topic2:0-3,topic3,topic4:5-,topic5:-3',
      doc: 'Topics by pattern, each with a partition, a range of partitions (upper end exclusive) or none.',
    }),
    topic: text({ argument: 'topic', doc: 'Topics by pattern; goes not with --topic-partitions.' }),
    partitions: text({ argument: 'partition ids', doc: 'Partitions, separated by commas.' }),
    time: text({
      argument:
        '<timestamp> / -1 or latest / -2 or earliest / -3 or max-timestamp / -4 or earliest-local / ' +
        '-5 or latest-tiered',
      doc: 'Which offset: that of the first record at or after a time, or one of the names. Default: latest.',
    }),
    'exclude-internal-topics': flag({ doc: 'Leave internal topics out.' }),
  },
  async run({ values, terminal, host }) {
    try {
      const filter = readPartitionFilter(values['topic-partitions'], values.topic, values.partitions)
      const spec = readTime(values.time ?? 'latest')
      await using admin = adminFor(host, values)
      const topics = await admin.listTopics({ includeInternal: !values['exclude-internal-topics'] })
      const names = topics.map(({ name }) => name).filter((name) => filter.topic(name))
      const described = await admin.describeTopics(names)
      const asked = new TopicPartitionMap<OffsetSpec>()
      for (const topic of described.values.values()) ask(asked, topic.name, topic.partitions, filter, spec)
      if (asked.size === 0) throw new Error('Could not match any topic-partitions with the specified filters')
      const answer = await admin.listOffsets(asked)
      for (const [at, error] of answer.errors) {
        terminal.err(
          `Skip getting offsets for topic-partition ${at.topic}:${at.partition}: ${error.message}\n`,
        )
      }
      const found = [...answer.values].sort(([a], [b]) => (nameOf(a) < nameOf(b) ? -1 : 1))
      for (const [{ topic, partition }, { offset }] of found) {
        if (offset >= 0) terminal.out(`${topic}:${partition}:${offset}\n`)
      }
      return 0
    } catch (error) {
      terminal.err(`Error occurred: ${(error as Error).message}\n`)
      return 1
    }
  },
})

/** Kafka's tool sorts by this text: partition 10 comes before partition 2. */
function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`
}

function ask(
  asked: TopicPartitionMap<OffsetSpec>,
  topic: string,
  partitions: readonly { readonly partition: number }[],
  filter: PartitionFilter,
  spec: OffsetSpec,
): void {
  for (const { partition } of partitions)
    if (filter.partition(topic, partition)) asked.set(topic, partition, spec)
}

const NAMES: readonly Exclude<OffsetSpec, number>[] = [
  'latest',
  'earliest',
  'max-timestamp',
  'earliest-local',
  'latest-tiered',
  'earliest-pending-upload',
]

function readTime(given: string): OffsetSpec {
  const name = NAMES.find((known, index) => known === given || String(-1 - index) === given)
  if (name !== undefined) return name
  if (/^\d+$/.test(given) && Number.isSafeInteger(Number(given))) return Number(given)
  const known = NAMES.map((each, index) => `${-1 - index} or ${each}`).join(' / ')
  throw new Error(
    `Malformed time argument ${given}. Please use ${known}, or a specified long format timestamp`,
  )
}
