/**
 * Golden vectors of the small things: hashes, checksums, varints, ids, entries of the transaction index.
 */
import { murmur2, partitionOfKey } from '@samsa/client/core/murmur2'
import { ByteReader, ByteWriter, DecodeError, uuidFromBytes, uuidToBytes } from '@samsa/protocol'
import { abortedTxn } from '@samsa/protocol/messages/aborted-txn'
import { crc32, crc32c } from '@samsa/record'
import type { Vector, VectorKind } from './vector-kind.js'

const unhex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'))

function written(write: (writer: ByteWriter) => void): string {
  const writer = new ByteWriter()
  write(writer)
  return Buffer.from(writer.finishOne()).toString('hex')
}

function differences(found: Record<string, unknown>, expected: Record<string, unknown>): string[] {
  return Object.keys(found)
    .filter((name) => String(found[name]) !== String(expected[name]))
    .map((name) => `has ${name} ${found[name]} instead of ${expected[name]}`)
}

function kind(name: string, check: (vector: Vector) => string[]): VectorKind {
  const title = (vector: Vector): string =>
    `${name} ${vector.key ?? vector.value ?? vector.text ?? vector.hex ?? vector.data}`
  return { name, title, accepts: (vector) => vector.kind === name, check }
}

function checkMurmur2(vector: Vector): string[] {
  const key = unhex(vector.key)
  const partitions = Object.entries<number>(vector.partition).filter(
    ([count, partition]) => partitionOfKey(key, Number(count)) !== partition,
  )
  return [
    ...differences({ murmur2: murmur2(key) }, vector),
    ...partitions.map(([count]) => `lies in another of ${count} partitions`),
  ]
}

function checkVarint(vector: Vector): string[] {
  const reader = new ByteReader(unhex(vector.hex))
  const read = (): number => (vector.bits === 32 ? reader.varint() : reader.varlong())
  if (!vector.safe) {
    try {
      return [`is read as ${read()} although it is no safe integer`]
    } catch (error) {
      return error instanceof DecodeError && error.kind === 'int64-range' ? [] : [`is refused as ${error}`]
    }
  }
  const value = Number(vector.value)
  const hex = written((writer) => (vector.bits === 32 ? writer.varint(value) : writer.varlong(value)))
  return differences({ value: read(), hex, bytesLeft: reader.remaining }, { ...vector, bytesLeft: 0 })
}

function checkUvarint(vector: Vector): string[] {
  const reader = new ByteReader(unhex(vector.hex))
  const hex = written((writer) => writer.uvarint(Number(vector.value)))
  return differences(
    { value: reader.uvarint(), hex, bytesLeft: reader.remaining },
    { ...vector, bytesLeft: 0 },
  )
}

function checkUuid(vector: Vector): string[] {
  const bytes = uuidToBytes(vector.text)
  const hex = bytes === undefined ? 'none' : Buffer.from(bytes).toString('hex')
  return differences({ text: uuidFromBytes(unhex(vector.hex)), hex }, vector)
}

function checkAbortedTxn(vector: Vector): string[] {
  const reader = new ByteReader(unhex(vector.hex))
  const version = reader.int16()
  const entry = abortedTxn.decode(reader, version)
  const hex = written((writer) => {
    writer.int16(version)
    abortedTxn.encode(writer, entry, version)
  })
  return differences({ version, ...entry, hex }, vector)
}

export const numberKinds: readonly VectorKind[] = [
  kind('murmur2', checkMurmur2),
  kind('crc32c', (vector) => differences({ crc32c: crc32c(unhex(vector.data)) }, vector)),
  kind('crc32', (vector) => differences({ crc32: crc32(unhex(vector.data)) }, vector)),
  kind('varint', checkVarint),
  kind('uvarint', checkUvarint),
  kind('uuid', checkUuid),
  kind('abortedTxn', checkAbortedTxn),
]
