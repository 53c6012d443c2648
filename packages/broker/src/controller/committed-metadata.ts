/**
 * The shell around metadata decisions: one at a time, decide -> write to the store -> publish the next image -> let the
 * partitions follow -> answer. Nothing is published that is not durable. Owns the effective settings, which are part
 * of what follows from an image. Refuses to decide anything itself.
 */
import type { BrokerConfig, TopicConfig } from '@samsa/config'
import { ConfigError, topicConfig, topicSettings } from '@samsa/config'
import { DiskError, type Host, type Timer } from '@samsa/host'
import { applyChanges, type MetadataChange } from '../metadata/core/apply-change.js'
import type { MetadataImage } from '../metadata/metadata-image.js'
import { CurrentMetadata } from '../metadata/metadata-view.js'
import type { ImageFollower } from './controller.js'
import { effectiveBrokerConfig } from './core/decide-alter-configs.js'
import type { StoredMetadata } from './stored-metadata.js'

/** After it could not be followed for want of descriptors or room. */
const FOLLOW_AGAIN_MS = 1000

export interface Decided<Result> {
  readonly changes: readonly MetadataChange[]
  readonly result: Result
}

export class CommittedMetadata {
  readonly view: CurrentMetadata
  #config: BrokerConfig
  #last: Promise<unknown> = Promise.resolve()
  #follower: ImageFollower | undefined
  #onConfig: ((config: BrokerConfig) => void) | undefined
  #retry: Timer | undefined

  constructor(
    private readonly host: Host,
    private readonly stored: StoredMetadata,
    /** Settings of file and flags. */
    private readonly fixed: BrokerConfig,
    private readonly nodeId: number,
    image: MetadataImage,
  ) {
    this.view = new CurrentMetadata(image)
    this.#config = this.#effective(image)
  }

  /** Broker settings in force. */
  get config(): BrokerConfig {
    return this.#config
  }

  /** Settings of a topic in force; overrides that do not stand (from other versions of Kafka) are left out. */
  topicConfig(topic: string): TopicConfig {
    const overrides = this.view.topic(topic)?.configs ?? {}
    try {
      return topicConfig(this.#config, overrides)
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      return topicConfig(this.#config, standing(this.#config, overrides))
    }
  }

  /** From now on images are followed. The current one is told at once. */
  async follow(follower: ImageFollower, onConfig: (config: BrokerConfig) => void): Promise<void> {
    this.#follower = follower
    this.#onConfig = onConfig
    onConfig(this.#config)
    await follower.applyImage(undefined, this.view.image)
  }

  /**
   * Runs the decision when all earlier ones are done; its result comes when its changes are durable and followed.
   * Rejects with what the store or the follower threw.
   */
  commit<Result>(decide: (image: MetadataImage) => Decided<Result>): Promise<Result> {
    return this.exclusively(async () => {
      const before = this.view.image
      const { changes, result } = decide(before)
      if (changes.length > 0) {
        await this.stored.write(before.topics, changes)
        await this.#publish(before, changes)
      }
      return result
    })
  }

  /** Runs `work` when all earlier ones are done. */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result> {
    const run = this.#last.then(work)
    this.#last = run.catch(() => undefined)
    return run
  }

  async #publish(before: MetadataImage, changes: readonly MetadataChange[]): Promise<void> {
    const next = applyChanges(before, changes)
    this.view.publish(next)
    if (next.brokerConfigs !== before.brokerConfigs) {
      this.#config = this.#effective(next)
      this.#onConfig?.(this.#config)
    }
    try {
      await this.#follower?.applyImage(before, next)
    } catch (error) {
      if (error instanceof DiskError) this.#followLater(before)
      throw error
    }
  }

  /** What could not be made for want of descriptors or room is made as soon as it can be. */
  #followLater(before: MetadataImage): void {
    this.#retry ??= this.host.timers.after(FOLLOW_AGAIN_MS, () => {
      this.#retry = undefined
      void this.exclusively(async () => {
        try {
          await this.#follower?.applyImage(before, this.view.image)
        } catch (error) {
          if (!(error instanceof DiskError)) throw error
          this.#followLater(before)
        }
      })
    })
  }

  /** Nothing is followed any more. */
  stop(): void {
    this.#follower = undefined
    this.#retry?.cancel()
  }

  /** A stored value that no longer stands must not keep the broker from starting: file and flags hold then. */
  #effective(image: MetadataImage): BrokerConfig {
    try {
      return effectiveBrokerConfig(this.fixed, image, this.nodeId)
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      this.host.log.write('error', 'Dynamic broker settings are not in force', { problem: error.message })
      return this.fixed
    }
  }
}

/** The overrides that stand on their own. */
function standing(config: BrokerConfig, overrides: Readonly<Record<string, string>>): Record<string, string> {
  const good = Object.entries(overrides).filter(([name, text]) => {
    if (!Object.hasOwn(topicSettings, name)) return false
    try {
      topicConfig(config, { [name]: text })
      return true
    } catch (error) {
      if (error instanceof ConfigError) return false
      throw error
    }
  })
  return Object.fromEntries(good)
}
