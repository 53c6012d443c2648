/**
 * The records that every client writes, and the comparison of what came back. Text only, so that command lines can carry
 * them; nulls, empty values, headers and other scripts are among them. Also Kafka's own way to place a key.
 */
import { deepStrictEqual } from 'node:assert/strict'
import { base64 } from './check.js'
import type { OutgoingRecord, ReadRecord } from './client.js'

export const fixturePartitions = 3

/** Records over three partitions, one after the other, so that each compresses well within its batch. */
export function fixtureRecords(): OutgoingRecord[] {
  const plain = Array.from({ length: 20 }, (_, index) => ({
    ...record(`key-${index}`, `value ${index} ${'kafka compresses what repeats '.repeat(index)}`),
    partition: 0,
  }))
  const nulls = [
    record(null, 'no key'),
    record(null, 'no key either'),
    record('gone', null),
    record('gone too', null),
    record('empty', ''),
    record('ключ', 'значение 価値 🙂'),
  ].map((each) => ({ ...each, partition: 1 }))
  const withHeaders = [
    { ...record('h1', 'one'), headers: [['trace', base64('abc')] as const] },
    { ...record('h2', 'two'), headers: [['a', base64('1')] as const, ['b', base64('zwei')] as const] },
    { ...record(null, 'three'), headers: [['only', base64('header')] as const] },
  ].map((each) => ({ ...each, partition: 2 }))
  return [...plain, ...nulls, ...withHeaders]
}

export function record(key: string | null, value: string | null): OutgoingRecord {
  return {
    key: key === null ? null : base64(key),
    value: value === null ? null : base64(value),
    headers: [],
  }
}

/** The records that were read are those that were written, in order within each partition, offsets without a gap. */
export function assertSame(read: readonly ReadRecord[], written: readonly OutgoingRecord[]): void {
  const partitions = new Set(written.map(({ partition }) => partition))
  for (const partition of partitions) {
    const inPartition = read.filter((each) => each.partition === partition)
    deepStrictEqual(
      inPartition.map(content),
      written.filter((each) => each.partition === partition).map(content),
    )
    assertDense(inPartition)
  }
  deepStrictEqual(read.length, written.length, `read ${read.length} records of ${written.length}`)
}

export function assertDense(read: readonly ReadRecord[]): void {
  const offsets = read.map(({ offset }) => offset)
  const first = offsets[0] ?? 0
  deepStrictEqual(
    offsets,
    offsets.map((_, index) => first + index),
  )
}

function content({ key, value, headers }: OutgoingRecord) {
  const shown = (held: string | null) => (held === null ? null : Buffer.from(held, 'base64').toString())
  return {
    key: shown(key),
    value: shown(value),
    headers: headers.map(([name, held]) => `${name}=${shown(held)}`),
  }
}

/** The partition that Kafka's own producer picks for a key: murmur2 with its sign cut off. */
export function kafkaPartition(key: Buffer, partitions: number): number {
  return (murmur2(key) & 0x7fffffff) % partitions
}

function murmur2(bytes: Buffer): number {
  const m = 0x5bd1e995
  let hash = 0x9747b28c ^ bytes.length
  const whole = bytes.length & ~3
  for (let at = 0; at < whole; at += 4) {
    let word = Math.imul(bytes.readInt32LE(at), m)
    word = Math.imul(word ^ (word >>> 24), m)
    hash = Math.imul(hash, m) ^ word
  }
  if (bytes.length > whole) {
    for (let at = bytes.length - 1; at >= whole; at -= 1) hash ^= bytes[at]! << (8 * (at - whole))
    hash = Math.imul(hash, m)
  }
  hash = Math.imul(hash ^ (hash >>> 13), m)
  return hash ^ (hash >>> 15)
}

/** The partition that librdkafka's default (`consistent_random`) picks for a key: the CRC-32 of zip files. */
export function crc32Partition(key: Buffer, partitions: number): number {
  let crc = 0xffffffff
  for (const byte of key) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ((crc ^ 0xffffffff) >>> 0) % partitions
}
