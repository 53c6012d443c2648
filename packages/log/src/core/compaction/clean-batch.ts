/**
 * The second half of a cleaning pass: what remains of one batch. Owns the rules for records (newest of its
 * key, tombstones until their horizon), for batches (aborted data, markers without data, empty ones that keep
 * what is known of a producer or of the log's end) and for the delete horizon (KIP-534). Batches of which all
 * remains stay as they are, byte for byte; messages of older formats become batches of magic 2. Refuses, as
 * CorruptRecord, batches whose checksum is wrong.
 */
import {
  batchAttributes,
  batchBaseTimestamp,
  batchLastOffsetDelta,
  batchBaseOffset,
  batchMagic,
  batchProducerEpoch,
  batchProducerId,
  batchRecordCount,
  hasDeleteHorizon,
  isControlBatch,
} from '@samsa/record/record-batch'
import type { CleanedTransactions } from './cleaned-transactions.js'
import { cleanLegacyMessage } from './clean-legacy-message.js'
import type { OffsetMap } from './offset-map.js'
import { type RecordWalker, walkBatch } from './record-walker.js'
import { emptiedBatch, thinnedBatch } from './rewrite-batch.js'
import type { RewriteRoom } from './rewrite-room.js'

/** What the log knows of a producer that is not forgotten yet. */
export interface LastOfProducer {
  /** Offset of its last data record, -1 when no batch of it is known. */
  readonly lastDataOffset: number
  readonly producerEpoch: number
}

/** By what a segment is cleaned. */
export interface CleaningRules {
  readonly map: OffsetMap
  readonly transactions: CleanedTransactions
  /** Of the pass. */
  readonly room: RewriteRoom
  readonly lastOfProducers: ReadonlyMap<number, LastOfProducer>
  /** Where the pass ends: the batch that ends there is never dropped, so that the log's end stays known. */
  readonly firstUncleanableOffset: number
  readonly now: number
  readonly deleteRetentionMs: number
  /** Formats 0 and 1: whether the segment is too young to lose its tombstones (see `legacyDeleteHorizon`). */
  readonly retainLegacyDeletes: boolean
}

/** What remains of a batch. */
export interface CleanedBatch {
  readonly keep: 'whole' | 'rewritten' | 'none'
  /**
   * The batch to be written: a view of the given bytes where it is whole, empty where it is none, else one that is
   * valid until the next batch is cleaned.
   */
  readonly bytes: Uint8Array
  readonly recordsRead: number
  readonly recordsKept: number
  /** Records without a key, which a compacted log cannot keep. */
  readonly keylessRecords: number
}

/** What the look at a batch's records found. */
interface Sifted {
  /** Where the kept records begin. */
  readonly kept: readonly number[]
  readonly recordsRead: number
  readonly keylessRecords: number
  readonly keepsTombstones: boolean
}

const NOTHING = new Uint8Array(0)

/**
 * Cleans the whole batch of `size` bytes at `at`, of any format. Batches must come in the order of their
 * offsets, once each in a pass.
 */
export function cleanBatch(
  rules: CleaningRules,
  bytes: Uint8Array,
  view: DataView,
  at: number,
  size: number,
): CleanedBatch {
  if (batchMagic(view, at) < 2) {
    rules.transactions.onBatch(view, at)
    return cleanLegacyMessage(rules, bytes, view, at)
  }
  const attributes = batchAttributes(view, at)
  const isControl = isControlBatch(attributes)
  const isSpent = isControl
    ? rules.transactions.onControlBatch(bytes, view, at)
    : rules.transactions.onBatch(view, at)
  const horizon = hasDeleteHorizon(attributes) ? batchBaseTimestamp(view, at) : -1
  const dropsAll = isSpent && (!isControl || (horizon >= 0 && horizon <= rules.now))
  const staysEmpty = isLastOfProducer(rules, view, at, isControl) || endsPass(rules, view, at)
  const recordCount = batchRecordCount(view, at)
  if (dropsAll || recordCount === 0) {
    if (!staysEmpty) return gone(recordCount, 0)
    return { keep: 'rewritten', bytes: emptiedBatch(bytes, view, at), ...counts(recordCount, 0, 0) }
  }
  const records = walkBatch(bytes, view, at, size)
  const sifted = sift(rules, records, view, at, { isControl, horizon })
  if (sifted.kept.length === 0) {
    if (!staysEmpty) return gone(sifted.recordsRead, sifted.keylessRecords)
    const stats = counts(sifted.recordsRead, 0, sifted.keylessRecords)
    return { keep: 'rewritten', bytes: emptiedBatch(bytes, view, at), ...stats }
  }
  return remains(rules, bytes, view, at, { size, records, sifted, horizon, isSpent })
}

