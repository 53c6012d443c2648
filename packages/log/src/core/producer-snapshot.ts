/**
 * The bytes of a `.snapshot` file: what a log knows of its producers at one offset, so that recovery need not
 * read the whole log. Format version 1: int16 version, uint32 CRC32C of what follows it, then the entries.
 * Refuses other versions, wrong checksums and lengths that do not fit.
 */
import { readInt64, viewOf, writeInt64 } from '@samsa/record/bytes'
import { crc32c } from '@samsa/record/crc32c'

/** One producer in a snapshot. -1 stands for none throughout. */
export interface ProducerSnapshotEntry {
  readonly producerId: number
  readonly producerEpoch: number
  /** Of the last batch. */
  readonly lastSequence: number
  readonly lastOffset: number
  /** `lastOffset` less the last batch's first offset. */
  readonly offsetDelta: number
  readonly timestamp: number
  readonly coordinatorEpoch: number
  /** First offset of the open transaction. */
  readonly transactionFirstOffset: number
}

const VERSION = 1
const CRC_POSITION = 2
const COUNT_POSITION = 6
const HEADER_BYTES = 10
const ENTRY_BYTES = 46

/**
 * The whole file. Entries come by ascending producer id; Kafka's come in the order of a Java hash map, which
 * is the same for ids that are small or close together, and means nothing.
 */
export function encodeProducerSnapshot(entries: readonly ProducerSnapshotEntry[]): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + entries.length * ENTRY_BYTES)
  const view = viewOf(bytes)
  view.setInt16(0, VERSION)
  view.setInt32(COUNT_POSITION, entries.length)
  let at = HEADER_BYTES
  for (const entry of [...entries].sort((a, b) => a.producerId - b.producerId)) {
    writeInt64(view, at, entry.producerId)
    view.setInt16(at + 8, entry.producerEpoch)
    view.setInt32(at + 10, entry.lastSequence)
    writeInt64(view, at + 14, entry.lastOffset)
    view.setInt32(at + 22, entry.offsetDelta)
    writeInt64(view, at + 26, entry.timestamp)
    view.setInt32(at + 34, entry.coordinatorEpoch)
    writeInt64(view, at + 38, entry.transactionFirstOffset)
    at += ENTRY_BYTES
  }
  view.setUint32(CRC_POSITION, crc32c(bytes, COUNT_POSITION))
  return bytes
}

/** The entries of a file, or why it is none; the caller then falls back to an older snapshot. */
export function decodeProducerSnapshot(
  bytes: Uint8Array,
): { entries: ProducerSnapshotEntry[] } | { problem: string } {
  if (bytes.length < HEADER_BYTES) return { problem: `${bytes.length} bytes, fewer than a header` }
  const view = viewOf(bytes)
  const version = view.getInt16(0)
  if (version !== VERSION) return { problem: `version ${version}, only ${VERSION} is known` }
  if (view.getUint32(CRC_POSITION) !== crc32c(bytes, COUNT_POSITION)) return { problem: 'checksum is wrong' }
  const count = view.getInt32(COUNT_POSITION)
  if (bytes.length !== HEADER_BYTES + count * ENTRY_BYTES) {
    return { problem: `${count} entries announced in ${bytes.length} bytes` }
  }
  const entries: ProducerSnapshotEntry[] = []
  for (let at = HEADER_BYTES; at < bytes.length; at += ENTRY_BYTES) entries.push(decodeEntry(view, at))
  return { entries }
}

function decodeEntry(view: DataView, at: number): ProducerSnapshotEntry {
  return {
    producerId: readInt64(view, at),
    producerEpoch: view.getInt16(at + 8),
    lastSequence: view.getInt32(at + 10),
    lastOffset: readInt64(view, at + 14),
    offsetDelta: view.getInt32(at + 22),
    timestamp: readInt64(view, at + 26),
    coordinatorEpoch: view.getInt32(at + 34),
    transactionFirstOffset: readInt64(view, at + 38),
  }
}
