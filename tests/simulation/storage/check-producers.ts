/** What a log knows of its producers, and the last stable offset, against the model's own replay. */
import type { PartitionLog } from '@samsa/log'
import { ExpectedProducers } from './expected-producers.js'
import type { ModelBatch } from './model-batch.js'
import type { PartitionModel } from './partition-model.js'

/** `expected`: by all that was written up to the log's end. */
export function checkProducers(
  log: PartitionLog,
  expectedOnes: ExpectedProducers,
  { forgotten, renewed, highestStart }: PartitionModel,
): string[] {
  const wrong: string[] = []
  const start = Math.max(log.logStartOffset, highestStart)
  const known = new Map([...log.producers()].map((entry) => [entry.producerId, entry]))
  for (const [producerId, expected] of expectedOnes.all) {
    const entry = known.get(producerId)
    known.delete(producerId)
    if (forgotten.has(producerId)) continue
    if (entry === undefined) {
      // What lies before the log's start may be forgotten, and what was never more than a marker.
      if (expected.lastSeenOffset >= start) wrong.push(`producer ${producerId} is not known`)
      continue
    }
    const isBehind = expected.lastOffset < start
    const lastSequence = entry.batches.at(-1)?.lastSequence ?? -1
    if (entry.producerEpoch !== expected.epoch) {
      wrong.push(
        `producer ${producerId} is known with epoch ${entry.producerEpoch}, it has ${expected.epoch}`,
      )
    }
    if (lastSequence !== expected.lastSequence && !(isBehind && lastSequence === -1)) {
      const message = `is known with sequence ${lastSequence}, it wrote ${expected.lastSequence}`
      wrong.push(`producer ${producerId} ${message} at ${expected.lastOffset}`)
    }
    const begun = entry.transactionFirstOffset
    const knownFrom = Math.max(start, renewed.get(producerId) ?? 0)
    const isCut = expected.transactionFirstOffset >= 0 && expected.transactionFirstOffset < knownFrom
    if (begun !== expected.transactionFirstOffset && !isCut) {
      const message = `transaction is known from ${begun}, it began at ${expected.transactionFirstOffset}`
      wrong.push(`producer ${producerId}'s ${message}`)
    }
  }
  for (const producerId of known.keys())
    if (!forgotten.has(producerId)) wrong.push(`producer ${producerId} never wrote here`)
  return wrong
}

/**
 * The first offset of a transaction that is open at the high watermark, else that. What a marker above it has ended
 * may be forgotten at a start, as in Kafka: snapshots tell only of open transactions.
 */
export function stableOffsetFindings(log: PartitionLog, model: PartitionModel): string[] {
  const { batches, forgotten, renewed, highestStart } = model
  if (forgotten.size > 0) return []
  const { highWatermark, logStartOffset, lastStableOffset } = log
  const least = firstOpen(batches.filter((batch) => batch.lastOffset < highWatermark))
  const most = firstOpen(batches, renewed)
  if (least < Math.max(logStartOffset, highestStart)) return []
  const isRight =
    lastStableOffset >= Math.min(least, highWatermark) && lastStableOffset <= Math.min(most, highWatermark)
  return isRight ? [] : [`LSO ${lastStableOffset}, expected ${least} at the high watermark ${highWatermark}`]
}

/** `renewed`: by producer, where the transactions begin that are surely known. */
function firstOpen(batches: readonly ModelBatch[], renewed?: ReadonlyMap<number, number>): number {
  let first = Number.POSITIVE_INFINITY
  for (const [producerId, { transactionFirstOffset }] of new ExpectedProducers(batches).all) {
    if (transactionFirstOffset < (renewed?.get(producerId) ?? 0)) continue
    first = Math.min(first, transactionFirstOffset)
  }
  return first
}
