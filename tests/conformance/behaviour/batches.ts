/**
 * Makes the batches that the facts describe in words. Their sizes are recorded, so a batch that differs from
 * Kafka's own is noticed at once.
 */
import { crc32c } from '@samsa/record/crc32c'
import { type BatchOptions, encodeBatch, type NewRecord } from '@samsa/record/encode-batch'

/** The time the facts' records carry. */
export const recordTime = 1_700_000_000_000

const text = new TextEncoder()

/** Records of sixteen bytes each, as most facts have them. */
export function plainRecords(count: number, timestamp = recordTime): NewRecord[] {
  return Array.from({ length: count }, (_, i) => ({
    timestamp,
    key: text.encode(`k${i % 10}`),
    value: text.encode(`value-${i % 10}`),
  }))
}

export function plainBatch(count: number, options: BatchOptions = {}, timestamp = recordTime): Uint8Array {
  return encodeBatch(plainRecords(count, timestamp), options)
}

/** One record of a one-byte key and value. */
export function tinyBatch(timestamp: number, options: BatchOptions = {}): Uint8Array {
  return encodeBatch([{ timestamp, key: text.encode('k'), value: text.encode('v') }], options)
}

/** Changes a finished batch and makes its checksum right. */
function patched(bytes: Uint8Array, change: (view: DataView) => void): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  change(view)
  view.setUint32(17, crc32c(bytes, 21, bytes.length))
  return bytes
}

const attributesAt = 21
const lastOffsetDeltaAt = 23
const maxTimestampAt = 35
const countAt = 57

function valueRecord(key: string | null, value: string | Uint8Array, timestamp = recordTime): NewRecord {
  const bytes = typeof value === 'string' ? text.encode(value) : value
  return { timestamp, key: key === null ? null : text.encode(key), value: bytes }
}

function magicOne(): Uint8Array {
  // Offset, size, CRC-32 (of no interest: the version refuses the format before it), magic 1, attributes,
  // timestamp.
  const bytes = new Uint8Array(43)
  const view = new DataView(bytes.buffer)
  view.setInt32(8, 31)
  bytes[16] = 1
  view.setInt32(18, 395)
  view.setUint32(22, 3_486_377_984)
  view.setInt32(26, 2)
  bytes.set(text.encode('k0'), 30)
  view.setInt32(32, 7)
  bytes.set(text.encode('value-0'), 36)
  return bytes
}

function joined(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

/** By the words of the facts. `producerId` is the one the idempotence facts were given. */
const makers: Readonly<Record<string, (now: number) => Uint8Array | null>> = {
  'one batch of 1': () => plainBatch(1),
  'one batch of 2': () => plainBatch(2),
  'one batch of 3': () => plainBatch(3),
  'one batch with one value of 600 bytes': () => encodeBatch([valueRecord('k', 'v'.repeat(600))]),
  'one gzip batch with one value of 600 zero bytes': () =>
    encodeBatch([valueRecord('k', new Uint8Array(600))], { codec: 'gzip' }),
  'one batch: keyed, null key, null key': () =>
    encodeBatch([valueRecord('k', 'v'), valueRecord(null, 'v'), valueRecord(null, 'v')]),
  'one batch: null key': () => encodeBatch([valueRecord(null, 'v')]),
  'one batch: empty key': () => encodeBatch([valueRecord('', 'v')]),
  'one record of 2023': () => tinyBatch(recordTime),
  'one record an hour ahead': (now) => tinyBatch(now + 3_600_000),
  'one record with timestamp -1': () => tinyBatch(-1),
  'one zstd batch of 2': () => plainBatch(2, { codec: 'zstd' }),
  'two batches': () => joined(plainBatch(1), plainBatch(2)),
  'zero bytes': () => new Uint8Array(0),
  null: () => null,
  'one message of magic 1': magicOne,
  'one bit changed in a record': () => {
    const bytes = plainBatch(2)
    bytes[70] = (bytes[70] as number) ^ 1
    return bytes
  },
  'base offset 77': () => plainBatch(2, { baseOffset: 77 }),
  'partition leader epoch 9': () => plainBatch(2, { leaderEpoch: 9 }),
  'count 3, two records, CRC made right': () => patched(plainBatch(2), (view) => view.setInt32(countAt, 3)),
  'last offset delta 5, CRC made right': () =>
    patched(plainBatch(2), (view) => view.setInt32(lastOffsetDeltaAt, 5)),
  'count 0, CRC made right': () => patched(plainBatch(1), (view) => view.setInt32(countAt, 0)),
  'attributes 0x20, CRC made right': () =>
    patched(plainBatch(1), (view) => view.setInt16(attributesAt, 0x20)),
  'attributes 5, CRC made right': () => patched(plainBatch(1), (view) => view.setInt16(attributesAt, 5)),
  'attributes 0x80, CRC made right': () =>
    patched(plainBatch(1), (view) => view.setInt16(attributesAt, 0x80)),
  'attributes 0x40, CRC made right': () =>
    patched(plainBatch(1), (view) => view.setInt16(attributesAt, 0x40)),
  'max timestamp lowered, CRC made right': () =>
    patched(plainBatch(2), (view) => view.setBigInt64(maxTimestampAt, BigInt(recordTime - 1000))),
  'attributes 0x08, CRC made right': () =>
    patched(plainBatch(1), (view) => view.setInt16(attributesAt, 0x08)),
  'last byte missing': () => plainBatch(1).subarray(0, 76),
}

/** The batch a fact describes; undefined when its words are not known. */
export function describedBatch(
  words: string,
  producerId: number,
  now: number,
): Uint8Array | null | undefined {
  const make = makers[words]
  return make === undefined ? sequencedBatch(words, producerId, now) : make(now)
}

/** 'producer epoch 1, sequence 7..8' and the like. */
function sequencedBatch(words: string, givenId: number, now: number): Uint8Array | undefined {
  if (words === 'producer id set, base sequence -1') {
    return plainBatch(1, { producerId: givenId, producerEpoch: 1, baseSequence: -1 })
  }
  if (words === 'producer id set, epoch -1') {
    return plainBatch(1, { producerId: givenId, producerEpoch: -1, baseSequence: 0 })
  }
  if (words.includes('transactional')) return undefined
  const sequence = /sequence (\d+)(?:\.\.(\d+))?/.exec(words)
  if (sequence === null) return undefined
  const first = Number(sequence[1])
  const count = words.includes('three records')
    ? 3
    : sequence[2] === undefined
      ? 1
      : Number(sequence[2]) - first + 1
  const epoch = Number(/producer epoch (\d+)/.exec(words)?.[1] ?? 0)
  const options = { producerEpoch: epoch, baseSequence: first, producerId: givenId }
  if (/ of 0\.\.3|^sequence 4$/.test(words)) return tinyBatch(now, options)
  return plainBatch(count, options)
}
