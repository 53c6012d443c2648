/**
 * Every tool under its name, loaded only when it is run: starting the broker must not pay for the tools, nor one
 * tool for the others.
 */
import type { Tool } from './tool.js'

interface Command {
  /** Kafka's name for it. */
  readonly name: string
  /** The words after `samsa`. */
  readonly words: string
  readonly summary: string
  readonly load: () => Promise<Tool>
}

export const commands: readonly Command[] = [
  {
    name: 'kafka-console-producer',
    words: 'console-producer',
    summary: 'Turn lines of standard input into records',
    load: async () =>
      (await import('./tools/kafka-console-producer.js')).kafkaConsoleProducer as unknown as Tool,
  },
  {
    name: 'kafka-console-consumer',
    words: 'console-consumer',
    summary: 'Write records to standard output',
    load: async () =>
      (await import('./tools/kafka-console-consumer.js')).kafkaConsoleConsumer as unknown as Tool,
  },
  {
    name: 'kafka-topics',
    words: 'topics',
    summary: 'Create, list, describe, change and delete topics',
    load: async () => (await import('./tools/kafka-topics.js')).kafkaTopics as unknown as Tool,
  },
  {
    name: 'kafka-get-offsets',
    words: 'get-offsets',
    summary: 'Print the offsets of partitions',
    load: async () => (await import('./tools/kafka-get-offsets.js')).kafkaGetOffsets as unknown as Tool,
  },
  {
    name: 'kafka-delete-records',
    words: 'delete-records',
    summary: 'Delete the oldest records of partitions',
    load: async () => (await import('./tools/kafka-delete-records.js')).kafkaDeleteRecords as unknown as Tool,
  },
  {
    name: 'kafka-log-dirs',
    words: 'log-dirs',
    summary: 'Tell what the data directories hold',
    load: async () => (await import('./tools/kafka-log-dirs.js')).kafkaLogDirs as unknown as Tool,
  },
  {
    name: 'kafka-broker-api-versions',
    words: 'broker-api-versions',
    summary: 'Tell which API versions brokers take',
    load: async () =>
      (await import('./tools/kafka-broker-api-versions.js')).kafkaBrokerApiVersions as unknown as Tool,
  },
]
