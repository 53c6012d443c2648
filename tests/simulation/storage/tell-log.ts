/** What was written beside what was found, batch by batch: for the reader of a seed's story. */
import type { ModelBatch } from './model-batch.js'
import { saidOf } from './model-batch.js'
import type { FoundBatch } from './read-log.js'

export function tellLog(written: readonly ModelBatch[], found: readonly FoundBatch[]): string[] {
  const byBase = new Map(found.map((batch) => [batch.baseOffset, batch]))
  return written.map((batch) => {
    const { producerId, producerEpoch, baseSequence, isTransactional, marker } = batch
    const who =
      producerId < 0 ? '' : ` ${producerId}/${producerEpoch}#${baseSequence}${isTransactional ? ' T' : ''}`
    const there = byBase.get(batch.baseOffset)
    const present = new Set(there?.records.map(({ offset }) => offset))
    const records = batch.records.map((record) => `${present.has(record.offset) ? '' : '!'}${saidOf(record)}`)
    const state = there === undefined ? 'gone' : 'there'
    const where = `${batch.baseOffset}-${batch.lastOffset} e${batch.leaderEpoch}`
    return `    ${where}${who} ${marker ?? ''} ${state}: ${records.join(' ')}`
  })
}
