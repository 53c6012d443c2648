/** Which partitions a tool is about: `topic1:1,topic2:0-3,topic3` or a pattern of topics and a list of partitions. */

export interface PartitionFilter {
  topic(name: string): boolean
  partition(topic: string, partition: number): boolean
}

/** @throws Error naming the text that cannot be read. */
export function readPartitionFilter(
  topicPartitions: string | undefined,
  topic: string | undefined,
  partitions: string | undefined,
): PartitionFilter {
  if (topicPartitions === undefined) return readTopicFilter(topic, partitions)
  if (topic !== undefined || partitions !== undefined) {
    throw new Error('--topic-partitions cannot be used with --topic or --partitions')
  }
  const rules = topicPartitions.split(',').map(readRule)
  return {
    topic: (name) => rules.some((rule) => rule.pattern.test(name)),
    partition: (name, partition) =>
      rules.some((rule) => rule.pattern.test(name) && partition >= rule.from && partition < rule.to),
  }
}

function readTopicFilter(topic: string | undefined, partitions: string | undefined): PartitionFilter {
  const pattern = topic === undefined ? /^/ : whole(topic)
  const listed = partitions?.split(',').map((text) => {
    if (!/^\d+$/.test(text)) {
      throw new Error(
        `--partitions expects a comma separated list of numeric partition ids, but received: ${partitions}`,
      )
    }
    return Number(text)
  })
  return {
    topic: (name) => pattern.test(name),
    partition: (_, partition) => listed?.includes(partition) ?? true,
  }
}

function readRule(text: string): { pattern: RegExp; from: number; to: number } {
  const [, topic, , range] = /^([^:,]*)(:(\d+|\d*-\d*))?$/.exec(text) ?? []
  if (topic === undefined) throw new Error(`Invalid rule specification: ${text}`)
  const pattern = topic === '' ? /^/ : whole(topic)
  if (range === undefined) return { pattern, from: 0, to: Number.MAX_SAFE_INTEGER }
  if (!range.includes('-')) return { pattern, from: Number(range), to: Number(range) + 1 }
  const [from = '', to = ''] = range.split('-')
  return { pattern, from: Number(from), to: to === '' ? Number.MAX_SAFE_INTEGER : Number(to) }
}

/** A pattern of a whole topic name; commas are alternatives, as in Kafka's tools. */
function whole(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern.trim().replaceAll(',', '|')})$`)
}
