/**
 * Checks one partition's folder: every batch of every segment, and the files beside them against what the batches
 * say. Reads only. One pass over the segments; memory is bounded by the largest batch, a segment's indexes and the
 * producers of the partition.
 */
import { type Disk, DiskError } from '@samsa/host'
import { decodePartitionMetadata } from '../core/checkpoint-text.js'
import { decodeLeaderEpochs } from '../core/leader-epoch-history.js'
import { isGap } from '../core/loading-plan.js'
import { logFileName } from '../core/file-names.js'
import { readSmallText } from '../shell/durable-file.js'
import { EpochCheck } from './epoch-check.js'
import type { Finding, Findings } from './finding.js'
import { sortPartitionFiles, type PartitionFiles } from './partition-files.js'
import { newRepairs, type PartitionRepairs } from './partition-repairs.js'
import { ProducerCheck } from './producer-check.js'
import { type SegmentResult, verifySegment } from './verify-segment.js'

export interface VerifyOptions {
  /** Decompress every batch and walk its records. */
  readonly deep: boolean
  /** A broker writes to the directory meanwhile. */
  readonly live: boolean
  /** Called as bytes are read. */
  readonly progress?: (bytes: number) => void
}

export interface PartitionTarget {
  /** Where the folder lies. */
  readonly path: string
  /** How findings name it: 'orders-0'. */
  readonly name: string
  /** The cleaner's checkpoint: below it, compaction has left gaps. */
  readonly cleanedTo: number
  /** Undefined where no checkpoint file tells. */
  readonly logStartOffset: number | undefined
  /** After an unclean stop: what lies at or behind it is recovered by the next start. Undefined after a clean one. */
  readonly recoveryPoint: number | undefined
}

export interface VerifiedPartition {
  /** Undefined when the folder holds no log or could not be read. */
  readonly endOffset: number | undefined
  readonly topicId: string | undefined
  readonly segments: number
  readonly bytes: number
  readonly batches: number
  readonly records: number
  readonly repairs: PartitionRepairs
}

/** What the checks of one partition share. */
export interface PartitionCheck {
  readonly disk: Disk
  readonly target: PartitionTarget
  readonly options: VerifyOptions
  readonly files: PartitionFiles
  readonly repairs: PartitionRepairs
  readonly epochs: EpochCheck
  readonly producers: ProducerCheck
  /** Compaction has been here: gaps and thinned batches are no loss. */
  compacted: boolean
  readonly findings: Findings
  /** Findings that mean nothing if compaction has been here, which only the end tells. */
  readonly unlessCompacted: Finding[]
}

/** Rejects with DiskError, but for files that go away meanwhile. */
export async function verifyPartition(
  disk: Disk,
  target: PartitionTarget,
  options: VerifyOptions,
  findings: Findings,
): Promise<VerifiedPartition> {
  const check = startCheck(disk, target, options, findings)
  const topicId = checkMetadata(check)
  const results: SegmentResult[] = []
  for (const [index, base] of check.files.segments.entries()) {
    const next = check.files.segments[index + 1]
    try {
      const result = await verifySegment(check, base, next)
      results.push(result)
      if (next !== undefined) noteGap(check, base, result.endOffset, next)
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      // Retention and compaction of a broker that runs take segments away.
      if (options.live && error.kind === 'missing') continue
      tellUnreadable(check, base, error)
    }
  }
  const endOffset = results.at(-1)?.endOffset
  finishCheck(check, endOffset)
  const sum = (of: (result: SegmentResult) => number): number =>
    results.reduce((total, result) => total + of(result), 0)
  return {
    endOffset,
    topicId,
    segments: results.length,
    bytes: sum(({ bytes }) => bytes),
    batches: sum(({ batches }) => batches),
    records: sum(({ records }) => records),
    repairs: check.repairs,
  }
}

function startCheck(
  disk: Disk,
  target: PartitionTarget,
  options: VerifyOptions,
  findings: Findings,
): PartitionCheck {
  const files = sortPartitionFiles(disk.list(target.path).map(({ name }) => name))
  const repairs = newRepairs()
  const text = readSmallText(disk, `${target.path}/leader-epoch-checkpoint`) ?? ''
  const epochs = decodeLeaderEpochs(text)
  const check: PartitionCheck = {
    disk,
    target,
    options,
    files,
    repairs,
    epochs: new EpochCheck('entries' in epochs ? epochs.entries : [], target.logStartOffset),
    producers: new ProducerCheck(disk, target, files),
    compacted: target.cleanedTo > (files.segments[0] ?? 0),
    findings,
    unlessCompacted: [],
  }
  if ('problem' in epochs) {
    repairs.epochs = true
    tellFile(check, 'leader-epochs', 'leader-epoch-checkpoint', epochs.problem, 'built anew from the batches')
  }
  noteLeftovers(check)
  return check
}

