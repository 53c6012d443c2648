/**
 * The state of a log's producers at an offset, from the newest snapshot at or below it and the batches in between.
 */
import { batchBaseOffset, batchMagic } from '@samsa/record/record-batch'
import { lastOffsetOf } from '../core/batch-facts.js'
import type { ProducerState } from '../core/producer-state.js'
import { BatchScan, scanNow } from './batch-scan.js'
import type { LogContext } from './log-context.js'
import type { Segment } from './segment.js'
import type { SnapshotFiles } from './snapshot-files.js'

export interface ReplayedLog {
  readonly context: LogContext
  readonly snapshots: SnapshotFiles
  readonly producers: ProducerState
  readonly logStartOffset: number
}

/** Brings `log.producers` to what they were when `upTo` was the log's end. Reads synchronously. */
export function replayProducers(log: ReplayedLog, segments: readonly Segment[], upTo: number): void {
  const { clock } = log.context.host
  const snapshot = log.snapshots.latest(upTo, log.logStartOffset)
  log.producers.restore(snapshot?.entries ?? [], clock.wall(), log.context.producerExpirationMs)
  const from = snapshot?.offset ?? log.logStartOffset
  if (from >= upTo) return
  segments.forEach((segment, index) => {
    const end = segments[index + 1]?.baseOffset ?? upTo
    if (end <= from || segment.baseOffset >= upTo || segment.size === 0) return
    replaySegment(log.producers, segment, from, upTo)
  })
}

function replaySegment(producers: ProducerState, segment: Segment, from: number, upTo: number): void {
  const start = from > segment.baseOffset ? segment.positionFor(from) : 0
  const scan = new BatchScan(start, segment.size, (bytes, view, at) => {
    if (batchBaseOffset(view, at) >= upTo) return 'the end'
    if (batchMagic(view, at) === 2 && lastOffsetOf(view, at) >= from) producers.apply(bytes, view, at)
    return ''
  })
  scanNow(segment.log.file, scan)
}
