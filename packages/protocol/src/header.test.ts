import { describe, expect, test } from 'vitest'
import { apiKeys } from './apis.js'
import { ByteReader } from './bytes/byte-reader.js'
import { ByteWriter } from './bytes/byte-writer.js'
import {
  decodeRequestHeader,
  encodeRequestHeader,
  requestHeaderVersion,
  responseHeaderVersion,
} from './header.js'
import { checkFrame, type FrameVector } from './testing/frame-vectors.js'
import { readVectors } from './testing/golden-file.js'

describe('frames with their headers', () => {
  test('are what Kafka writes, in both directions, stored records included', () => {
    const frames = readVectors<FrameVector>(new URL('../testdata/frames.ndjson.gz', import.meta.url))
    expect(frames).toHaveLength(848)
    const problems = frames.flatMap((frame) =>
      checkFrame(frame).map((problem) => `${frame.name} v${frame.version} ${problem}`),
    )
    expect(problems).toEqual([])
  })
})

describe('a header', () => {
  test('of an ApiVersions response never becomes flexible', () => {
    expect(responseHeaderVersion(apiKeys.ApiVersions, 4)).toBe(0)
    expect(requestHeaderVersion(apiKeys.ApiVersions, 4)).toBe(2)
  })

  test('of ControlledShutdown v0 has no client id', () => {
    const writer = new ByteWriter()
    encodeRequestHeader(writer, { apiKey: 7, apiVersion: 0, correlationId: 3, clientId: 'dropped' })
    const bytes = writer.finishOne()
    expect(bytes).toHaveLength(8)
    expect(decodeRequestHeader(new ByteReader(bytes)).clientId).toBeNull()
  })

  test('of an unknown API or version is read, so that it can be refused', () => {
    const writer = new ByteWriter()
    const beyond = { apiKey: apiKeys.ApiVersions, apiVersion: 99, correlationId: 7, clientId: 'c' }
    encodeRequestHeader(writer, beyond)
    expect(decodeRequestHeader(new ByteReader(writer.finishOne()))).toEqual(beyond)
    const unknown = { apiKey: 999, apiVersion: 1, correlationId: 8, clientId: null }
    encodeRequestHeader(writer, unknown)
    expect(decodeRequestHeader(new ByteReader(writer.finishOne()))).toEqual(unknown)
  })
})
