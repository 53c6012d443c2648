/**
 * Compares a log that was opened with what the model says it may be: content to the record, bounds, transactions,
 * producers, epochs, lookups. Gives findings in words, and which of the possible contents it was.
 */
import type { PartitionLog } from '@samsa/log'
import type { SeededRandom } from '@samsa/host/simulated/seeded-random'
import { checkProducers } from './check-producers.js'
import { checkCompaction } from './check-compaction.js'
import { checkTransactions } from './check-transactions.js'
import { ExpectedProducers } from './expected-producers.js'
import { type ModelBatch, saidOf } from './model-batch.js'
import { type Ending, endOf, type History, type PartitionModel } from './partition-model.js'
import { batchesIn, type FoundBatch, readLog } from './read-log.js'

export interface LogFindings {
  readonly wrong: readonly string[]
  /** The content that was found. */
  readonly history: History
  readonly found: readonly FoundBatch[]
}

export interface Circumstances {
  readonly random: SeededRandom
  /** The cleaner may have been at work. */
  readonly compacts: boolean
  readonly deleteRetentionMs: number
  readonly retainsOnItsOwn: boolean
  readonly now: number
}

export async function checkLog(
  log: PartitionLog,
  model: PartitionModel,
  after: Ending,
  circumstances: Circumstances,
): Promise<LogFindings> {
  const { random } = circumstances
  const mayEndEmpty = circumstances.compacts && model.mayEndEmpty(after)
  const read = await readLog(log, () => random.pick([1, 500, 10_000]), mayEndEmpty)
  const wrong = boundFindings(log, model, after, circumstances)
  let history = model.history
  let least: readonly string[] | undefined
  for (const candidate of model.possible(after)) {
    const findings = contentFindings(log, candidate, read.batches, circumstances.compacts)
    if (least === undefined || findings.length < least.length) {
      least = findings
      history = candidate
    }
    if (findings.length === 0) break
  }
  wrong.push(...(least ?? []))
  if (read.problem !== '') wrong.push(read.problem)
  if (wrong.length === 0) {
    const prefix = history.batches.filter((batch) => batch.lastOffset < log.logEndOffset)
    const producers = new ExpectedProducers(prefix)
    if (circumstances.compacts) noteForgotten(model, history, log.logEndOffset)
    wrong.push(
      ...checkCompaction(log, prefix, producers, read.batches, {
        ...circumstances,
        doubtful: model.onceForgotten,
        isThinned: model.isThinned,
        highestStart: model.highestStart,
      }),
    )
    wrong.push(...checkProducers(log, producers, model))
    wrong.push(...checkTransactions(log, producers, read.batches, model, circumstances.compacts))
    wrong.push(...epochFindings(log, model, read.batches))
    wrong.push(...(await lookupFindings(log, read.batches, random)))
  }
  return { wrong, history, found: read.batches }
}

/**
 * The cleaner keeps the last batch of each producer, and may have cleaned by one that went with the power: then what is
 * known of its producer may be older than what was written before.
 */
function noteForgotten(model: PartitionModel, history: History, end: number): void {
  for (const batch of history.batches) {
    if (batch.lastOffset < end || batch.producerId < 0) continue
    model.forgotten.add(batch.producerId)
    model.onceForgotten.add(batch.producerId)
  }
}

function boundFindings(
  log: PartitionLog,
  model: PartitionModel,
  after: Ending,
  { retainsOnItsOwn }: Circumstances,
): string[] {
  const { logStartOffset, logEndOffset } = log
  const wrong: string[] = []
  const mustHave = model.mustHave(after)
  if (logEndOffset < mustHave) wrong.push(`ends at ${logEndOffset}, ${mustHave} was safe`)
  // Of a log of which nothing was flushed any segment may be lost, where entries keep no order.
  const isUnbound = retainsOnItsOwn || (after === 'power-lost' && model.flushed === 0)
  if (logStartOffset > model.deletedTo && !isUnbound) {
    wrong.push(`starts at ${logStartOffset}, nothing above ${model.deletedTo} was ever deleted`)
  }
  const gone = Math.min(model.gone[after], logEndOffset)
  if (logStartOffset < gone) wrong.push(`starts at ${logStartOffset}, all below ${gone} was deleted`)
  return wrong
}

