/**
 * What the first frame of a zstd payload says of itself (RFC 8878, 3.1.1): how much it holds, and where it ends, found
 * by the sizes of its blocks. Refuses nothing: what is no frame has no end.
 */

export interface FirstFrame {
  /** Bytes once unpacked; -1 where it does not say. */
  readonly contentSize: number
  /** The payload ends with it. False also where it is cut off or no frame. */
  readonly isWhole: boolean
}

const FRAME_MAGIC = 0xfd2fb528
const RLE_BLOCK = 1
const NO_FRAME: FirstFrame = { contentSize: -1, isWhole: false }

/** Reads the header and walks over the blocks. */
export function firstFrame(bytes: Uint8Array): FirstFrame {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 5 || view.getUint32(0, true) !== FRAME_MAGIC) return NO_FRAME
  const descriptor = view.getUint8(4)
  const isSingleSegment = (descriptor & 0x20) !== 0
  const at = 5 + (isSingleSegment ? 0 : 1) + ([0, 1, 2, 4][descriptor & 3] as number)
  const width = descriptor >> 6 === 0 ? (isSingleSegment ? 1 : 0) : 1 << (descriptor >> 6)
  if (at + width > bytes.length) return NO_FRAME
  const checksum = (descriptor & 4) === 0 ? 0 : 4
  const end = endOfBlocks(view, at + width) + checksum
  return { contentSize: contentSize(view, at, width), isWhole: end === bytes.length }
}

function contentSize(view: DataView, at: number, width: number): number {
  if (width === 0) return -1
  if (width === 1) return view.getUint8(at)
  if (width === 2) return view.getUint16(at, true) + 256
  return width === 4 ? view.getUint32(at, true) : Number(view.getBigUint64(at, true))
}

/** Behind the last block; past the end where there is none. */
function endOfBlocks(view: DataView, from: number): number {
  for (let at = from; at + 3 <= view.byteLength; ) {
    const header = view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
    const isLast = (header & 1) !== 0
    at += 3 + (((header >> 1) & 3) === RLE_BLOCK ? 1 : header >> 3)
    if (isLast) return at
  }
  return view.byteLength + 1
}
