/**
 * Every tool under its name, loaded only when it is run: starting the broker must not pay for the tools, nor one
 * tool for the others.
 */
import type { Tool } from './tool.js'

export interface Command {
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
  {
    name: 'kafka-consumer-groups',
    words: 'consumer-groups',
    summary: 'List, describe and delete groups, reset their offsets',
    load: async () =>
      (await import('./tools/kafka-consumer-groups.js')).kafkaConsumerGroups as unknown as Tool,
  },
  {
    name: 'kafka-configs',
    words: 'configs',
    summary: 'Show and change settings of topics and brokers',
    load: async () => (await import('./tools/kafka-configs.js')).kafkaConfigs as unknown as Tool,
  },
  {
    name: 'kafka-dump-log',
    words: 'dump-log',
    summary: 'Show what log, index and snapshot files hold',
    load: async () => (await import('./tools/kafka-dump-log.js')).kafkaDumpLog as unknown as Tool,
  },
  {
    name: 'kafka-producer-perf-test',
    words: 'producer-perf-test',
    summary: 'Measure producing',
    load: async () =>
      (await import('./tools/kafka-producer-perf-test.js')).kafkaProducerPerfTest as unknown as Tool,
  },
  {
    name: 'kafka-consumer-perf-test',
    words: 'consumer-perf-test',
    summary: 'Measure consuming',
    load: async () =>
      (await import('./tools/kafka-consumer-perf-test.js')).kafkaConsumerPerfTest as unknown as Tool,
  },
  {
    name: 'kafka-storage',
    words: 'storage',
    summary: 'Format data directories, draw ids',
    load: async () => (await import('./tools/kafka-storage.js')).kafkaStorage as unknown as Tool,
  },
  {
    name: 'kafka-server-start',
    words: 'server-start',
    summary: 'Start a broker from a server.properties file',
    load: async () => (await import('./tools/kafka-server-start.js')).kafkaServerStart as unknown as Tool,
  },
  {
    name: 'kafka-server-stop',
    words: 'server-stop',
    summary: 'Stop the servers on this machine',
    load: async () => (await import('./tools/kafka-server-stop.js')).kafkaServerStop as unknown as Tool,
  },
]

/** Tools of Samsa's own, which have no programs beside `samsa`. */
export const ownCommands: readonly Command[] = [
  {
    name: 'samsa log verify',
    words: 'log verify',
    summary: 'Check a data directory, and repair it',
    load: async () => (await import('./tools/log-verify.js')).logVerify as unknown as Tool,
  },
  {
    name: 'samsa log import',
    words: 'log import',
    summary: 'Take over a data directory of Kafka',
    load: async () => (await import('./tools/log-import.js')).logImport as unknown as Tool,
  },
]
