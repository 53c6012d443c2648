/**
 * What compaction may have taken from a log, and what not: the latest value of each key stays, and nothing older than
 * what is gone comes back. Says nothing of how far cleaning went, nor of transactions without a marker: one that was
 * not on the device yet may have gone with the power, after the cleaner had gone by it.
 */
import type { PartitionLog } from '@samsa/log'
import type { ExpectedProducers } from './expected-producers.js'
import type { ModelBatch, ModelRecord } from './model-batch.js'
import type { FoundBatch } from './read-log.js'

export interface TombstoneRules {
  readonly deleteRetentionMs: number
  readonly now: number
  /** Producers whose transactions may have ended otherwise than the markers tell that are left. */
  readonly doubtful: ReadonlySet<number>
  /** What made older records count no more may have been dropped with the end of the log. */
  readonly isThinned: boolean
  /** The cleaner looked at nothing below where the log once began. */
  readonly highestStart: number
}

/** `batches`: all that were written up to the log's end. */
export function checkCompaction(
  log: PartitionLog,
  batches: readonly ModelBatch[],
  producers: ExpectedProducers,
  found: readonly FoundBatch[],
  rules: TombstoneRules,
): string[] {
  const present = new Set(found.flatMap((batch) => batch.records.map((record) => record.offset)))
  const newer = new Map<string, { isMissing: boolean }>()
  const wrong: string[] = []
  for (const batch of [...batches].reverse()) {
    if (batch.marker !== undefined || producers.isAborted(batch) || producers.isOpen(batch)) continue
    const isDoubtful = batch.isTransactional && rules.doubtful.has(batch.producerId)
    for (const record of [...batch.records].reverse()) {
      if (record.offset < log.logStartOffset) continue
      if (isDoubtful) {
        const { key } = record
        if (key !== null) newer.set(key, { isMissing: newer.get(key)?.isMissing ?? false })
        continue
      }
      const problem = judge(record, present.has(record.offset), newer, rules)
      if (problem !== '') wrong.push(problem)
    }
  }
  return [...wrong, ...cleanedFindings(log, found, rules.highestStart)]
}

/** Where the cleaner has been each key is there once: else what it took has come back, and would stay. */
function cleanedFindings(log: PartitionLog, found: readonly FoundBatch[], highestStart: number): string[] {
  const { cleanedTo = 0, logStartOffset, logEndOffset } = log
  // Of a log that was cut: the cleaner begins anew.
  if (cleanedTo > logEndOffset) return []
  const start = Math.max(logStartOffset, highestStart)
  const seen = new Map<string, number>()
  const wrong: string[] = []
  for (const { offset, key } of found.flatMap((batch) => (batch.isControl ? [] : batch.records))) {
    if (offset < start || offset >= cleanedTo || key === '-') continue
    const before = seen.get(key)
    if (before !== undefined)
      wrong.push(`${key} is there at ${before} and at ${offset}, cleaned is all below ${cleanedTo}`)
    seen.set(key, offset)
  }
  return wrong
}

function judge(
  record: ModelRecord,
  isThere: boolean,
  newer: Map<string, { isMissing: boolean }>,
  rules: TombstoneRules,
): string {
  const { key, offset, value } = record
  if (key === null) return isThere ? '' : `${offset} has no key and is gone`
  const later = newer.get(key)
  newer.set(key, { isMissing: (later?.isMissing ?? false) || !isThere })
  if (isThere) return later?.isMissing === true ? `${offset} of ${key} is there, a newer one is gone` : ''
  if (later !== undefined || rules.isThinned) return ''
  if (value === null) {
    // Timestamps are up to 40 ms older than the records.
    const isOld = rules.now - record.timestamp >= rules.deleteRetentionMs
    return isOld ? '' : `${offset} is the tombstone of ${key} and is gone before its time`
  }
  return `${offset} is the latest of ${key} and is gone`
}
