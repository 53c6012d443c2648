/**
 * Golden vectors of the wire protocol: messages, numbers out of range, whole frames.
 */
import { fuzzDecoder } from '@samsa/protocol/testing/decoder-fuzz'
import { checkFrame, decodeFrame } from '@samsa/protocol/testing/frame-vectors'
import {
  checkOutOfRangeVector,
  checkWireVector,
  codecNamed,
  decodeAll,
} from '@samsa/protocol/testing/wire-vectors'
import { checkStoredRecord } from '@samsa/protocol/testing/stored-vectors'
import type { Vector, VectorKind } from './vector-kind.js'

function title(vector: Vector): string {
  const sample = vector.sample === undefined ? '' : ` sample ${vector.sample}`
  return `${vector.name} v${vector.version}${sample}`
}

const isMessage = (vector: Vector): boolean => typeof vector.name === 'string' && vector.json !== undefined

export const wireKinds: readonly VectorKind[] = [
  {
    name: 'int64 out of range',
    accepts: (vector) => isMessage(vector) && vector.outOfRange !== undefined,
    title,
    check: checkOutOfRangeVector,
  },
  {
    name: 'wire',
    accepts: isMessage,
    title,
    check: checkWireVector,
    fuzz(vector, seed) {
      const { type } = codecNamed(vector.name)
      const decode = (bytes: Uint8Array): void => void decodeAll(type, bytes, vector.version)
      return fuzzDecoder(decode, Buffer.from(vector.hex, 'hex'), { seed })
    },
  },
  {
    name: 'frames',
    accepts: (vector) => vector.prefix !== undefined && vector.body !== undefined,
    title,
    check: checkFrame,
    fuzz: (vector, seed) =>
      fuzzDecoder((bytes) => decodeFrame(vector, bytes), Buffer.from(vector.hex, 'hex'), { seed }),
  },
  {
    name: 'stored records',
    accepts: (vector) => vector.decoded !== undefined,
    title: (vector) => `${vector.decoded.name ?? vector.decoded.key?.name}`,
    check: checkStoredRecord,
  },
]
