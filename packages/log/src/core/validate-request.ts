/**
 * What a Produce request may hold for one partition, by the version of the request alone: Kafka checks this
 * before it looks at the topic. Owns the one-batch rule and which formats and codecs a version knows (KIP-98,
 * KIP-110). Refuses null, nothing, cut, several and old-format batches from version 3 on; before, what no
 * format knows.
 */
import { CorruptRecord } from '@samsa/record/corrupt-record'
import { batchAttributes, batchMagic, wholeBatchSize } from '@samsa/record/record-batch'
import { type RefusedAppend, refuse } from './append-rules.js'

const FIRST_VERSION_WITH_ONE_BATCH = 3
const FIRST_VERSION_WITH_ZSTD = 7
const ZSTD = 4

/** Undefined: the records may go on to `validateAppend`. `view` is over `bytes`. */
export function validateRequest(
  bytes: Uint8Array | null,
  view: DataView | null,
  apiVersion: number,
): RefusedAppend | undefined {
  if (bytes === null || view === null) return refuse('INVALID_RECORD', 'records are null', false)
  try {
    const size = wholeBatchSize(view, 0, bytes.length)
    if (size === 0) return refuse('INVALID_RECORD', `${bytes.length} bytes are no whole batch`, false)
    if (apiVersion < FIRST_VERSION_WITH_ONE_BATCH) return undefined
    const magic = batchMagic(view, 0)
    if (magic !== 2)
      return refuse('INVALID_RECORD', `magic ${magic} in version ${apiVersion} of Produce`, false)
    if (apiVersion < FIRST_VERSION_WITH_ZSTD && (batchAttributes(view, 0) & 7) === ZSTD) {
      return refuse('UNSUPPORTED_COMPRESSION_TYPE', `zstd in version ${apiVersion} of Produce`, false)
    }
    if (size !== bytes.length) return refuse('INVALID_RECORD', 'more than one batch for one partition', false)
    return undefined
  } catch (error) {
    if (error instanceof CorruptRecord) return refuse('CORRUPT_MESSAGE', error.reason, false)
    throw error
  }
}
