/**
 * The walk over the records of one produced batch: that they are as many, and numbered, as the header says,
 * have keys where the topic is compacted, and times within its bounds. Owns the per-record errors (KIP-467)
 * and their order. Does not judge headers of batches; no object per record unless it is refused.
 */
import {
  BATCH_OVERHEAD,
  batchAttributes,
  batchBaseTimestamp,
  batchMaxTimestamp,
  batchRecordCount,
  batchSizeInBytes,
  isLogAppendTime,
} from '@samsa/record/record-batch'
import { openBatch } from '@samsa/record/record'
import type { RecordView } from '@samsa/record/record-cursor'
import { LOOK_CLOSER, scanRecords } from '@samsa/record/scan-records'
import { type AppendPlace, type AppendRules, type RefusedAppend, refuse } from './append-rules.js'
import type { RecordError } from './append-result.js'

const ERRORS_IN_MESSAGE = 3
/** Nobody sends more than this in a batch in good faith, however large batches may be once compressed. */
const LEAST_UNPACKED_BYTES = 32 * 1024 * 1024
const UNPACKED_PER_PACKED_BYTE = 4
const NO_BOUND = Number.MAX_SAFE_INTEGER

/** What a batch may unpack to while the broker judges or rewrites it: it serves nobody else meanwhile. */
export function mostUnpackedBytes(rules: AppendRules): number {
  return Math.max(LEAST_UNPACKED_BYTES, rules.maxMessageBytes * UNPACKED_PER_PACKED_BYTE)
}

/** Whether a compressed batch has to be unpacked to be judged: keys and times can only be seen inside. */
export function mustUnpack(view: DataView, at: number, rules: AppendRules, now: number): boolean {
  if (rules.compacts) return true
  if (rules.timestampType === 'LogAppendTime') return false
  return (
    rules.timestampBeforeMaxMs < NO_BOUND || batchMaxTimestamp(view, at) - now > rules.timestampAfterMaxMs
  )
}

/**
 * The largest time of the records of an uncompressed batch by the quick look alone; undefined when only
 * `walkRecords` can tell, be it that something is wrong or merely unusual.
 */
export function scannedMaxTimestamp(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  rules: AppendRules,
  now: number,
): number | undefined {
  const judgesTimes = rules.timestampType === 'CreateTime'
  if (isLogAppendTime(batchAttributes(view, at)) || (judgesTimes && rules.timestampBeforeMaxMs < NO_BOUND))
    return undefined
  const end = at + batchSizeInBytes(view, at)
  const delta = scanRecords(bytes, at + BATCH_OVERHEAD, end, batchRecordCount(view, at), rules.compacts)
  if (delta === LOOK_CLOSER) return undefined
  const maxTimestamp = batchBaseTimestamp(view, at) + delta
  if (!Number.isSafeInteger(maxTimestamp) || maxTimestamp < -1) return undefined
  return judgesTimes && maxTimestamp - now > rules.timestampAfterMaxMs ? undefined : maxTimestamp
}

/**
 * The largest time of the records, -1 for none, or the refusal. Throws CorruptRecord on malformed records.
 */
export function walkRecords(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  rules: AppendRules,
  place: AppendPlace,
): number | RefusedAppend {
  const count = batchRecordCount(view, at)
  const cursor = openBatch(bytes, view, at, mostUnpackedBytes(rules))
  const latest = place.now + rules.timestampAfterMaxMs
  const earliest = rules.timestampBeforeMaxMs < NO_BOUND ? place.now - rules.timestampBeforeMaxMs : -Infinity
  const judgesTimes = rules.timestampType === 'CreateTime'
  const firstOffset = cursor.baseOffset
  let errors: RecordRefusals | undefined
  let maxTimestamp = -1
  for (let index = 0; index < count; index++) {
    cursor.next()
    const { timestamp } = cursor
    if (timestamp > maxTimestamp) maxTimestamp = timestamp
    if (cursor.offset - firstOffset !== index) {
      return refuse('INVALID_RECORD', `record ${index} has offset delta ${cursor.offset - firstOffset}`, true)
    }
    const isLate = judgesTimes && timestamp !== -1 && (timestamp > latest || timestamp < earliest)
    if (!isLate && !(rules.compacts && cursor.keyLength < 0)) continue
    errors ??= new RecordRefusals(rules, place)
    errors.add(cursor, index)
  }
  if (!cursor.isAtEnd) return refuse('INVALID_RECORD', `more bytes than the ${count} records announced`, true)
  return errors === undefined ? maxTimestamp : errors.refusal()
}

/** Collects the records at fault. A record without a key is told so first, then of its time. */
export class RecordRefusals {
  readonly #errors: RecordError[] = []
  #mistimed = false

  constructor(
    readonly rules: AppendRules,
    readonly place: AppendPlace,
  ) {}

  get isEmpty(): boolean {
    return this.#errors.length === 0
  }

  /** Judges one record; keeps an error if there is one. */
  add(record: RecordView, index: number): void {
    const { rules, place } = this
    if (rules.compacts && record.keyLength < 0) {
      const message = `${rules.topicPartition} is compacted: its records need a key`
      this.#errors.push({ batchIndex: index, message })
      return
    }
    const { timestamp } = record
    if (rules.timestampType !== 'CreateTime' || timestamp === -1) return
    const earliest = place.now - rules.timestampBeforeMaxMs
    const latest = place.now + rules.timestampAfterMaxMs
    if (timestamp >= earliest && timestamp <= latest) return
    this.#mistimed = true
    const message = `time ${timestamp} of record ${index} is not between ${earliest} and ${latest}`
    this.#errors.push({ batchIndex: index, message })
  }

  /** The refusal of all of them. */
  refusal(): RefusedAppend {
    const recordErrors = this.#errors
    if (this.#mistimed) {
      const message = 'records were refused because of their timestamps'
      return { error: 'INVALID_TIMESTAMP', message, recordErrors, answersLogStart: true }
    }
    const shown = recordErrors.slice(0, ERRORS_IN_MESSAGE).map((one) => `[${one.batchIndex}] ${one.message}`)
    const message = `${recordErrors.length} records were refused, the first of them: ${shown.join('; ')}`
    return { error: 'INVALID_RECORD', message, recordErrors, answersLogStart: true }
  }
}