/** The topic id that the folder has. */
function checkMetadata(check: PartitionCheck): string | undefined {
  const { disk, target, files } = check
  const file = `${target.name}/partition.metadata`
  if (!files.hasMetadata) {
    const message = 'there is none: releases before 2.8 wrote none; the folder is known by its name alone'
    check.findings.add({ kind: 'partition-metadata', severity: 'note', file, message, repair: '' })
    return undefined
  }
  const id = decodePartitionMetadata(readSmallText(disk, `${target.path}/partition.metadata`) ?? '')
  if (id === undefined) {
    const message = 'it is torn or of another version: the topic has lost its id'
    check.findings.add({ kind: 'partition-metadata', severity: 'problem', file, message, repair: '' })
  }
  return id
}

function noteLeftovers(check: PartitionCheck): void {
  const { files, repairs, findings, target, options } = check
  const tell = (name: string, message: string, repair: string): void => {
    const file = `${target.name}/${name}`
    findings.add({ kind: 'leftover', severity: 'note', file, message, repair })
  }
  for (const name of files.leftovers) {
    if (options.live) continue
    repairs.remove.push(name)
    tell(name, 'left behind by a deletion, a compaction or a write that did not finish', 'removed')
  }
  if (files.swaps.length > 0 && !options.live) repairs.finishSwaps = true
  for (const name of files.swaps)
    tell(name, 'a finished compaction that was not put in its place', 'put in its place')
  for (const name of files.unknown) {
    const file = `${target.name}/${name}`
    const message = 'no file of a log'
    findings.add({ kind: 'unknown-file', severity: 'note', file, message, repair: '' })
  }
}

/** Offsets between two segments that are in neither. */
function noteGap(check: PartitionCheck, base: number, end: number, next: number): void {
  const { target } = check
  if (!isGap(base, end, next, target.cleanedTo)) return
  check.unlessCompacted.push({
    kind: 'offset-gap',
    severity: 'problem',
    file: `${target.name}/${logFileName(base, 'log')}`,
    offset: end,
    message: `the segment ends before offset ${end}, the next begins with ${next}: what was between is lost`,
    repair: '',
  })
}

function tellUnreadable(check: PartitionCheck, base: number, error: DiskError): void {
  const file = `${check.target.name}/${logFileName(base, 'log')}`
  const message = `cannot be read: ${error.message}`
  check.findings.add({ kind: 'unreadable', severity: 'problem', file, message, repair: '' })
}

function finishCheck(check: PartitionCheck, endOffset: number | undefined): void {
  if (endOffset !== undefined) {
    check.epochs.end(endOffset)
    check.producers.end(check, endOffset)
  }
  const { recoveryPoint } = check.target
  for (const { message, offset, isBatch } of check.epochs.problems) {
    if (!isBatch && recoveryPoint !== undefined && offset >= recoveryPoint) {
      const file = `${check.target.name}/leader-epoch-checkpoint`
      const told = `${message}: the stop was faster than the file, and the next start makes it good`
      check.findings.add({ kind: 'leader-epochs', severity: 'note', file, offset, message: told, repair: '' })
      continue
    }
    const file = isBatch ? segmentOf(check, offset) : 'leader-epoch-checkpoint'
    if (!isBatch) check.repairs.epochs = true
    tellFile(check, 'leader-epochs', file, message, isBatch ? '' : 'built anew from the batches', offset)
  }
  if (check.compacted) return
  for (const finding of check.unlessCompacted) {
    check.findings.add(finding)
    check.repairs.note(finding)
  }
}

function segmentOf({ files }: PartitionCheck, offset: number): string {
  return logFileName(files.segments.findLast((base) => base <= offset) ?? 0, 'log')
}

function tellFile(
  check: PartitionCheck,
  kind: Finding['kind'],
  name: string,
  message: string,
  repair: string,
  offset?: number,
): void {
  const file = `${check.target.name}/${name}`
  check.findings.add({
    kind,
    severity: 'problem',
    file,
    message,
    repair,
    ...(offset === undefined ? {} : { offset }),
  })
}
