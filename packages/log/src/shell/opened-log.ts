/**
 * A log as it lies in memory. Most logs of a large directory rest: what only appends and reads need is
 * made when it is first asked for, and what depends on a topic's settings alone is held once for all its logs.
 */
import type { TopicConfig } from '@samsa/config/topic-config'
import type { Uuid } from '@samsa/protocol/model/uuid'
import type { AppendRules } from '../core/append-rules.js'
import { partitionKey } from '../core/checkpoint-text.js'
import { type EpochStart, LeaderEpochHistory } from '../core/leader-epoch-history.js'
import type { LogSettings } from '../core/log-settings.js'
import { ProducerState } from '../core/producer-state.js'
import type { SegmentTail } from '../core/segment-tail.js'
import type { TransactionVerifications } from '../core/transaction-verifications.js'
import { DurableFile } from './durable-file.js'
import type { LogContext } from './log-context.js'
import { LogReader } from './log-reader.js'
import type { LogState } from './log-state.js'
import { SegmentList } from './segment-list.js'
import { SnapshotFiles } from './snapshot-files.js'
import { Staging } from './staging.js'
import { appendRules } from './topic-settings.js'

/** What is known of a log when it is opened. */
export interface OpenedFacts {
  readonly topic: string
  readonly partition: number
  readonly topicId: Uuid
  readonly folder: string
  readonly config: TopicConfig
  /** Offsets of its producer snapshots, ascending. */
  readonly snapshots: readonly number[]
  readonly epochs: readonly EpochStart[]
  readonly logStartOffset: number
  readonly highWatermark: number
  readonly recoveryPoint: number
  /** Its folder may hold entries that no sync has reached. */
  readonly folderDirty: boolean
}

export class OpenedLog implements LogState {
  readonly topic: string
  readonly partition: number
  topicId: Uuid
  readonly folder: string
  readonly segments = new SegmentList()
  readonly snapshots: SnapshotFiles
  readonly epochs: LeaderEpochHistory
  tail: SegmentTail | undefined
  logStartOffset: number
  logEndOffset = 0
  nextOffset = 0
  highWatermark: number
  lastStableOffset = 0
  recoveryPoint: number
  flushedAt: number
  sizeInBytes = 0
  folderDirty: boolean
  folderSync: Promise<void> | undefined
  epochsDirty = false
  areProducersStale = false
  repair: LogState['repair']
  created: (() => Promise<void>) | undefined
  deleted = false
  cuts = 0
  verifications: TransactionVerifications | undefined
  #config: TopicConfig
  #settings: LogSettings
  #rules: AppendRules | undefined
  #producers: ProducerState | undefined
  #epochFile: DurableFile | undefined
  #staging: Staging | undefined
  #reader: LogReader | undefined

  constructor(
    readonly context: LogContext,
    facts: OpenedFacts,
  ) {
    this.topic = facts.topic
    this.partition = facts.partition
    this.topicId = facts.topicId
    this.folder = facts.folder
    this.snapshots = new SnapshotFiles(context.host.disk, facts.folder, facts.snapshots)
    this.epochs = new LeaderEpochHistory(facts.epochs)
    this.logStartOffset = facts.logStartOffset
    this.highWatermark = facts.highWatermark
    this.recoveryPoint = facts.recoveryPoint
    this.flushedAt = context.host.clock.wall()
    this.folderDirty = facts.folderDirty
    this.#config = facts.config
    this.#settings = context.settings.of(facts.config)
  }

  get config(): TopicConfig {
    return this.#config
  }

  set config(config: TopicConfig) {
    this.#config = config
    this.#settings = this.context.settings.of(config)
    this.#rules = undefined
  }

  get settings(): LogSettings {
    return this.#settings
  }

  get rules(): AppendRules {
    this.#rules ??= appendRules(this.#config, partitionKey(this.topic, this.partition))
    return this.#rules
  }

  get epochFile(): DurableFile {
    this.#epochFile ??= new DurableFile(this.context.host.disk, this.folder, 'leader-epoch-checkpoint')
    return this.#epochFile
  }

  get knownProducers(): ProducerState | undefined {
    return this.#producers
  }

  get producers(): ProducerState {
    this.#producers ??= new ProducerState()
    return this.#producers
  }

  set producers(producers: ProducerState) {
    this.#producers = producers
  }

  get staging(): Staging {
    this.#staging ??= new Staging(this.context.tails)
    return this.#staging
  }

  get reader(): LogReader {
    this.#reader ??= new LogReader(this)
    return this.#reader
  }
}
