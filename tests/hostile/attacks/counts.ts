/** Counts and lengths that claim what cannot be, and large ones that are true. */
import { apiKeys } from '@samsa/protocol/apis'
import { ByteWriter } from '@samsa/protocol/bytes/byte-writer'
import type { Draft } from '@samsa/protocol/message-type'
import { type Attack, type Battlefield, eachOf, must, tally } from '../attack.js'
import { inRange, randomRequest, requestKind, spliced } from '../random-request.js'
import { frameWithBody, type ServedApi } from '../requests.js'

const placesPerVersion = 10
const manyElementsBytes = 4 * 1024 * 1024

/** The body of a request as its version writes it. */
export function bodyOf(apiKey: number, version: number, message: unknown): Uint8Array {
  const writer = new ByteWriter()
  requestKind(apiKey).type.encode(writer, message as Draft<unknown>, version)
  return writer.finishOne().slice()
}

/** Every version that is served, of every API. */
function everyVersion(apis: readonly ServedApi[]): { key: number; version: number }[] {
  return apis.flatMap(({ key, min, max }) =>
    Array.from({ length: max - min + 1 }, (_, index) => ({ key, version: min + index })),
  )
}

const absurdCounts: Attack = {
  name: 'absurd counts, lengths and tags in every API and version',
  async run(field) {
    const frames: Uint8Array[] = []
    for (const { key, version } of everyVersion(field.apis)) {
      const kind = requestKind(key)
      const body = bodyOf(key, version, randomRequest(kind, version, field.random))
      for (let count = 0; count < placesPerVersion; count++) {
        frames.push(frameWithBody(key, version, absurdAt(body, field)))
      }
    }
    const outcomes: string[] = []
    await eachOf(frames, 32, async (frame) => {
      outcomes.push(await field.strike(frame, 30))
    })
    return tally(outcomes)
  },
}

/** The body with a number at a random place that claims the most: as a varint, or in four or two bytes. */
function absurdAt(body: Uint8Array, field: Battlefield): Uint8Array {
  const at = field.random(body.length + 1)
  switch (field.random(4)) {
    case 0:
      return spliced(body, at, 1, [255, 255, 255, 255, 15])
    case 1:
      return spliced(body, at, 4, [127, 255, 255, 255])
    case 2:
      return spliced(body, at, 4, [128, 0, 0, 0])
    default:
      return spliced(body, at, 2, [127, 255])
  }
}

const emptyAndZero: Attack = {
  name: 'empty, zero and all-ones bodies for every API and version',
  async run(field) {
    const frames = everyVersion(field.apis).flatMap(({ key, version }) =>
      [0, 1, 64, 4096].flatMap((length) => [
        frameWithBody(key, version, new Uint8Array(length)),
        frameWithBody(key, version, new Uint8Array(length).fill(255)),
      ]),
    )
    const outcomes: string[] = []
    await eachOf(frames, 32, async (frame) => {
      outcomes.push(await field.strike(frame, 30))
    })
    return tally(outcomes)
  },
}

const hugeTaggedFields: Attack = {
  name: 'huge and countless tagged fields',
  async run(field) {
    const tags = (count: number, bytesEach: number): Uint8Array => {
      const writer = new ByteWriter()
      writer.uvarint(count)
      for (let tag = 0; tag < count; tag++) {
        writer.uvarint(100 + tag)
        writer.uvarint(bytesEach)
        writer.slice(new Uint8Array(bytesEach))
      }
      return writer.finishOne().slice()
    }
    const sections = [tags(1, 20_000_000), tags(1_000_000, 1), tags(200_000, 40)]
    const outcomes: string[] = []
    for (const { key, max } of field.apis) {
      const { type } = requestKind(key)
      if (max < type.flexibleFrom || field.random(4) > 0) continue
      const body = bodyOf(key, max, {})
      for (const section of sections) {
        const whole = new Uint8Array(body.length - 1 + section.length)
        whole.set(body)
        whole.set(section, body.length - 1)
        outcomes.push(await field.strike(frameWithBody(key, max, whole), 1000))
      }
    }
    return tally(outcomes)
  },
}

/** Frames whose counts tell the truth: as many elements as bytes allow, in the arrays of every API. */
function manyElements(name: string, most: number): Attack {
  return {
    name,
    async run(field) {
      const outcomes: string[] = []
      let slowest = { what: '', ms: 0 }
      for (const { key, max } of field.apis) {
        for (const array of arraysOf(key, max)) {
          const empty = bodyOf(key, max, { [array]: [] })
          const one = bodyOf(key, max, { [array]: [{}] }).length - empty.length
          const count = Math.min(most, Math.floor(manyElementsBytes / Math.max(1, one)))
          const elements = Array.from({ length: count }, () => ({}))
          const frame = frameWithBody(key, max, bodyOf(key, max, { [array]: elements }))
          const began = performance.now()
          outcomes.push(await field.strike(frame, key === apiKeys.Produce ? 500 : 5000))
          const ms = performance.now() - began
          if (ms > slowest.ms && key !== apiKeys.Produce) slowest = { what: `API ${key} ${array}`, ms }
        }
      }
      return `${tally(outcomes)}; slowest ${slowest.what}: ${slowest.ms.toFixed(0)} ms`
    },
  }
}

/** Names of the arrays of structs at the top of a request. */
function arraysOf(apiKey: number, version: number): string[] {
  const { schema } = requestKind(apiKey)
  return schema.fields
    .filter(
      ({ type, versions, fields }) =>
        type.startsWith('[]') && fields !== undefined && inRange(versions, version),
    )
    .map(({ name }) => name)
}

const trueCounts = [
  manyElements('arrays of as many small elements as 4 MB hold, in every API', Number.POSITIVE_INFINITY),
  manyElements('arrays of 49,000 small elements in every API', 49_000),
]

export const countAttacks: readonly Attack[] = [absurdCounts, emptyAndZero, hugeTaggedFields, ...trueCounts]
