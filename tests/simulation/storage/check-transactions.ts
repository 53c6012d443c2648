/** The aborted transactions a log tells of, and what a reader of committed data gets with them. */
import type { PartitionLog } from '@samsa/log'
import type { AbortedRange, ExpectedProducers } from './expected-producers.js'
import type { PartitionModel } from './partition-model.js'
import type { FoundBatch } from './read-log.js'

export function checkTransactions(
  log: PartitionLog,
  producers: ExpectedProducers,
  found: readonly FoundBatch[],
  { deletedTo, highestStart }: PartitionModel,
  compacts: boolean,
): string[] {
  const { aborted } = producers
  const told = log.abortedTransactions(log.logStartOffset, log.logEndOffset)
  const wrong: string[] = []
  const start = Math.max(log.logStartOffset, highestStart)
  const seen = new Set<string>()
  for (const range of told) {
    const name = nameOf(range)
    if (seen.has(name)) wrong.push(`the aborted transaction ${name} is told of twice`)
    seen.add(name)
    // Recovery does not look below the log's start, wherever that was then, nor at what the cleaner took.
    const isKnown = aborted.some(
      ({ producerId, firstOffset, lastOffset }) =>
        producerId === range.producerId &&
        lastOffset === range.lastOffset &&
        (firstOffset === range.firstOffset ||
          (firstOffset < range.firstOffset && (compacts || firstOffset < deletedTo))),
    )
    if (!isKnown) wrong.push(`a transaction ${name} is told of as aborted, and was not`)
  }
  for (const batch of found) {
    if (!batch.isTransactional || batch.isControl || batch.lastOffset < start) continue
    const wasAborted = isWithin(aborted, batch)
    if (batch.records.length > 0 && wasAborted !== isWithin(told, batch)) {
      const view = wasAborted ? 'was aborted and would be shown' : 'was not aborted and would be hidden'
      wrong.push(`the batch at ${batch.baseOffset} ${view}`)
    }
  }
  return wrong
}

function nameOf({ producerId, firstOffset, lastOffset }: AbortedRange): string {
  return `${producerId}:${firstOffset}-${lastOffset}`
}

/** A reader hides a producer's batches from the first offset to the marker. */
function isWithin(ranges: readonly AbortedRange[], batch: FoundBatch): boolean {
  return ranges.some(
    ({ producerId, firstOffset, lastOffset }) =>
      producerId === batch.producerId && batch.lastOffset >= firstOffset && batch.baseOffset <= lastOffset,
  )
}
