/**
 * Whether a whole batch read from a file may be kept after a crash: its checksum is right, and its offsets
 * follow those before it. Formats 0 and 1 have one offset in their header, the last one.
 */
import { isLegacyCrcRight } from '@samsa/record/legacy-message-set'
import { batchBaseOffset, batchMagic, isBatchCrcRight } from '@samsa/record/record-batch'
import { lastOffsetOf } from './batch-facts.js'

/** Why not; '' when it may. `previousOffset` is the last one before it, or the segment's base less one. */
export function damage(bytes: Uint8Array, view: DataView, at: number, previousOffset: number): string {
  const isV2 = batchMagic(view, at) === 2
  const isRight = isV2 ? isBatchCrcRight(bytes, view, at) : isLegacyCrcRight(bytes, view, at)
  if (!isRight) return 'its checksum is wrong'
  const last = lastOffsetOf(view, at)
  const first = isV2 ? batchBaseOffset(view, at) : last
  if (first <= previousOffset || last < first)
    return `offsets ${first} to ${last} do not follow ${previousOffset}`
  return ''
}
