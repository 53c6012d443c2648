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
]
