/**
 * The log's public face.
 */
export type {
  AppendContext,
  AppendedBatches,
  AppendOrigin,
  AppendResult,
  RecordError,
  RejectedBatches,
} from './core/append-result.js'
export { NO_GUARD, type VerificationRequest } from './core/transaction-verifications.js'
export type { AbortedTransaction } from './core/transaction-index.js'
export type { TransactionEnd } from './shell/log-transactions.js'
export type {
  CommittedBytes,
  CommittedRead,
  EpochEndOffset,
  ReadBytes,
  ReadRefused,
  ReadResult,
  TimestampOffset,
} from './core/read-result.js'
export { LogCleaner } from './shell/compaction/log-cleaner.js'
export { LogDirectoryError } from './shell/log-directory-error.js'
export type { LogDirectoryFailure } from './shell/directory-health.js'
export { LogDirectory, type LogDirectoryOptions } from './shell/log-directory.js'
export { PartitionLog } from './shell/partition-log.js'
export { metaPropertiesOf } from './shell/meta-file.js'
export type { MetaProperties } from './core/meta-properties.js'
