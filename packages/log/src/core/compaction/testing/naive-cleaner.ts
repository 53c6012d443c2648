/**
 * Kafka's rules of compaction, told as plainly as possible and as slowly as may be: over objects, with the
 * truth about transactions at hand, no bytes, no hashes, no indexes. What the cleaner leaves must be this.
 */
import type { LastOfProducer } from '../clean-batch.js'
import type { PlainBatch, PlainRecord } from './plain-batch.js'

export interface NaivePass {
  readonly batches: readonly PlainBatch[]
  /** Base offsets, the active segment's too. */
  readonly segments: readonly { readonly baseOffset: number; readonly lastModified: number }[]
  readonly aborted: ReadonlySet<number>
  readonly lastOfProducers: ReadonlyMap<number, LastOfProducer>
  readonly firstDirtyOffset: number
  readonly firstUncleanableOffset: number
  readonly mostKeys: number
  readonly now: number
  readonly deleteRetentionMs: number
}

/** The batches that remain, and where the next pass begins to look. */
export function cleanNaively(pass: NaivePass): { batches: PlainBatch[]; endOffset: number } {
  const { newest, latestOffset } = newestOffsets(pass)
  const endOffset = latestOffset + 1
  const cleanedTo = pass.segments.find((segment) => segment.baseOffset >= endOffset)?.baseOffset ?? Infinity
  const batches = pass.batches.flatMap((batch) => {
    if (batch.lastOffset >= cleanedTo) return [batch]
    const left = whatRemains(pass, batch, newest, latestOffset)
    return left === undefined ? [] : [left]
  })
  return { batches, endOffset }
}

/** Newest offset of each key in what is dirty, as far as there is room for keys. */
function newestOffsets(pass: NaivePass): { newest: Map<string, number>; latestOffset: number } {
  const { firstDirtyOffset, firstUncleanableOffset } = pass
  const newest = new Map<string, number>()
  let latestOffset = -1
  for (const batch of pass.batches) {
    if (batch.lastOffset < firstDirtyOffset || batch.lastOffset >= firstUncleanableOffset) continue
    const base = pass.segments.findLast((segment) => segment.baseOffset <= batch.lastOffset)?.baseOffset ?? 0
    if (base > firstDirtyOffset) latestOffset = Math.max(latestOffset, base - 1)
    const counts = !batch.isControl && !pass.aborted.has(batch.transaction)
    for (const { key, offset } of counts ? batch.records : []) {
      if (key === null || offset < firstDirtyOffset) continue
      if (newest.size === pass.mostKeys) return { newest, latestOffset }
      newest.set(key, offset)
      latestOffset = offset
    }
    latestOffset = batch.lastOffset
  }
  return { newest, latestOffset: firstUncleanableOffset - 1 }
}

function whatRemains(
  pass: NaivePass,
  batch: PlainBatch,
  newest: ReadonlyMap<string, number>,
  latestOffset: number,
): PlainBatch | undefined {
  const hasHorizon = batch.horizon >= 0
  const isPastHorizon = hasHorizon && batch.horizon <= pass.now
  const isSpentMarker =
    batch.isControl &&
    (batch.recordCount === 0 ||
      !pass.batches.some((other) => !other.isControl && other.transaction === batch.transaction))
  const keeps = (record: PlainRecord): boolean => {
    if (batch.isControl) return !(isSpentMarker && isPastHorizon)
    if (pass.aborted.has(batch.transaction)) return false
    if (record.offset > latestOffset) return true
    if (record.key === null) return false
    if (record.offset < (newest.get(record.key) ?? -1)) return false
    return record.value !== null || !tombstonesGo(pass, batch)
  }
  const records = batch.records.filter(keeps)
  if (records.length === 0) return mustStay(pass, batch) ? emptied(batch) : undefined
  const keepsTombstone = records.some((record) => record.value === null)
  const needsHorizon = !hasHorizon && (keepsTombstone || isSpentMarker)
  if (batch.magic === 2 && records.length === batch.records.length && !needsHorizon) return batch
  return thinned(batch, records, needsHorizon ? pass.now + pass.deleteRetentionMs : batch.horizon)
}

function tombstonesGo(pass: NaivePass, batch: PlainBatch): boolean {
  if (batch.magic === 2) return batch.horizon >= 0 && batch.horizon <= pass.now
  const segment = pass.segments.findLast(({ baseOffset }) => baseOffset <= batch.lastOffset)
  const cleaned = pass.segments.findLast(({ baseOffset }) => baseOffset < pass.firstDirtyOffset)
  const horizon = cleaned === undefined ? 0 : cleaned.lastModified - pass.deleteRetentionMs
  return (segment?.lastModified ?? 0) <= horizon
}

/** What is known of producers, and of the log's end, must not be lost with the records. */
function mustStay(pass: NaivePass, batch: PlainBatch): boolean {
  if (batch.lastOffset + 1 === pass.firstUncleanableOffset) return true
  const last = batch.producerId < 0 ? undefined : pass.lastOfProducers.get(batch.producerId)
  if (last === undefined) return false
  if (last.lastDataOffset >= 0) return last.lastDataOffset === batch.lastOffset
  return batch.isControl && batch.producerEpoch === last.producerEpoch
}

function emptied(batch: PlainBatch): PlainBatch {
  const { bytes: _, ...rest } = batch
  return { ...rest, magic: 2, codec: 'none', horizon: -1, baseTimestamp: -1, records: [], recordCount: 0 }
}

/** What is left is of magic 2 always. An older message tells its offsets anew. */
function thinned(batch: PlainBatch, records: readonly PlainRecord[], horizon: number): PlainBatch {
  const { bytes: _, ...rest } = batch
  const first = records[0] as PlainRecord
  const last = records.at(-1) as PlainRecord
  return {
    ...rest,
    ...(batch.magic === 2 ? {} : { magic: 2, baseOffset: first.offset, lastOffset: last.offset }),
    records,
    recordCount: records.length,
    horizon,
    baseTimestamp: horizon >= 0 ? horizon : first.timestamp,
    maxTimestamp: batch.isAppendTime
      ? batch.maxTimestamp
      : Math.max(-1, ...records.map(({ timestamp }) => timestamp)),
  }
}
