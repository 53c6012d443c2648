/**
 * Looks at the offset and time index of a segment before they are first trusted, and builds them anew from its
 * batches when they cannot be right: also after a clean stop, when another program or a person may have had the files.
 * Never blocks the event loop on the device.
 */
import { lastOffsetOf, maxTimestampOf } from '../core/batch-facts.js'
import { SegmentTail } from '../core/segment-tail.js'
import { BatchScan, scanLater } from './batch-scan.js'
import type { LogState } from './log-state.js'
import type { Segment } from './segment.js'

const CHUNK_BYTES = 1024 * 1024

/** undefined: they may be trusted already. Rejects with DiskError. */
export function soundIndexes(log: LogState, segment: Segment): Promise<void> | undefined {
  if (segment.areIndexesSound) return undefined
  segment.check ??= check(log, segment).finally(() => {
    segment.check = undefined
  })
  return segment.check
}

async function check(log: LogState, segment: Segment): Promise<void> {
  const next = log.segments.after(segment.baseOffset)
  const span = (next?.baseOffset ?? Number.POSITIVE_INFINITY) - segment.baseOffset
  const problem = await segment.indexProblem(span)
  if (problem === '' || segment.isLeaving || segment === log.segments.active) {
    segment.areIndexesSound = true
    return
  }
  const facts = { log: log.folder, segment: segment.baseOffset, because: problem }
  log.context.host.log.write('warn', 'an index of a segment is built anew', facts)
  await rebuild(log, segment)
}

async function rebuild(log: LogState, segment: Segment): Promise<void> {
  const tail = new SegmentTail(segment.baseOffset, 0, 0)
  const { size } = segment
  const isOther = (): boolean => segment.isLeaving || segment.size !== size || log.deleted
  if (isOther()) return
  segment.offsetIndex.truncate(0)
  segment.timeIndex.truncate(0)
  const scan = new BatchScan(
    0,
    size,
    (_bytes, view, at, position, bytes) => {
      if (isOther()) return 'the segment has changed'
      const last = lastOffsetOf(view, at)
      const entries = tail.add(bytes, last, maxTimestampOf(view, at), log.settings.indexIntervalBytes)
      if (entries !== 0) segment.addEntries(entries, tail, last, position)
      return ''
    },
    CHUNK_BYTES,
  )
  await scanLater(segment.log, scan)
  if (isOther()) return
  if (tail.takesTimeEntry()) segment.addTimeEntry(tail)
  segment.areIndexesSound = true
  await segment.syncIndexes()
}
