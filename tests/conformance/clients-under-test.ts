/**
 * Clients of the broker under test, topics and groups under names of their own, and what a test of clients needs to see
 * what became of records. Call it once a test file; the broker ends with the file.
 */
import { Admin } from '@samsa/client/admin'
import { Consumer, type ConsumerOptions } from '@samsa/client/consumer'
import type { ConsumerRecord } from '@samsa/client/consumer/consumer-record'
import { Producer, type ProducerOptions } from '@samsa/client/producer'
import type { TopicPartition } from '@samsa/client/topic-partition'
import { afterAll } from 'vitest'
import { clusterUnderTest } from './cluster-under-test.js'

export async function clientsUnderTest() {
  const cluster = await clusterUnderTest()
  const { host, bootstrapServers } = cluster
  const admin = new Admin({ host, bootstrapServers })
  afterAll(async () => {
    await admin.close()
    await cluster[Symbol.asyncDispose]()
  })
  const startedAt = process.pid.toString(36) + process.hrtime.bigint().toString(36)
  let nameCount = 0
  const freshName = (what: string): string => `${what}-${startedAt}-${nameCount++}`
  return {
    host,
    bootstrapServers,
    admin,
    freshName,
    async freshTopic(partitions = 1, configs: Record<string, string> = {}): Promise<string> {
      const name = freshName('topic')
      const created = await admin.createTopics([{ name, partitions, replicationFactor: 1, configs }])
      created.orThrow()
      // A member that joins before the brokers have heard of the topic is stable without partitions.
      await eventually(async () => void (await admin.describeTopics([name])).orThrow())
      return name
    },
    producer(options: Partial<ProducerOptions> = {}): Producer {
      return new Producer({ host, bootstrapServers, ...options } as ProducerOptions)
    },
    consumer(options: Partial<ConsumerOptions> = {}): Consumer {
      const basics = { host, bootstrapServers, 'auto.offset.reset': 'earliest' }
      return new Consumer({ ...basics, ...options } as ConsumerOptions)
    },
  }
}

export function partitionsOf(topic: string, count: number): TopicPartition[] {
  return Array.from({ length: count }, (_, partition) => ({ topic, partition }))
}

export async function readAll(from: Consumer, count: number): Promise<ConsumerRecord[]> {
  const records: ConsumerRecord[] = []
  for (let idle = 0; records.length < count && idle < 10; ) {
    const some = await from.poll(1000)
    idle = some.length === 0 ? idle + 1 : 0
    records.push(...some)
  }
  return records
}

export function text(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString()
}

/** Polls a consumer until told to stop; collects what it read. */
export function keepPolling(reading: Consumer): { records: ConsumerRecord[]; stop(): Promise<void> } {
  const records: ConsumerRecord[] = []
  let stopped = false
  const loop = (async () => {
    while (!stopped) {
      try {
        records.push(...(await reading.poll(50)))
      } catch (error) {
        if ((error as Error).name === 'ClosedError') return
        throw error
      }
    }
  })()
  return {
    records,
    async stop() {
      stopped = true
      await loop
    },
  }
}

/** Kafka's brokers learn of a change a moment after the controller has made it. */
export async function eventually(check: () => Promise<void>): Promise<void> {
  for (let i = 0; ; i++) {
    try {
      return await check()
    } catch (error) {
      if (i > 500) throw error
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

export async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; !condition(); i++) {
    if (i > 1500) throw new Error(`not within 15 s: ${condition}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
