/**
 * What a golden log tells of transactions and epochs, against what Kafka told: the records that a consumer of
 * committed ones is left with, the aborted transactions of any range, the producers at the end, and the answers to
 * OffsetForLeaderEpoch.
 */
import { viewOf } from '@samsa/record/bytes'
import { controlRecordType } from '@samsa/record/control-record'
import { type DecodedBatch, decodeBatch } from '@samsa/record/record'
import { wholeBatchSize } from '@samsa/record/record-batch'
import { logFileName } from '../core/file-names.js'
import type { AbortedTransaction } from '../core/transaction-index.js'
import type { PartitionLog } from '../shell/partition-log.js'
import { differences } from './compare.js'
import { describeProducer } from './describe-log.js'
import type { GoldenPartition, GoldenScenario } from './golden-scenario.js'

/** Bounds of the ranges that are asked for, at most. */
const MOST_BOUNDS = 60

/** The high watermark stands at the log's end. */
export async function checkTransactions(
  log: PartitionLog,
  name: string,
  expected: GoldenPartition,
  scenario: GoldenScenario,
): Promise<string[]> {
  const problems = [...checkAborted(log, expected), ...checkProducers(log, expected)]
  const committed = scenario.read?.[name]?.read_committed
  if (committed !== undefined) {
    for (const maxBytes of [1, 700, 1 << 20]) {
      problems.push(
        ...differences(committed, await readCommitted(log, maxBytes), `read_committed by ${maxBytes}`),
      )
    }
  }
  for (const { asked, leaderEpoch, endOffset } of scenario.offsetForLeaderEpoch ?? []) {
    const told = log.endOffsetForEpoch(asked)
    problems.push(...differences({ epoch: leaderEpoch, endOffset }, told, `offsetForLeaderEpoch ${asked}`))
  }
  return problems
}

/** Ranges from and to the bounds of batches: Kafka's rule over all entries gives the same as the search. */
function checkAborted(log: PartitionLog, expected: GoldenPartition): string[] {
  const all = expected.segments.flatMap(({ txnIndex }) => txnIndex ?? [])
  const batches = expected.segments.flatMap((segment) => segment.batches ?? [])
  const step = Math.ceil(batches.length / MOST_BOUNDS)
  const bounds = batches.filter((_, index) => index % step === 0).map(({ baseOffset }) => baseOffset)
  bounds.push(log.logEndOffset)
  const problems: string[] = []
  for (const from of bounds) {
    if (from < log.logStartOffset) continue
    for (const upTo of bounds) {
      if (upTo <= from || problems.length > 8) continue
      const wanted = all.filter(({ firstOffset, lastOffset }) => lastOffset >= from && firstOffset < upTo)
      const told = log.abortedTransactions(from, upTo)
      problems.push(...differences(wanted.map(plain), told, `aborted in [${from}, ${upTo})`))
    }
  }
  return problems
}

function plain({
  producerId,
  firstOffset,
  lastOffset,
  lastStableOffset,
}: AbortedTransaction): AbortedTransaction {
  return { producerId, firstOffset, lastOffset, lastStableOffset }
}

/** Where Kafka left a snapshot at the log's end, that is what is known in memory. */
function checkProducers(log: PartitionLog, expected: GoldenPartition): string[] {
  const atEnd = expected.producerSnapshots?.[logFileName(log.logEndOffset, 'snapshot')]
  if (atEnd === undefined) return []
  const known = [...log.producers()].sort((a, b) => a.producerId - b.producerId)
  const told = known.map((entry) => {
    const last = entry.batches.at(-1)
    return describeProducer({
      ...entry,
      timestamp: entry.lastTimestamp,
      lastSequence: last?.lastSequence ?? -1,
      lastOffset: last?.lastOffset ?? -1,
      offsetDelta: last === undefined ? 0 : last.lastOffset - last.firstOffset,
    })
  })
  const wanted = [...atEnd].sort((a, b) => Number(a.producerId) - Number(b.producerId))
  return differences(wanted, told, 'producers')
}

/** Offsets of the records that a consumer keeps, by the rule that all consumers follow (KIP-98). */
async function readCommitted(log: PartitionLog, maxBytes: number): Promise<number[]> {
  const kept: number[] = []
  for (let offset = log.logStartOffset; offset < log.lastStableOffset; ) {
    const read = await log.readCommitted(offset, maxBytes, log.lastStableOffset, true)
    if (read.error !== '' || read.nextOffset <= offset) break
    keepCommitted(read.bytes, read.aborted, offset, kept)
    offset = read.nextOffset
  }
  return kept
}

function keepCommitted(
  bytes: Uint8Array,
  aborted: readonly AbortedTransaction[],
  from: number,
  kept: number[],
): void {
  const ahead = [...aborted].sort((a, b) => a.firstOffset - b.firstOffset)
  const open = new Set<number>()
  for (const batch of batchesOf(bytes)) {
    while (ahead.length > 0 && (ahead[0]?.firstOffset ?? 0) <= batch.lastOffset) {
      open.add(ahead.shift()?.producerId ?? -1)
    }
    if (batch.isControl) {
      if (controlRecordType(batch.records[0]?.key ?? null) === 'ABORT') open.delete(batch.producerId)
      continue
    }
    if (batch.isTransactional && open.has(batch.producerId)) continue
    for (const { offset } of batch.records) if (offset >= from) kept.push(offset)
  }
}

function* batchesOf(bytes: Uint8Array): Iterable<DecodedBatch> {
  const view = viewOf(bytes)
  let at = 0
  for (
    let size = wholeBatchSize(view, at, bytes.length);
    size > 0;
    size = wholeBatchSize(view, at, bytes.length)
  ) {
    yield decodeBatch(bytes, at)
    at += size
  }
}
