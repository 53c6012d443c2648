/**
 * Checks of golden frames: requests and responses with size and header, stored records and blobs with their prefixes.
 */
import { ByteReader } from '../bytes/byte-reader.js'
import { ByteWriter } from '../bytes/byte-writer.js'
import {
  decodeRequestHeader,
  decodeResponseHeader,
  encodeRequestHeader,
  encodeResponseHeader,
  requestHeaderVersion,
  responseHeaderVersion,
} from '../header.js'
import {
  decodeMetadataRecordPrefix,
  encodeMetadataRecord,
  encodeRecordKey,
  encodeVersioned,
} from '../stored-record.js'
import { type AnyMessage, codecNamed } from './wire-vectors.js'

/** A line of `golden/frames`. */
export interface FrameVector {
  readonly name: string
  readonly type: string
  readonly apiKey?: number
  readonly version: number
  readonly headerVersion?: number
  readonly clientId?: string | null
  readonly correlationId?: number
  readonly prefix: string
  readonly body: string
  readonly hex: string
}

/** Problems of one frame, none if it holds in both directions. */
export function checkFrame(frame: FrameVector): string[] {
  const { type } = codecNamed(frame.name)
  const reader = new ByteReader(Buffer.from(frame.hex, 'hex'))
  const problems = readPrefix(reader, frame)
  if (reader.position !== frame.prefix.length / 2)
    problems.push(`has a prefix of ${reader.position} bytes here`)
  const message = type.decode(reader, frame.version)
  if (reader.remaining > 0) problems.push('has bytes left over')
  if (written(frame, message) !== frame.hex) problems.push('is written otherwise')
  return problems
}

/** Decodes a whole frame; throws `DecodeError` if it is none. For fuzzing. */
export function decodeFrame(frame: FrameVector, bytes: Uint8Array): void {
  const reader = new ByteReader(bytes)
  readPrefix(reader, frame)
  codecNamed(frame.name).type.decode(reader, frame.version)
  reader.expectEnd()
}

function readPrefix(reader: ByteReader, frame: FrameVector): string[] {
  const problems: string[] = []
  const expectSame = (what: string, value: unknown, expected: unknown): void => {
    if (value !== expected) problems.push(`has ${what} ${value} instead of ${expected}`)
  }
  switch (frame.type) {
    case 'request': {
      expectSame('size', reader.int32(), reader.remaining)
      const header = decodeRequestHeader(reader)
      expectSame(
        'header version',
        requestHeaderVersion(header.apiKey, header.apiVersion),
        frame.headerVersion,
      )
      expectSame('API key', header.apiKey, frame.apiKey)
      expectSame('version', header.apiVersion, frame.version)
      expectSame('correlation id', header.correlationId, frame.correlationId)
      expectSame('client id', header.clientId, frame.headerVersion === 0 ? null : frame.clientId)
      break
    }
    case 'response': {
      expectSame('size', reader.int32(), reader.remaining)
      expectSame('header version', responseHeaderVersion(frame.apiKey!, frame.version), frame.headerVersion)
      const correlationId = decodeResponseHeader(reader, frame.apiKey!, frame.version)
      expectSame('correlation id', correlationId, frame.correlationId)
      break
    }
    case 'metadata':
    case 'remote-log-metadata': {
      const { recordType, version } = decodeMetadataRecordPrefix(reader)
      expectSame('record type', recordType, frame.apiKey)
      expectSame('version', version, frame.version)
      break
    }
    default:
      expectSame('prefix', reader.int16(), frame.type === 'coordinator-key' ? frame.apiKey : frame.version)
  }
  return problems
}

function written(frame: FrameVector, message: AnyMessage): string {
  const { type } = codecNamed(frame.name)
  const { apiKey = -1, version, correlationId = 0, clientId = null } = frame
  const writer = new ByteWriter()
  if (frame.type === 'request' || frame.type === 'response') {
    const size = writer.reserveInt32()
    if (frame.type === 'request') {
      encodeRequestHeader(writer, { apiKey, apiVersion: version, correlationId, clientId })
    } else encodeResponseHeader(writer, apiKey, version, correlationId)
    type.encode(writer, message, version)
    writer.setInt32(size, writer.length - 4)
  } else if (frame.type === 'coordinator-key') encodeRecordKey(writer, type, message)
  else if (frame.type.endsWith('metadata')) encodeMetadataRecord(writer, type, message, version)
  else encodeVersioned(writer, type, message, version)
  return Buffer.from(writer.finishOne()).toString('hex')
}
