/**
 * What writers did and were promised, kept outside the world so that no crash can touch it. Each record's value names
 * its writer and its number; `findings` compares the promises with what the log holds at the end.
 */
import type { RecordData } from '@samsa/record'

export interface Attempt {
  readonly number: number
  /** When it was last sent: an acknowledgement may still be under way when the power goes. */
  sentAtMs?: number
  /** Offset in the acknowledgement; undefined: none came. */
  offset?: number
  ackedAtMs?: number
  /** The broker said no, so the record must not be there. */
  refused?: boolean
}

export interface WriterLedger {
  readonly name: string
  readonly topic: string
  readonly partition: number
  /** Acknowledged means on the device; otherwise a power loss may take the end of the log. */
  readonly durable: boolean
  readonly attempts: Attempt[]
}

export interface Ledger {
  readonly writers: WriterLedger[]
  readonly powerLossesMs: number[]
  readonly topics: Map<string, 'creating' | 'created' | 'deleting' | 'deleted'>
  readonly commits: Map<string, { acked: number; tried: number }>
  /** What readers saw: value by offset, per durable partition. */
  readonly seen: Map<string, Map<number, string>>
}

export function emptyLedger(): Ledger {
  return { writers: [], powerLossesMs: [], topics: new Map(), commits: new Map(), seen: new Map() }
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** A value that names its record, filled up to `size` bytes. */
export function valueOf(writer: string, number: number, size: number): Uint8Array {
  const name = encoder.encode(`${writer}:${number}:`)
  const value = new Uint8Array(Math.max(size, name.length)).fill(120)
  value.set(name)
  return value
}

/** `writer:number` of a record. */
export function nameOf(record: RecordData): string {
  const text = decoder.decode((record.value ?? new Uint8Array(0)).subarray(0, 40))
  return text.split(':').slice(0, 2).join(':')
}

/** What is wrong with one partition's content, in words. */
export function findings(
  ledger: Ledger,
  topic: string,
  partition: number,
  records: readonly RecordData[],
): string[] {
  const where = `${topic}-${partition}`
  const wrong: string[] = []
  const offsets = new Map<string, number[]>()
  let last = -1
  for (const record of records) {
    if (record.offset !== last + 1) wrong.push(`${where}: offset ${record.offset} follows ${last}`)
    last = record.offset
    const name = nameOf(record)
    offsets.set(name, [...(offsets.get(name) ?? []), record.offset])
  }
  for (const writer of ledger.writers) {
    if (writer.topic !== topic || writer.partition !== partition) continue
    wrong.push(...writerFindings(ledger, writer, offsets).map((finding) => `${where}: ${finding}`))
  }
  for (const [offset, name] of ledger.seen.get(where) ?? []) {
    const now = offsets.get(name)
    if (now?.includes(offset) !== true)
      wrong.push(`${where}: ${name} was read at ${offset} and is now at ${now}`)
  }
  return wrong
}

function writerFindings(ledger: Ledger, writer: WriterLedger, offsets: Map<string, number[]>): string[] {
  const wrong: string[] = []
  let lastOffset = -1
  for (const attempt of writer.attempts) {
    const name = `${writer.name}:${attempt.number}`
    const found = offsets.get(name) ?? []
    if (found.length > 1) wrong.push(`${name} is there ${found.length} times, at ${found}`)
    if (attempt.refused === true && found.length > 0) wrong.push(`${name} was refused and is at ${found}`)
    const offset = found[0]
    if (offset === undefined) {
      const lost = attempt.ackedAtMs !== undefined && !mayBeLost(ledger, writer, attempt, offsets)
      if (lost) wrong.push(`${name} was acknowledged at offset ${attempt.offset} and is gone`)
      continue
    }
    if (attempt.ackedAtMs !== undefined && attempt.offset !== offset) {
      wrong.push(`${name} was acknowledged at offset ${attempt.offset} and is at ${offset}`)
    }
    if (offset < lastOffset) wrong.push(`${name} at ${offset} is before its predecessor at ${lastOffset}`)
    lastOffset = offset
  }
  return wrong
}

/** Unsynced data may vanish in a power loss, but only as the end of the log: what came after it must be gone too. */
function mayBeLost(
  ledger: Ledger,
  writer: WriterLedger,
  attempt: Attempt,
  offsets: Map<string, number[]>,
): boolean {
  if (writer.durable) return false
  const loss = ledger.powerLossesMs.find((at) => at >= (attempt.sentAtMs ?? 0))
  if (loss === undefined) return false
  const survivor = writer.attempts.find(
    (other) =>
      other.number > attempt.number &&
      other.ackedAtMs !== undefined &&
      other.ackedAtMs < loss &&
      offsets.has(`${writer.name}:${other.number}`),
  )
  return survivor === undefined
}
