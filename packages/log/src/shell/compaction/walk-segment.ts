/**
 * The batches of one segment's file in order, read in pieces of a pass's size. Refuses, as CorruptRecord, a file
 * that does not end with a whole batch or is shorter than its log says.
 */
import { CorruptRecord } from '@samsa/record/corrupt-record'
import { logFileName } from '../../core/file-names.js'
import { BatchScan } from '../batch-scan.js'
import type { CompactionIo } from './compaction-io.js'
import type { CompactionRequest } from './compaction-request.js'

/** False: go no further. */
type Visit = (bytes: Uint8Array, view: DataView, at: number, position: number, size: number) => boolean

/** `written`: bytes written so far, which count for the pace too. Rejects with DiskError, CompactionAborted. */
export async function walkSegment(
  io: CompactionIo,
  request: CompactionRequest,
  segment: { readonly baseOffset: number; readonly size: number; readonly from: number },
  visit: Visit,
  written: () => number = () => 0,
): Promise<void> {
  const file = io.disk.open(`${request.folder}/${logFileName(segment.baseOffset, 'log')}`, 'read')
  try {
    let stopped = false
    const scan = new BatchScan(
      segment.from,
      segment.size,
      (bytes, view, at, position, size) => {
        stopped = !visit(bytes, view, at, position, size)
        return stopped ? 'enough' : ''
      },
      request.ioBytes,
    )
    for (let want = scan.next(); want !== undefined; want = scan.next()) {
      const before = written()
      const count = await io.read(file, want.into, want.position)
      scan.accept(count)
      await io.afterStep(count + written() - before)
    }
    if (!stopped && scan.problem !== '') throw new CorruptRecord('CORRUPT_MESSAGE', scan.problem)
  } finally {
    await file.close()
  }
}