function remains(
  rules: CleaningRules,
  bytes: Uint8Array,
  view: DataView,
  at: number,
  found: { size: number; records: RecordWalker; sifted: Sifted; horizon: number; isSpent: boolean },
): CleanedBatch {
  const { size, records, sifted, horizon, isSpent } = found
  const { kept, recordsRead, keylessRecords, keepsTombstones } = sifted
  const needsHorizon = horizon < 0 && (keepsTombstones || isSpent)
  const stats = counts(recordsRead, kept.length, keylessRecords)
  if (kept.length === recordsRead && !needsHorizon) {
    return { keep: 'whole', bytes: bytes.subarray(at, at + size), ...stats }
  }
  const newHorizon = needsHorizon ? rules.now + rules.deleteRetentionMs : horizon
  const rewritten = thinnedBatch(rules.room, bytes, view, at, records, kept, newHorizon)
  return { keep: 'rewritten', bytes: rewritten, ...stats }
}

/** Which records of a batch stay. All of a marker's do until its time has come. */
function sift(
  rules: CleaningRules,
  records: RecordWalker,
  view: DataView,
  at: number,
  batch: { isControl: boolean; horizon: number },
): Sifted {
  const { map, now } = rules
  const baseOffset = batchBaseOffset(view, at)
  const keepsDeletes = batch.horizon < 0 || now < batch.horizon
  const recordCount = batchRecordCount(view, at)
  const kept: number[] = []
  let keylessRecords = 0
  let keepsTombstones = false
  for (let left = recordCount; left > 0; left--) {
    records.next()
    const offset = baseOffset + records.offsetDelta
    if (!batch.isControl && offset <= map.latestOffset) {
      if (records.keyLength < 0) {
        keylessRecords++
        continue
      }
      if (!records.hasValue && !keepsDeletes) continue
      const { keyStart } = records
      if (offset < map.get(records.bytes, keyStart, keyStart + records.keyLength)) continue
    }
    kept.push(records.start)
    if (!records.hasValue) keepsTombstones = true
  }
  records.finish(recordCount)
  return { kept, recordsRead: recordCount, keylessRecords, keepsTombstones }
}

/** Whether the batch shows a producer's last sequence or, where it has no data left, its epoch. */
function isLastOfProducer(rules: CleaningRules, view: DataView, at: number, isControl: boolean): boolean {
  const producerId = batchProducerId(view, at)
  const last = producerId < 0 ? undefined : rules.lastOfProducers.get(producerId)
  if (last === undefined) return false
  if (last.lastDataOffset < 0) return isControl && batchProducerEpoch(view, at) === last.producerEpoch
  return batchBaseOffset(view, at) + batchLastOffsetDelta(view, at) === last.lastDataOffset
}

function endsPass(rules: CleaningRules, view: DataView, at: number): boolean {
  return batchBaseOffset(view, at) + batchLastOffsetDelta(view, at) + 1 === rules.firstUncleanableOffset
}

function gone(recordsRead: number, keylessRecords: number): CleanedBatch {
  return { keep: 'none', bytes: NOTHING, ...counts(recordsRead, 0, keylessRecords) }
}

function counts(
  recordsRead: number,
  recordsKept: number,
  keylessRecords: number,
): Pick<CleanedBatch, 'recordsRead' | 'recordsKept' | 'keylessRecords'> {
  return { recordsRead, recordsKept, keylessRecords }
}
