/**
 * The topic settings that the log reads, as plain numbers: looked up once per change of configuration, not
 * once per batch. Names are Kafka's in camel case.
 */
export interface LogSettings {
  readonly segmentBytes: number
  readonly segmentMs: number
  readonly segmentJitterMs: number
  readonly segmentIndexBytes: number
  readonly indexIntervalBytes: number
  /** -1: for ever. */
  readonly retentionMs: number
  /** -1: no bound. */
  readonly retentionBytes: number
  /** cleanup.policy holds `delete`. */
  readonly deletes: boolean
  /** cleanup.policy holds `compact`. */
  readonly compacts: boolean
  /** Of a log's bytes, the share of dirty ones above which it is compacted: 0 to 1. */
  readonly minCleanableDirtyRatio: number
  readonly minCompactionLagMs: number
  readonly maxCompactionLagMs: number
  readonly deleteRetentionMs: number
  readonly flushMessages: number
  readonly flushMs: number
  readonly fileDeleteDelayMs: number
}
