/**
 * What a log serves, read as consumers read it: by fetches of any size from the start to the end, batch by batch,
 * checksums looked at. A batch whose checksum is wrong is told as such: that is what a client would do with it.
 */
import type { PartitionLog } from '@samsa/log'
import {
  batchAttributes,
  batchBaseOffset,
  batchLastOffsetDelta,
  batchLeaderEpoch,
  batchProducerId,
  batchSizeInBytes,
  isBatchCrcRight,
  isControlBatch,
  isTransactionalBatch,
  recordsOf,
} from '@samsa/record'
import { saidBy } from './model-batch.js'

export interface FoundRecord {
  readonly offset: number
  readonly said: string
  readonly key: string
}

export interface FoundBatch {
  readonly baseOffset: number
  readonly lastOffset: number
  readonly leaderEpoch: number
  readonly producerId: number
  readonly isTransactional: boolean
  readonly isControl: boolean
  /** A client would refuse it. */
  readonly isCorrupt: boolean
  readonly records: readonly FoundRecord[]
}

/**
 * All batches, or why they cannot be read. `chunk` draws how much each fetch asks for. `mayEndEmpty`: the last segments
 * may hold nothing.
 */
export async function readLog(
  log: PartitionLog,
  chunk: () => number,
  mayEndEmpty: boolean,
): Promise<{ batches: FoundBatch[]; problem: string }> {
  const batches: FoundBatch[] = []
  const { logStartOffset, logEndOffset } = log
  for (let offset = logStartOffset; offset < logEndOffset; ) {
    const read = await log.read(offset, chunk(), logEndOffset, true)
    if (read.error !== '') return { batches, problem: `a read at ${offset} said ${read.error}` }
    if (read.nextOffset <= offset) {
      // What compaction took from the end of a log is no reason to stop, but there must be nothing.
      return { batches, problem: mayEndEmpty ? '' : `nothing more to read at ${offset} of ${logEndOffset}` }
    }
    for (const batch of batchesIn(read.bytes)) {
      const last = batches.at(-1)
      if (last !== undefined && batch.baseOffset <= last.lastOffset) {
        return { batches, problem: `${batch.baseOffset} follows ${last.lastOffset}` }
      }
      batches.push(batch)
      // A client stops here, and so does what the batch says of offsets.
      if (batch.isCorrupt) return { batches, problem: '' }
    }
    offset = read.nextOffset
  }
  return { batches, problem: '' }
}

export function batchesIn(bytes: Uint8Array): FoundBatch[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found: FoundBatch[] = []
  for (let at = 0; at < bytes.length; at += batchSizeInBytes(view, at)) {
    found.push(batchAt(bytes, view, at))
  }
  return found
}

function batchAt(bytes: Uint8Array, view: DataView, at: number): FoundBatch {
  const attributes = batchAttributes(view, at)
  const baseOffset = batchBaseOffset(view, at)
  const isCorrupt = !isBatchCrcRight(bytes, view, at)
  const records: FoundRecord[] = []
  if (!isCorrupt) {
    for (const record of recordsOf(bytes.subarray(at, at + batchSizeInBytes(view, at)))) {
      const said = saidBy(record)
      records.push({ offset: record.offset, said, key: said.slice(0, said.indexOf('=')) })
    }
  }
  return {
    baseOffset,
    lastOffset: baseOffset + batchLastOffsetDelta(view, at),
    leaderEpoch: batchLeaderEpoch(view, at),
    producerId: batchProducerId(view, at),
    isTransactional: isTransactionalBatch(attributes),
    isControl: isControlBatch(attributes),
    isCorrupt,
    records,
  }
}
