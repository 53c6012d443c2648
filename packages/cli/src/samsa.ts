/**
 * A whole Kafka inside a test: `await using kafka = await Samsa.start()`. A real broker on a port of its own, its data
 * in a temporary directory, in a given one, or in memory; gone without a trace when stopped.
 */
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningBroker, startBroker } from '@samsa/broker'
import { Admin, type NewTopic } from '@samsa/client'
import { BrokerConfig } from '@samsa/config'
import type { Host, LogSink } from '@samsa/host'
import { MemoryDisk } from '@samsa/host/memory/memory-disk'
import { createNodeHost } from '@samsa/host/node/node-host'
import { withOwnNodeId } from './server/own-node-id.js'

export interface SamsaOptions {
  /** The port to listen on. Default 0: the system chooses a free one. */
  readonly port?: number
  /**
   * Where the log lives: a directory, which is kept when the broker stops, or `'memory'`. Default: a temporary
   * directory that is removed when the broker stops.
   */
  readonly data?: string | 'memory'
  /** Settings under the names of Kafka's server.properties; they win over everything else here. */
  readonly settings?: Readonly<Record<string, string>>
  /** Topics to create before `start` resolves: names (one partition), or names with partitions and settings. */
  readonly topics?: readonly (string | NewTopic)[]
  /** Where log lines go. Default: warnings and errors, on standard error. */
  readonly log?: LogSink
}

/** What a test wants of a broker: no wait before the first rebalance, and nothing asked of other brokers. */
const testSettings = {
  'group.initial.rebalance.delay.ms': '0',
  'offsets.topic.num.partitions': '1',
  'offsets.topic.replication.factor': '1',
  'transaction.state.log.num.partitions': '1',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
}

/** A running broker. Leaves nothing behind once `stop` has resolved, except a data directory that was given. */
export class Samsa implements AsyncDisposable {
  readonly #host: Host
  readonly #broker: RunningBroker
  readonly #temporary: string | undefined
  #stopping: Promise<void> | undefined

  private constructor(host: Host, broker: RunningBroker, temporary: string | undefined) {
    this.#host = host
    this.#broker = broker
    this.#temporary = temporary
  }

  /**
   * Resolves once clients are served and the topics asked for are usable.
   *
   * Rejects with ConfigError for a wrong setting, NetworkError when the port is taken, LogDirectoryError when the data
   * directory cannot be used; nothing is left behind then.
   */
  static async start(options: SamsaOptions = {}): Promise<Samsa> {
    const host = hostFor(options)
    const temporary = options.data === undefined ? mkdtempSync(join(tmpdir(), 'samsa-')) : undefined
    try {
      const config = configOf(options, temporary ?? (options.data as string))
      const broker = await startBroker(host, withOwnNodeId(config, host.disk))
      const samsa = new Samsa(host, broker, temporary)
      try {
        await samsa.#createTopics(options.topics ?? [])
      } catch (error) {
        await samsa.stop()
        throw error
      }
      return samsa
    } catch (error) {
      if (temporary !== undefined) await rm(temporary, { recursive: true, force: true })
      throw error
    }
  }

  /** `host:port`, as every Kafka client wants it. */
  get bootstrapServers(): string {
    return this.#broker.bootstrapServers
  }

  /** The port of the first listener. */
  get port(): number {
    return this.#broker.listeners[0]?.port ?? -1
  }

  get clusterId(): string {
    return this.#broker.clusterId
  }

  /** Ends the broker as a clean shutdown does, then removes what was temporary. Idempotent. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop()
    return this.#stopping
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop()
  }

  async #stop(): Promise<void> {
    try {
      await this.#broker.stop()
    } finally {
      if (this.#temporary !== undefined) await rm(this.#temporary, { recursive: true, force: true })
    }
  }

  async #createTopics(topics: readonly (string | NewTopic)[]): Promise<void> {
    if (topics.length === 0) return
    await using admin = new Admin({ host: this.#host, bootstrapServers: this.bootstrapServers })
    const wanted = topics.map((topic) => (typeof topic === 'string' ? { name: topic } : topic))
    ;(await admin.createTopics(wanted)).orThrow()
  }
}

function hostFor(options: SamsaOptions): Host {
  const host = createNodeHost(options.log === undefined ? {} : { log: options.log })
  return options.data === 'memory' ? { ...host, disk: new MemoryDisk(host.clock), workers: undefined } : host
}

function configOf(options: SamsaOptions, data: string): BrokerConfig {
  return BrokerConfig.from({
    overrides: {
      ...testSettings,
      listeners: `PLAINTEXT://127.0.0.1:${options.port ?? 0}`,
      'log.dirs': data === 'memory' ? '/samsa' : data,
      ...options.settings,
    },
  })
}
