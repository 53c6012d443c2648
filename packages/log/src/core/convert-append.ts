/**
 * Produced batches that cannot be kept as they came: message formats 0 and 1 become one magic 2 batch, and a
 * batch gets the topic's codec where `compression.type` asks for another. Owns the rewriting; the result is
 * placed like any batch. Refuses several compressed messages of an old format at once, as Kafka does.
 */
import { type CodecName, codecOfId } from '@samsa/record/codec-name'
import { encodeBatch, type NewRecord } from '@samsa/record/encode-batch'
import { forEachLegacyRecord } from '@samsa/record/legacy-message-set'
import { decodeBatch, recordData } from '@samsa/record/record'
import type { RecordView } from '@samsa/record/record-cursor'
import { batchAttributes, batchMagic, batchSizeInBytes, wholeBatchSize } from '@samsa/record/record-batch'
import { type AppendPlace, type AppendRules, type RefusedAppend, refuse } from './append-rules.js'
import { mostUnpackedBytes, RecordRefusals } from './walk-records.js'

/** The codec the batch must be rewritten to, undefined when it may stay. */
export function otherCodec(view: DataView, at: number, rules: AppendRules): CodecName | undefined {
  const { compression } = rules
  const isKept = compression === 'producer' || compression === codecOfId(batchAttributes(view, at) & 7)
  return isKept ? undefined : compression
}

/** The magic 2 batch at `at`, compressed with `codec`; every other fact of it stays. */
export function recompressed(
  bytes: Uint8Array,
  at: number,
  codec: CodecName,
  rules: AppendRules,
): Uint8Array {
  const batch = decodeBatch(bytes, at, { verifyCrc: false, maxDecompressedBytes: mostUnpackedBytes(rules) })
  return encodeBatch(batch.records, {
    baseOffset: batch.baseOffset,
    codec,
    ...(rules.compressionLevel === undefined ? {} : { level: rules.compressionLevel }),
    producerId: batch.producerId,
    producerEpoch: batch.producerEpoch,
    baseSequence: batch.baseSequence,
    isTransactional: batch.isTransactional,
    isControl: batch.isControl,
  })
}

/** One magic 2 batch with the records of a set of old messages, judged on the way, or the refusal. */
export function convertedUp(
  bytes: Uint8Array,
  view: DataView,
  rules: AppendRules,
  place: AppendPlace,
): Uint8Array | RefusedAppend {
  const records: NewRecord[] = []
  const refusals = new RecordRefusals(rules, place)
  const codec = codecOfId(view.getInt8(17) & 7)
  let at = 0
  for (
    let size = wholeBatchSize(view, 0, bytes.length);
    size > 0;
    size = wholeBatchSize(view, at, bytes.length)
  ) {
    if (batchMagic(view, at) > 1) return refuse('INVALID_RECORD', 'message formats are mixed', true)
    if (at > 0 && (codec !== 'none' || (view.getInt8(at + 17) & 7) !== 0)) {
      return refuse('INVALID_RECORD', 'a compressed message must come alone', true)
    }
    if (batchSizeInBytes(view, at) > rules.maxMessageBytes) {
      return refuse(
        'MESSAGE_TOO_LARGE',
        `a message of ${size} bytes, ${rules.maxMessageBytes} allowed`,
        false,
      )
    }
    const take = (record: RecordView): void => {
      refusals.add(record, records.length)
      const { timestamp, key, value } = recordData(record)
      records.push({ timestamp, key, value })
    }
    forEachLegacyRecord(bytes, at, take, mostUnpackedBytes(rules))
    at += size
  }
  if (at !== bytes.length)
    return refuse('INVALID_RECORD', `${bytes.length - at} bytes after the last message`, true)
  if (!refusals.isEmpty) return refusals.refusal()
  const level = rules.compressionLevel
  return encodeBatch(records, {
    codec: rules.compression === 'producer' ? codec : rules.compression,
    ...(level === undefined ? {} : { level }),
  })
}
