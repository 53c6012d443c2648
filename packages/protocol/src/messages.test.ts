import { describe, expect, test } from 'vitest'
import { allMessages } from './messages/all-messages.js'
import { fuzzDecoder } from './testing/decoder-fuzz.js'
import { readVectors } from './testing/golden-file.js'
import {
  checkOutOfRangeVector,
  checkWireVector,
  codecNamed,
  decodeAll,
  type WireVector,
} from './testing/wire-vectors.js'

const testdata = new URL('../testdata/', import.meta.url)
const kinds = ['request', 'response', 'header', 'data', 'coordinator', 'metadata']
const vectors = kinds.flatMap((kind) => readVectors<WireVector>(new URL(`wire/${kind}.ndjson.gz`, testdata)))

function problemsOf(check: (vector: WireVector) => string[], all: readonly WireVector[]): string[] {
  return all.flatMap((vector) => check(vector).map((problem) => `${named(vector)} ${problem}`))
}

function named(vector: WireVector): string {
  return `${vector.name} v${vector.version} sample ${vector.sample ?? '-'}`
}

describe('every message in every version', () => {
  test('is what Kafka writes, in both directions', () => {
    expect(vectors).toHaveLength(2625)
    expect(problemsOf(checkWireVector, vectors)).toEqual([])
  })

  test('has a vector, and every vector a message', () => {
    const spoken = allMessages.flatMap((type) =>
      Array.from(
        { length: type.maxVersion - type.minVersion + 1 },
        (_, index) => `${type.name} v${type.minVersion + index}`,
      ),
    )
    expect(spoken).toHaveLength(875)
    expect(allMessages).toHaveLength(288)
    expect(new Set(vectors.map((vector) => `${vector.name} v${vector.version}`))).toEqual(new Set(spoken))
  })

  test('is refused where a 64-bit number is no safe integer', () => {
    const outside = readVectors<WireVector>(new URL('int64-out-of-range.ndjson.gz', testdata))
    expect(outside).toHaveLength(159)
    expect(problemsOf(checkOutOfRangeVector, outside)).toEqual([])
  })

  test('is refused with a typed error when cut short, and never breaks the decoder when damaged', () => {
    const problems: string[] = []
    vectors.forEach((vector, index) => {
      const { type } = codecNamed(vector.name)
      const decode = (bytes: Uint8Array): void => void decodeAll(type, bytes, vector.version)
      const fuzz = fuzzDecoder(decode, Buffer.from(vector.hex, 'hex'), { seed: index, most: 60 })
      problems.push(...fuzz.problems.map((problem) => `${named(vector)}: ${problem}`))
    })
    expect(problems).toEqual([])
  })
})