/** What was read is a prefix of that content, from the log's start on. */
function contentFindings(
  log: PartitionLog,
  history: History,
  found: readonly FoundBatch[],
  compacts: boolean,
): string[] {
  const { logStartOffset, logEndOffset } = log
  const wrong: string[] = []
  // Where records before the start were lost it begins anew; that it may start there is checked elsewhere.
  const isEmpty = logStartOffset === logEndOffset
  if (logEndOffset > endOf(history) && !isEmpty) {
    wrong.push(`ends at ${logEndOffset}, only ${endOf(history)} was ever written`)
  }
  const isBoundary = isEmpty || history.batches.some((batch) => batch.lastOffset + 1 === logEndOffset)
  if (!isBoundary) wrong.push(`ends at ${logEndOffset}, within a batch`)
  const byBase = new Map(history.batches.map((batch) => [batch.baseOffset, batch]))
  let expected = logStartOffset
  for (const batch of found) {
    const written = byBase.get(batch.baseOffset)
    if (written === undefined) {
      wrong.push(`a batch at ${batch.baseOffset} that was never written there`)
      continue
    }
    if (batch.baseOffset > expected && !compacts) {
      wrong.push(`${expected} to ${batch.baseOffset - 1} are missing`)
    }
    wrong.push(...batchFindings(batch, written))
    expected = batch.lastOffset + 1
  }
  if (expected < logEndOffset && !compacts) {
    wrong.push(`${expected} to ${logEndOffset - 1} are missing`)
  }
  return wrong
}

function batchFindings(found: FoundBatch, written: ModelBatch): string[] {
  const at = `the batch at ${found.baseOffset}`
  if (found.isCorrupt) return [`${at} is corrupt`]
  const wrong: string[] = []
  if (found.lastOffset !== written.lastOffset) {
    wrong.push(`${at} ends at ${found.lastOffset}, written was ${written.lastOffset}`)
  }
  if (found.leaderEpoch !== written.leaderEpoch) wrong.push(`${at} is of epoch ${found.leaderEpoch}`)
  if (found.producerId !== written.producerId) wrong.push(`${at} is of producer ${found.producerId}`)
  if (found.isControl !== (written.marker !== undefined)) wrong.push(`${at}: control ${found.isControl}`)
  if (found.isControl) return wrong
  const said = new Map(written.records.map((record) => [record.offset, saidOf(record)]))
  for (const record of found.records) {
    if (said.get(record.offset) === record.said) continue
    wrong.push(`at ${record.offset} is ${record.said}, written was ${said.get(record.offset)}`)
  }
  return wrong
}

function epochFindings(log: PartitionLog, model: PartitionModel, found: readonly FoundBatch[]): string[] {
  const wrong: string[] = []
  for (const batch of found) {
    const offset = Math.max(batch.baseOffset, log.logStartOffset)
    const known = log.epochOf(offset)
    // Of records that had been deleted and are back, as a start not yet checkpointed allows, nothing need be known.
    if (known === -1 && offset < model.deletedTo) continue
    if (known !== batch.leaderEpoch)
      wrong.push(`${offset} is of epoch ${batch.leaderEpoch}, known as of ${known}`)
  }
  return wrong
}

/** Reads at single offsets and by time, which go through the indexes. */
async function lookupFindings(
  log: PartitionLog,
  found: readonly FoundBatch[],
  random: SeededRandom,
): Promise<string[]> {
  const wrong: string[] = []
  for (let tries = Math.min(found.length, 6); tries > 0; tries -= 1) {
    const batch = random.pick(found)
    const offset = Math.max(log.logStartOffset, random.between(batch.baseOffset, batch.lastOffset))
    if (offset > batch.lastOffset) continue
    const read = await log.read(offset, 1, log.logEndOffset, true)
    const base = read.error === '' ? batchesIn(read.bytes)[0]?.baseOffset : read.error
    if (base !== batch.baseOffset) wrong.push(`a read at ${offset} gave ${base}, not ${batch.baseOffset}`)
  }
  const records = found.flatMap((batch) => (batch.isControl ? [] : batch.records))
  for (let tries = Math.min(records.length, 3); tries > 0; tries -= 1) {
    const timestamp = timeOf(random.pick(records).said)
    const first = records.find(
      (record) => record.offset >= log.logStartOffset && timeOf(record.said) >= timestamp,
    )
    const answer = await log.offsetForTimestamp(timestamp)
    const marked = found.some((batch) => batch.isControl && batch.baseOffset === answer?.offset)
    if (!marked && answer?.offset !== first?.offset) {
      wrong.push(`the first record from ${timestamp} on is at ${first?.offset}, told was ${answer?.offset}`)
    }
  }
  return wrong
}

function timeOf(said: string): number {
  return Number(said.slice(said.lastIndexOf('@') + 1))
}
