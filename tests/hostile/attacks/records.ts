/** Record sets that lie, and compressed ones that unpack to far more than they are. */
import { ByteReader } from '@samsa/protocol/bytes/byte-reader'
import { decodeResponseHeader } from '@samsa/protocol/header'
import { produceRequest } from '@samsa/protocol/messages/produce-request'
import { produceResponse } from '@samsa/protocol/messages/produce-response'
import { type CodecName, codecId, compress } from '@samsa/record/compression'
import { crc32c } from '@samsa/record/crc32c'
import { encodeBatch } from '@samsa/record/encode-batch'
import { encodeMessageSet } from '@samsa/record/legacy-message-set'
import { type Attack, type Battlefield, must, tally } from '../attack.js'
import type { AttackSocket } from '../attack-socket.js'
import { topics } from '../prepare-topics.js'
import { mutated } from '../random-request.js'
import { frameOf, joined } from '../requests.js'

const overhead = 61
const crcAt = 17
const recordsAt = 57
const codecs: readonly CodecName[] = ['gzip', 'snappy', 'lz4', 'zstd']
const value = new TextEncoder().encode('value')
const plain = (): Uint8Array => encodeBatch([{ timestamp: Date.now(), key: value, value }])

/** Produces and tells the error code, or that the connection was ended. */
async function produce(
  socket: AttackSocket,
  topic: string,
  records: Uint8Array,
  version = 9,
): Promise<string> {
  const topicData = [{ name: topic, partitionData: [{ index: 0, records }] }]
  socket.send(frameOf(produceRequest, version, { acks: 1, timeoutMs: 1000, topicData }))
  try {
    const reader = new ByteReader(await socket.nextFrame())
    decodeResponseHeader(reader, 0, version)
    const answer = produceResponse.decode(reader, version)
    return `error ${answer.responses[0]?.partitionResponses[0]?.errorCode}`
  } catch {
    return 'ended'
  }
}

/** Produces each over one connection, or as many as it takes. */
async function produceAll(field: Battlefield, topic: string, sets: readonly Uint8Array[]): Promise<string[]> {
  const outcomes: string[] = []
  let socket = await field.open()
  for (const records of sets) {
    if (socket.isClosed) socket = await field.open()
    outcomes.push(await produce(socket, topic, records))
  }
  socket.socket.destroy()
  return outcomes
}

function doctored(change: (view: DataView) => void, batch = plain()): Uint8Array {
  const view = new DataView(batch.buffer, batch.byteOffset, batch.length)
  change(view)
  // Over all there is, whatever the batch says its length was.
  view.setUint32(crcAt, crc32c(batch, crcAt + 4, batch.length))
  return batch
}

const lyingHeaders: Attack = {
  name: 'record sets with lying lengths, counts and checksums',
  async run(field) {
    const lies: Uint8Array[] = [new Uint8Array(0), new Uint8Array(overhead), new Uint8Array(100_000)]
    for (const number of [0, -1, 1, 2147483647, -2147483648, 49, 1000]) {
      lies.push(doctored((view) => view.setInt32(8, number)))
      lies.push(doctored((view) => view.setInt32(23, number)))
      lies.push(doctored((view) => view.setInt32(recordsAt, number)))
      lies.push(
        doctored((view) => {
          view.setInt32(23, number - 1)
          view.setInt32(recordsAt, number)
        }),
      )
    }
    for (let codec = 0; codec < 8; codec++) lies.push(doctored((view) => view.setInt16(21, codec)))
    for (let magic = -1; magic < 4; magic++) lies.push(doctored((view) => view.setInt8(16, magic)))
    lies.push(doctored((view) => view.setBigInt64(27, 2n ** 63n - 1n)))
    lies.push(doctored((view) => view.setBigInt64(35, -(2n ** 63n))))
    lies.push(doctored((view) => view.setBigInt64(43, 2n ** 63n - 1n)))
    lies.push(plain().slice(0, overhead), joined([plain(), plain()]), joined([plain(), new Uint8Array(5)]))
    for (let at = 0; at < plain().length; at++) lies.push(plain().slice(0, at))
    const outcomes = await produceAll(field, topics.plain, lies)
    return tally([...outcomes, ...(await produceAll(field, topics.compacted, lies))])
  },
}

