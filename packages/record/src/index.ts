/**
 * Record batches: the bytes that producers send, logs keep and consumers get. Pure but for the codecs, which
 * load at first use; importing this loads none of them.
 */
export { codecId, codecNames, codecOfId, type CodecName } from './codec-name.js'
export { compress, decompress, DEFAULT_MAX_DECOMPRESSED_BYTES } from './compression.js'
export {
  type ControlRecordType,
  controlRecordType,
  encodeEndTransactionMarker,
  type EndTransactionMarker,
  readEndTransactionMarker,
} from './control-record.js'
export { convertDown, needsDownConversion } from './convert-batch.js'
export { CorruptRecord, type CorruptRecordError } from './corrupt-record.js'
export { crc32 } from './crc32.js'
export { crc32c } from './crc32c.js'
export { type BatchOptions, encodeBatch, type NewRecord } from './encode-batch.js'
export { encodeMessageSet, isLegacyCrcRight, type MessageSetOptions } from './legacy-message-set.js'
export {
  batchesOf,
  decodeBatch,
  type DecodedBatch,
  forEachRecord,
  forEachRecordOfBatch,
  openBatch,
  type ReadOptions,
  type RecordData,
  recordData,
  recordsOf,
} from './record.js'
export * from './record-batch.js'
export { RecordCursor, type RecordHeader, type RecordView } from './record-cursor.js'
