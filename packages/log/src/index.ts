/** The log's public face. */
export type {
  AppendContext,
  AppendedBatches,
  AppendOrigin,
  AppendResult,
  RecordError,
  RejectedBatches,
} from './core/append-result.js'
export type {
  EpochEndOffset,
  ReadBytes,
  ReadRefused,
  ReadResult,
  TimestampOffset,
} from './core/read-result.js'
export {
  LogDirectory,
  LogDirectoryError,
  type LogDirectoryFailure,
  type LogDirectoryOptions,
} from './shell/log-directory.js'
export { PartitionLog } from './shell/partition-log.js'