const mutatedBatches: Attack = {
  name: 'mutated batches with a right checksum, plain and compressed',
  async run(field) {
    const sets: Uint8Array[] = []
    for (const codec of ['none', ...codecs] as const) {
      for (let round = 0; round < 200; round++) {
        const records = Array.from({ length: 1 + field.random(5) }, () => ({
          timestamp: 5,
          key: value,
          value,
        }))
        const batch = encodeBatch(records, { codec })
        const body = mutated(batch.subarray(overhead), field.random)
        sets.push(
          doctored(
            (view) => view.setInt32(8, view.byteLength - 12),
            joined([batch.slice(0, overhead), body]),
          ),
        )
      }
    }
    return tally(await produceAll(field, topics.compacted, sets))
  },
}

/** A batch that says it holds one record, over a payload that is not one. */
function batchAround(codec: CodecName, payload: Uint8Array, count = 1): Uint8Array {
  const batch = joined([plain().slice(0, overhead), payload])
  return doctored((view) => {
    view.setInt32(8, view.byteLength - 12)
    view.setInt16(21, codecId(codec))
    view.setInt32(23, count - 1)
    view.setInt32(recordsAt, count)
  }, batch)
}

/** As much of one byte as a payload of about a megabyte can unpack to. */
function bombs(): { codec: CodecName; payload: Uint8Array }[] {
  const one = new Uint8Array(1_000_000)
  // gzip and zstd allow members one after another; gzip shrinks a megabyte of zeros to 1 KB, zstd to less.
  const members = (codec: CodecName): Uint8Array =>
    joined(Array.from({ length: 900 }, () => compress(codec, one)))
  return [
    { codec: 'gzip', payload: members('gzip') },
    { codec: 'zstd', payload: members('zstd') },
    { codec: 'snappy', payload: compress('snappy', new Uint8Array(20_000_000)) },
    { codec: 'lz4', payload: compress('lz4', new Uint8Array(200_000_000)) },
  ]
}

const compressionBombs: Attack = {
  name: 'compression bombs where the broker must unpack',
  async run(field) {
    const sets = bombs().flatMap(({ codec, payload }) => {
      return [
        batchAround(codec, payload.slice(0, 1_000_000)),
        batchAround(codec, payload.slice(0, 1_000_000), 1000),
      ]
    })
    // Lengths in front that promise gigabytes: a raw snappy block, an lz4 frame, a zstd header.
    sets.push(batchAround('snappy', Uint8Array.of(255, 255, 255, 255, 15, 0, 0)))
    const zstdHeader = [0x28, 0xb5, 0x2f, 0xfd, 0xe0, 255, 255, 255, 255, 255, 0, 0, 0, 1, 0, 0]
    sets.push(batchAround('zstd', Uint8Array.from(zstdHeader)))
    const outcomes = await produceAll(field, topics.compacted, sets)
    must(
      outcomes.every((outcome) => outcome !== 'error 0'),
      tally(outcomes),
    )
    return tally(outcomes)
  },
}

const manyBombs: Attack = {
  name: 'compression bombs from 20 connections at once',
  async run(field) {
    const payload = joined(Array.from({ length: 700 }, () => compress('gzip', new Uint8Array(1_000_000))))
    const bomb = batchAround('gzip', payload.slice(0, 1_000_000))
    const sockets = await field.openMany(20)
    const rounds = sockets.map(async (socket) => {
      const outcomes: string[] = []
      for (let round = 0; round < 5 && !socket.isClosed; round++)
        outcomes.push(await produce(socket, topics.compacted, bomb))
      return outcomes
    })
    return tally((await Promise.all(rounds)).flat())
  },
}

const oldFormats: Attack = {
  name: 'message sets of old formats, mutated and nested',
  async run(field) {
    const sets: Uint8Array[] = []
    for (const magic of [0, 1] as const) {
      for (const codec of ['none', 'gzip', 'snappy', 'lz4'] as const) {
        for (let round = 0; round < 60; round++) {
          const whole = encodeMessageSet([{ timestamp: 5, key: value, value }], { magic, codec })
          sets.push(mutated(whole, field.random))
        }
      }
    }
    return tally(await produceAll(field, topics.plain, sets))
  },
}

const manyRecords: Attack = {
  name: 'batches of as many empty records as a megabyte holds',
  async run(field) {
    const records = Array.from({ length: 140_000 }, () => ({
      timestamp: 1,
      key: new Uint8Array(0),
      value: null,
    }))
    const batch = encodeBatch(records)
    const packed = encodeBatch(records, { codec: 'gzip' })
    const sets = Array.from({ length: 5 }, () => [batch.slice(), packed.slice()]).flat()
    return `batches of ${batch.length} and ${packed.length} bytes: ${tally(await produceAll(field, topics.compacted, sets))}`
  },
}

export const recordAttacks: readonly Attack[] = [
  lyingHeaders,
  mutatedBatches,
  oldFormats,
  compressionBombs,
  manyBombs,
  manyRecords,
]
