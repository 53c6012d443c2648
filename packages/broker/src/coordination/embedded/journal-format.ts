/**
 * The bytes of the embedded store's two files. A frame is one durable step: `int32 size, uint32 CRC-32C of what
 * follows, int64 id, int32 effect count, effects`. The journal is a row of frames with ids that follow one another;
 * the snapshot is one frame whose id is that of the last step in it, after eight bytes of magic.
 *
 * An effect: `int8 kind (1 put, 2 remove), string path`, and for put `int32 version, bytes data`.
 * Ephemeral entries are in neither file: they end with the process.
 */
import { ByteReader } from '@samsa/protocol/bytes/byte-reader'
import { ByteWriter } from '@samsa/protocol/bytes/byte-writer'
import { crc32c } from '@samsa/record/crc32c'
import type { TreeEffect } from '../core/entry-tree.js'

const FRAME_HEAD = 8
const MAGIC = [0x53, 0x4d, 0x53, 0x41, 0x43, 0x4f, 0x4f, 0x31]

export interface Frame {
  readonly id: number
  readonly effects: readonly TreeEffect[]
}

export interface JournalContents {
  readonly frames: readonly Frame[]
  /** Bytes that hold whole, valid frames; what follows is a torn tail. */
  readonly validBytes: number
  /** True when a valid later frame follows the first bad one: then synced data is damaged, and this is no torn tail. */
  readonly damaged: boolean
}

export function encodeFrame(frame: Frame): Uint8Array {
  const writer = new ByteWriter(256)
  writer.int32(0)
  writer.uint32(0)
  writer.int64(frame.id)
  const durable = frame.effects.filter((effect) => effect.session === undefined)
  writer.int32(durable.length)
  for (const effect of durable) encodeEffect(writer, effect)
  const bytes = writer.finishOne().slice()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  view.setInt32(0, bytes.length - FRAME_HEAD)
  view.setUint32(4, crc32c(bytes, FRAME_HEAD))
  return bytes
}

function encodeEffect(writer: ByteWriter, effect: TreeEffect): void {
  writer.int8(effect.kind === 'put' ? 1 : 2)
  writer.string(effect.path)
  if (effect.kind !== 'put') return
  writer.int32(effect.version)
  writer.bytes(effect.data)
}

/** The frame at `at`, or undefined where there is no whole and valid one. */
function decodeFrame(bytes: Uint8Array, at: number): { frame: Frame; end: number } | undefined {
  if (bytes.length - at < FRAME_HEAD) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = view.getInt32(at)
  const end = at + FRAME_HEAD + size
  if (size < 12 || end > bytes.length) return undefined
  if (view.getUint32(at + 4) !== crc32c(bytes, at + FRAME_HEAD, end)) return undefined
  const reader = new ByteReader(bytes, at + FRAME_HEAD, end)
  const id = reader.int64()
  const count = reader.int32()
  const effects: TreeEffect[] = []
  for (let index = 0; index < count; index++) effects.push(decodeEffect(reader))
  return { frame: { id, effects }, end }
}

function decodeEffect(reader: ByteReader): TreeEffect {
  const kind = reader.int8()
  const path = reader.string()
  if (kind !== 1) return { kind: 'remove', path, session: undefined }
  const version = reader.int32()
  return { kind: 'put', path, version, data: reader.bytes().slice(), session: undefined }
}

/** Reads frames until the first one that is torn, damaged or out of order. Steps at or below `after` are left out. */
export function decodeJournal(bytes: Uint8Array, after: number): JournalContents {
  const frames: Frame[] = []
  let at = 0
  let last: number | undefined
  for (;;) {
    const found = decodeFrame(bytes, at)
    if (found === undefined || (last !== undefined && found.frame.id !== last + 1)) break
    last = found.frame.id
    if (last > after) frames.push(found.frame)
    at = found.end
  }
  return { frames, validBytes: at, damaged: laterFrame(bytes, at, last ?? after) }
}

/** Whether the bytes behind a bad frame hold the step that would come after it. */
function laterFrame(bytes: Uint8Array, at: number, last: number): boolean {
  if (bytes.length - at < FRAME_HEAD) return false
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getInt32(at)
  if (size < 12 || at + FRAME_HEAD + size >= bytes.length) return false
  return decodeFrame(bytes, at + FRAME_HEAD + size)?.frame.id === last + 2
}

export function encodeSnapshot(frame: Frame): Uint8Array[] {
  return [Uint8Array.from(MAGIC), encodeFrame(frame)]
}

/** Undefined when the bytes are no whole snapshot. */
export function decodeSnapshot(bytes: Uint8Array): Frame | undefined {
  if (bytes.length < MAGIC.length || MAGIC.some((byte, index) => bytes[index] !== byte)) return undefined
  return decodeFrame(bytes, MAGIC.length)?.frame
}
