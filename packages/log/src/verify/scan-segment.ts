/**
 * Walks the batches of a segment file and goes on behind what is no sound batch: at the batch that the damaged one's
 * size leads to, or else at the next bytes that are one by their checksum. Memory is bounded by the largest batch.
 */
import {
  BATCH_OVERHEAD,
  batchBaseOffset,
  batchLength,
  batchMagic,
  batchSizeInBytes,
  isBatchCrcRight,
  LOG_OVERHEAD,
  MIN_BATCH_SIZE,
} from '@samsa/record/record-batch'
import { isLegacyCrcRight } from '@samsa/record/legacy-message-set'
import { PREFIX_BYTES, lastOffsetOf } from '../core/batch-facts.js'
import { LAST_RELATIVE_OFFSET } from '../core/offset-index.js'
import { damage } from '../core/sound-batch.js'
import type { FileWindow } from './file-window.js'

/** Bytes that are no sound batch. `to` is where the next one begins, or the file's end. */
export interface BadRegion {
  readonly from: number
  readonly to: number
  readonly problem: string
  /** The offset that should come here, at least. */
  readonly offset: number
  /** No sound batch follows. */
  readonly isLast: boolean
}

export interface SegmentVisitor {
  /** A sound batch, borrowed: it lies in the window until this returns. A promise is awaited. */
  batch(window: FileWindow, position: number, size: number): undefined | Promise<void>
  bad(region: BadRegion): void
}

/** A size above this is believed only when what follows it looks like a batch. */
const DOUBTFUL_BYTES = 16 * 1024 * 1024

/** Offset after the last sound batch. Rejects with DiskError. */
export async function scanSegment(
  window: FileWindow,
  baseOffset: number,
  visitor: SegmentVisitor,
): Promise<number> {
  let previous = baseOffset - 1
  let position = 0
  while (position < window.size) {
    let problem = await problemAt(window, position, baseOffset, previous)
    if (problem === '') problem = await contradiction(window, position, previous)
    if (problem === '') {
      const at = window.at(position)
      const size = batchSizeInBytes(window.view, at)
      previous = lastOffsetOf(window.view, at)
      const waits = visitor.batch(window, position, size)
      if (waits !== undefined) await waits
      position += size
      continue
    }
    const to = await nextSound(window, position, baseOffset, previous)
    visitor.bad({ from: position, to, problem, offset: previous + 1, isLast: to >= window.size })
    position = to
  }
  return previous + 1
}

/** Why what lies at `position` is no sound batch; '' when it is one, which then lies in the window. */
async function problemAt(
  window: FileWindow,
  position: number,
  baseOffset: number,
  previous: number,
): Promise<string> {
  if (window.size - position < PREFIX_BYTES) return `${window.size - position} bytes are too few for a batch`
  if (!window.has(position, PREFIX_BYTES)) await window.load(position, PREFIX_BYTES)
  const head = window.at(position)
  const length = batchLength(window.view, head)
  const magic = batchMagic(window.view, head)
  if (magic < 0 || magic > 2) return `magic ${magic} is none of 0, 1, 2`
  const least = magic === 2 ? BATCH_OVERHEAD : MIN_BATCH_SIZE
  const size = length + LOG_OVERHEAD
  if (size < least) return `a size of ${size} bytes is too small`
  if (size > window.size - position)
    return `a batch of ${size} bytes, of which ${window.size - position} are there`
  if (size > DOUBTFUL_BYTES && !(await looksLikeBatch(window, position + size, baseOffset)))
    return `a size of ${size} bytes, behind which no batch begins`
  if (!window.has(position, size)) await window.load(position, size)
  const at = window.at(position)
  const wrong = damage(window.bytes, window.view, at, previous)
  if (wrong !== '') return wrong
  return lastOffsetOf(window.view, at) - baseOffset > LAST_RELATIVE_OFFSET
    ? `its last offset ${lastOffsetOf(window.view, at)} is beyond what a segment can hold`
    : ''
}

/**
 * No checksum covers a batch's first offset. One that jumps ahead of the batches behind it was damaged: not they.
 * '' when nothing speaks against the batch, which then lies in the window.
 */
async function contradiction(window: FileWindow, position: number, previous: number): Promise<string> {
  const at = window.at(position)
  const first = firstOffsetOf(window.view, at)
  if (first === previous + 1) return ''
  const last = lastOffsetOf(window.view, at)
  const size = batchSizeInBytes(window.view, at)
  const next = position + size
  if (window.size - next < PREFIX_BYTES) return ''
  if (!window.has(next, PREFIX_BYTES)) await window.load(next, PREFIX_BYTES)
  const follows = batchBaseOffset(window.view, window.at(next))
  const isContradicted = follows <= last && (await isSound(window, next, previous + 1))
  if (!window.has(position, size)) await window.load(position, size)
  return isContradicted
    ? `its offsets ${first} to ${last} are beyond those of the next batch, which begins with ${follows}`
    : ''
}

function firstOffsetOf(view: DataView, at: number): number {
  return batchMagic(view, at) === 2 ? batchBaseOffset(view, at) : lastOffsetOf(view, at)
}

/** A header that might be one, or the file's end. */
async function looksLikeBatch(window: FileWindow, position: number, baseOffset: number): Promise<boolean> {
  if (position === window.size) return true
  if (window.size - position < PREFIX_BYTES) return false
  if (!window.has(position, PREFIX_BYTES)) await window.load(position, PREFIX_BYTES)
  return isPlausible(window, position, baseOffset)
}

function isPlausible(window: FileWindow, position: number, from: number): boolean {
  const at = window.at(position)
  const { view } = window
  const magic = view.getInt8(at + 16)
  if (magic < 0 || magic > 2) return false
  const size = view.getInt32(at + 8) + LOG_OVERHEAD
  if (size < (magic === 2 ? BATCH_OVERHEAD : MIN_BATCH_SIZE) || size > window.size - position) return false
  const offset = view.getInt32(at) * 4294967296 + view.getUint32(at + 4)
  return offset >= from && offset - from <= LAST_RELATIVE_OFFSET
}

/** Where the next sound batch begins behind a bad one; the file's size when there is none. */
async function nextSound(
  window: FileWindow,
  bad: number,
  baseOffset: number,
  previous: number,
): Promise<number> {
  const from = Math.max(baseOffset, previous + 1)
  await window.load(bad, PREFIX_BYTES)
  if (window.size - bad >= PREFIX_BYTES && isPlausible(window, bad, baseOffset)) {
    const next = bad + batchSizeInBytes(window.view, window.at(bad))
    if (next < window.size && (await isSound(window, next, from))) return next
  }
  for (let position = bad + 1; position + PREFIX_BYTES <= window.size; position++) {
    if (!window.has(position, PREFIX_BYTES)) await window.load(position, PREFIX_BYTES)
    if (isPlausible(window, position, from) && (await isSound(window, position, from))) return position
  }
  return window.size
}

async function isSound(window: FileWindow, position: number, from: number): Promise<boolean> {
  if (!(await looksLikeBatch(window, position, from)) || position === window.size) return false
  const size = batchSizeInBytes(window.view, window.at(position))
  if (size > DOUBTFUL_BYTES && !(await looksLikeBatch(window, position + size, from))) return false
  await window.load(position, size)
  const at = window.at(position)
  const { bytes, view } = window
  if (batchMagic(view, at) === 2) return batchBaseOffset(view, at) >= from && isBatchCrcRight(bytes, view, at)
  return isLegacyCrcRight(bytes, view, at)
}
