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
  ofKafka(
    'console-producer',
    'Turn lines of standard input into records',
    async () => (await import('./tools/kafka-console-producer.js')).kafkaConsoleProducer,
  ),
  ofKafka(
    'console-consumer',
    'Write records to standard output',
    async () => (await import('./tools/kafka-console-consumer.js')).kafkaConsoleConsumer,
  ),
  ofKafka(
    'topics',
    'Create, list, describe, change and delete topics',
    async () => (await import('./tools/kafka-topics.js')).kafkaTopics,
  ),
  ofKafka(
    'get-offsets',
    'Print the offsets of partitions',
    async () => (await import('./tools/kafka-get-offsets.js')).kafkaGetOffsets,
  ),
  ofKafka(
    'delete-records',
    'Delete the oldest records of partitions',
    async () => (await import('./tools/kafka-delete-records.js')).kafkaDeleteRecords,
  ),
  ofKafka(
    'log-dirs',
    'Tell what the data directories hold',
    async () => (await import('./tools/kafka-log-dirs.js')).kafkaLogDirs,
  ),
  ofKafka(
    'broker-api-versions',
    'Tell which API versions brokers take',
    async () => (await import('./tools/kafka-broker-api-versions.js')).kafkaBrokerApiVersions,
  ),
  ofKafka(
    'consumer-groups',
    'List, describe and delete groups, reset their offsets',
    async () => (await import('./tools/kafka-consumer-groups.js')).kafkaConsumerGroups,
  ),
  ofKafka(
    'configs',
    'Show and change settings of topics and brokers',
    async () => (await import('./tools/kafka-configs.js')).kafkaConfigs,
  ),
  ofKafka(
    'dump-log',
    'Show what log, index and snapshot files hold',
    async () => (await import('./tools/kafka-dump-log.js')).kafkaDumpLog,
  ),
  ofKafka(
    'producer-perf-test',
    'Measure producing',
    async () => (await import('./tools/kafka-producer-perf-test.js')).kafkaProducerPerfTest,
  ),
  ofKafka(
    'consumer-perf-test',
    'Measure consuming',
    async () => (await import('./tools/kafka-consumer-perf-test.js')).kafkaConsumerPerfTest,
  ),
  ofKafka(
    'storage',
    'Format data directories, draw ids',
    async () => (await import('./tools/kafka-storage.js')).kafkaStorage,
  ),
  ofKafka(
    'server-start',
    'Start a broker from a server.properties file',
    async () => (await import('./tools/kafka-server-start.js')).kafkaServerStart,
  ),
  ofKafka(
    'server-stop',
    'Stop the servers on this machine',
    async () => (await import('./tools/kafka-server-stop.js')).kafkaServerStop,
  ),
]

/** Tools of Samsa's own, which have no programs beside `samsa`. */
export const ownCommands: readonly Command[] = [
  ofSamsa(
    'log verify',
    'Check a data directory, and repair it',
    async () => (await import('./tools/log-verify.js')).logVerify,
  ),
  ofSamsa(
    'log import',
    'Take over a data directory of Kafka',
    async () => (await import('./tools/log-import.js')).logImport,
  ),
]

/** A table's tools differ in their options, which only they look at. */
type Load = () => Promise<unknown>

/** `kafka-topics`, which is `samsa topics` too. */
function ofKafka(word: string, summary: string, load: Load): Command {
  return { name: `kafka-${word}`, words: word, summary, load: load as Command['load'] }
}

function ofSamsa(words: string, summary: string, load: Load): Command {
  return { name: `samsa ${words}`, words, summary, load: load as Command['load'] }
}
