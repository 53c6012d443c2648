/**
 * The shape of `expected.json` beside a golden log directory: what Kafka's own classes read in it. Only
 * what is checked.
 */
import type { AbortedTransaction } from '../core/transaction-index.js'

export interface GoldenScenario {
  readonly scenario: string
  readonly read?: Readonly<Record<string, GoldenRead>>
  readonly partitions: Readonly<Record<string, GoldenPartition>>
  readonly checkpoints?: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** A whole data directory; else the partitions' folders alone. */
  readonly directory?: Readonly<Record<string, unknown>>
  /** The broker's answers for the scenario's only partition. */
  readonly offsetForLeaderEpoch?: readonly GoldenEpochEnd[]
}

export interface GoldenRead {
  readonly logStartOffset: number
  readonly highWatermark: number
  readonly lastStableOffset: number
  readonly read_uncommitted: readonly number[]
  readonly read_committed?: readonly number[]
}

export interface GoldenEpochEnd {
  readonly asked: number
  readonly leaderEpoch: number
  readonly endOffset: number
}

export interface GoldenPartition {
  readonly files: Readonly<Record<string, number>>
  readonly partitionMetadata?: { readonly topic_id: string }
  readonly leaderEpochs?: readonly { readonly epoch: number; readonly startOffset: number }[]
  readonly segments: readonly GoldenSegment[]
  readonly producerSnapshots?: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
}

export interface GoldenSegment {
  readonly baseOffset: number
  readonly batches?: readonly GoldenBatch[]
  readonly offsetIndex?: readonly { readonly offset: number; readonly position: number }[]
  readonly timeIndex?: readonly { readonly timestamp: number; readonly offset: number }[]
  readonly txnIndex?: readonly AbortedTransaction[]
}

export interface GoldenBatch {
  readonly position: number
  readonly size: number
  readonly baseOffset: number
  readonly lastOffset: number
  readonly magic: number
  readonly codec: string
  readonly timestampType: string
  readonly maxTimestamp: number
  readonly crc: number
  readonly partitionLeaderEpoch: number
  readonly producerId: number
  readonly producerEpoch: number
  readonly baseSequence: number
  readonly lastSequence: number
  readonly transactional: boolean
  readonly control: boolean
  readonly deleteHorizon?: number
  readonly count?: number
  readonly records?: readonly GoldenRecord[]
}

export interface GoldenRecord {
  readonly offset: number
  readonly timestamp: number
  readonly key: GoldenBytes
  readonly value: GoldenBytes
  readonly headers?: readonly (readonly [string, string | null])[]
}

/** Base64, or what stands for a long value. */
export type GoldenBytes = string | null | { readonly length: number; readonly sha256: string }
