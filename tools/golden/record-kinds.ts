/**
 * Golden vectors of record batches and message sets: read, written again, and refused where Kafka refuses them.
 */
import { fuzzDecoder } from '@samsa/protocol/testing/decoder-fuzz'
import { batchesOf, CorruptRecord, type DecodedBatch, decodeBatch, recordsOf } from '@samsa/record'
import { differingFacts, encodeAgain, factsOf, newRecords, recordFacts } from './batch-facts.js'
import type { Vector, VectorKind } from './vector-kind.js'

/** Far above what the vectors unpack to: damaged ones must not take more. */
const maxDecompressedBytes = 16 * 1024 * 1024

const unhex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'))

function checkBatches(vector: Vector): string[] {
  const bytes = unhex(vector.hex)
  const batches = [...batchesOf(bytes)]
  if (batches.length !== vector.batches.length) return [`has ${batches.length} batches here`]
  let at = 0
  return batches.flatMap((batch, index) => {
    const original = bytes.subarray(at, at + batch.sizeInBytes)
    at += batch.sizeInBytes
    return [
      ...checkRead(batch, vector.batches[index]),
      ...checkWritten(batch, vector.batches[index], original),
    ]
  })
}

function checkRead(batch: DecodedBatch, golden: Vector): string[] {
  const { records, ...facts } = golden
  const problems = differingFacts(factsOf(batch), facts).map((name) => `reads another ${name}`)
  if (records.length !== batch.records.length) return [...problems, `reads ${batch.records.length} records`]
  batch.records.forEach((record, index) => {
    const wrong = differingFacts(recordFacts(record), records[index])
    problems.push(...wrong.map((name) => `reads another ${name} in record ${index}`))
  })
  return problems
}

/** Uncompressed batches come out byte for byte, compressed ones so that they read the same. */
function checkWritten(batch: DecodedBatch, golden: Vector, original: Uint8Array): string[] {
  if (golden.records.length === 0) return []
  const again = encodeAgain(batch, newRecords(golden.records))
  if (batch.codec === 'none') return Buffer.compare(again, original) === 0 ? [] : ['is written otherwise']
  const reread = decodeBatch(again)
  const { sizeInBytes: _size, crc32: _crc32, crc32c: _crc32c, records, ...facts } = golden
  const problems = differingFacts(factsOf(reread), facts).map((name) => `has another ${name} when written`)
  const wrong = reread.records.some(
    (record, index) => differingFacts(recordFacts(record), records[index]).length > 0,
  )
  return wrong || reread.records.length !== records.length
    ? [...problems, 'is written with other records']
    : problems
}

function checkRefused(vector: Vector): string[] {
  try {
    for (const _ of recordsOf(unhex(vector.hex), { maxDecompressedBytes }));
  } catch (error) {
    return error instanceof CorruptRecord ? [] : [`is refused with an untyped ${error}`]
  }
  return ['is accepted']
}

/** Reads every batch, and takes a batch cut short for an error, which a fetch response would ignore. */
function decodeWhole(bytes: Uint8Array): void {
  let at = 0
  do {
    at += decodeBatch(bytes, at, { maxDecompressedBytes }).sizeInBytes
  } while (at < bytes.length)
}

export const recordKinds: readonly VectorKind[] = [
  {
    name: 'batch',
    accepts: (vector) => vector.kind === 'batch',
    title: (vector) => vector.name,
    check: checkBatches,
    fuzz(vector, seed) {
      const bytes = unhex(vector.hex)
      const isRefusal = (error: unknown): boolean => error instanceof CorruptRecord
      const result = fuzzDecoder(decodeWhole, bytes, { seed, isRefusal, mutations: 200 })
      // A prefix that ends between two batches is a smaller set of batches, and fine.
      const fine = prefixesBetweenBatches(bytes)
      return { ...result, problems: result.problems.filter((problem) => !fine.has(problem)) }
    },
  },
  {
    name: 'invalidBatch',
    accepts: (vector) => vector.kind === 'invalidBatch',
    title: (vector) => `${vector.name}: ${vector.why}`,
    check: checkRefused,
  },
]

function prefixesBetweenBatches(bytes: Uint8Array): Set<string> {
  const fine = new Set<string>()
  let at = 0
  for (const batch of batchesOf(bytes)) {
    at += batch.sizeInBytes
    fine.add(`the prefix of ${at} bytes decodes`)
  }
  return fine
}
