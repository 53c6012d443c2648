/** What `samsa log verify` prints of a check: a line for each finding, a line that sums up, JSON for machines. */
import type { Finding } from '@samsa/log/verify/finding'
import type { VerifiedDirectory } from '@samsa/log/verify/verify-directory'
import { bytesText } from './bytes-text.js'

export function findingLine(finding: Finding): string {
  const { severity, file, position, offset, message, repair } = finding
  const at = position === undefined ? '' : ` at ${position}`
  const of = offset === undefined ? '' : ` offset ${offset}`
  const what = repair === '' ? '' : ` (repair: ${repair})`
  return `${severity} ${file}${at}${of}: ${message}${what}`
}

interface Sums {
  readonly partitions: number
  readonly segments: number
  readonly batches: number
  readonly records: number
  readonly bytes: number
}

function sumsOf({ partitions }: VerifiedDirectory): Sums {
  const sums = { partitions: partitions.size, segments: 0, batches: 0, records: 0, bytes: 0 }
  for (const { segments, batches, records, bytes } of partitions.values()) {
    sums.segments += segments
    sums.batches += batches
    sums.records += records
    sums.bytes += bytes
  }
  return sums
}

export function summaryLine(path: string, checked: VerifiedDirectory): string {
  const { partitions, segments, batches, bytes } = sumsOf(checked)
  const notes = checked.findings.length - checked.problems
  return (
    `${path}: ${plural(partitions, 'partition')}, ${plural(segments, 'segment')}, ${plural(batches, 'batch')}, ` +
    `${bytesText(bytes)}: ${checked.problems === 0 ? 'no problems' : plural(checked.problems, 'problem')}` +
    `${notes === 0 ? '' : `, ${plural(notes, 'note')}`}`
  )
}

function plural(count: number, word: string): string {
  const many = word.endsWith('ch') ? `${word}es` : `${word}s`
  return `${count} ${count === 1 ? word : many}`
}

/** What a machine is told of checks. */
export function verifiedDocument(results: readonly { path: string; checked: VerifiedDirectory }[]): object {
  const directories = results.map(({ path, checked }) => ({
    path,
    ...sumsOf(checked),
    problems: checked.problems,
    findings: checked.findings,
  }))
  return { directories }
}
