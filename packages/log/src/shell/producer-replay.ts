/**
 * The state of a log's producers at an offset, from the newest snapshot at or below it and the batches in between.
 */
import { batchBaseOffset, batchMagic } from '@samsa/record/record-batch'
import { lastOffsetOf } from '../core/batch-facts.js'
import { ProducerState } from '../core/producer-state.js'
import { BatchScan, scanLater, scanNow } from './batch-scan.js'
import type { LogContext } from './log-context.js'
import { type LogState, updateLastStableOffset } from './log-state.js'
import type { Segment } from './segment.js'
import type { SnapshotFiles } from './snapshot-files.js'

export interface ReplayedLog {
  readonly context: LogContext
  readonly snapshots: SnapshotFiles
  readonly producers: ProducerState
  readonly knownProducers: ProducerState | undefined
  readonly logStartOffset: number
}

/** Brings `log.producers` to what they were when `upTo` was the log's end. Reads synchronously. */
export function replayProducers(log: ReplayedLog, segments: readonly Segment[], upTo: number): void {
  const { clock } = log.context.host
  const snapshot = log.snapshots.latest(upTo, log.logStartOffset)
  const entries = snapshot?.entries ?? []
  const from = snapshot?.offset ?? log.logStartOffset
  if (log.knownProducers === undefined && entries.length === 0 && from >= upTo) return
  log.producers.restore(entries, clock.wall(), log.context.producerExpirationMs)
  if (from >= upTo) return
  segments.forEach((segment, index) => {
    const end = segments[index + 1]?.baseOffset ?? upTo
    if (end <= from || segment.baseOffset >= upTo || segment.size === 0) return
    scanNow(segment.log.file, replayScan(log.producers, segment, from, upTo))
  })
}

/**
 * Brings `log.producers` to what they are at the log's end, after it was cut, without ever blocking the event loop on
 * the device. Nothing may be appended meanwhile; after another cut it begins anew. Rejects with DiskError.
 */
export async function restoreProducers(log: LogState): Promise<void> {
  // None was known, so that there is none in what is left.
  while (log.knownProducers !== undefined) {
    const { cuts } = log
    const producers = await replayed(log, log.segments.all, log.logEndOffset)
    if (log.cuts !== cuts) continue
    producers.onHighWatermark(log.highWatermark)
    log.producers = producers
    log.areProducersStale = false
    updateLastStableOffset(log)
    return
  }
}

async function replayed(
  log: ReplayedLog,
  segments: readonly Segment[],
  upTo: number,
): Promise<ProducerState> {
  const producers = new ProducerState()
  const snapshot = log.snapshots.latest(upTo, log.logStartOffset)
  const { host, producerExpirationMs } = log.context
  producers.restore(snapshot?.entries ?? [], host.clock.wall(), producerExpirationMs)
  const from = snapshot?.offset ?? log.logStartOffset
  const all = [...segments]
  for (const [index, segment] of all.entries()) {
    const end = all[index + 1]?.baseOffset ?? upTo
    if (from >= upTo || end <= from || segment.baseOffset >= upTo || segment.size === 0) continue
    await scanLater(segment.log, replayScan(producers, segment, from, upTo))
  }
  return producers
}

function replayScan(producers: ProducerState, segment: Segment, from: number, upTo: number): BatchScan {
  const start = from > segment.baseOffset ? segment.positionFor(from) : 0
  return new BatchScan(start, segment.size, (bytes, view, at) => {
    if (batchBaseOffset(view, at) >= upTo) return 'the end'
    if (batchMagic(view, at) === 2 && lastOffsetOf(view, at) >= from) producers.apply(bytes, view, at)
    return ''
  })
}
