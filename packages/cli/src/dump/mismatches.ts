/** What does not fit between indexes and logs: kept while files are dumped, told at the end, as Kafka's tool does. */
import type { OffsetGaps } from './dump-log-file.js'

type Pairs = Map<string, (readonly [number, number])[]>

/** By the absolute path of the file; files come in the order in which they were dumped. */
export class Mismatches {
  readonly #indexes: Pairs = new Map()
  readonly #timestamps: Pairs = new Map()
  readonly #order: Pairs = new Map()
  readonly #notFound: Pairs = new Map()

  /** An entry of an offset index that leads to a batch with another last offset. */
  index(path: string, indexOffset: number, logOffset: number): void {
    add(this.#indexes, path, indexOffset, logOffset)
  }

  /** An entry of a time index whose batch has another largest time. */
  timestamp(path: string, indexTimestamp: number, logTimestamp: number): void {
    add(this.#timestamps, path, indexTimestamp, logTimestamp)
  }

  /** An entry of a time index that is not later than the one before it. */
  outOfOrder(path: string, timestamp: number, before: number): void {
    add(this.#order, path, timestamp, before)
  }

  /** An entry of a time index whose offset ends no batch; `found` is the one that holds it, -1 for none. */
  offsetNotFound(path: string, offset: number, found: number): void {
    add(this.#notFound, path, offset, found)
  }

  tell(err: (text: string) => void): void {
    for (const [path, pairs] of this.#indexes) {
      err(`Mismatches in :${path}\n`)
      const byOffset = [...new Map(pairs)].sort(([a], [b]) => b - a)
      for (const [index, log] of byOffset) err(`  Index offset: ${index}, log offset: ${log}\n`)
    }
    for (const [path, pairs] of this.#timestamps) {
      err(`Found timestamp mismatch in :${path}\n`)
      for (const [index, log] of pairs) err(`  Index timestamp: ${index}, log timestamp: ${log}\n`)
    }
    for (const [path, pairs] of this.#order) {
      err(`Found out of order timestamp in :${path}\n`)
      for (const [index, before] of pairs)
        err(`  Index timestamp: ${index}, Previously indexed timestamp: ${before}\n`)
    }
    for (const pairs of this.#notFound.values()) {
      err('The following indexed offsets are not found in the log.\n')
      for (const [offset, found] of pairs) err(`Indexed offset: ${offset}, found log offset: ${found}\n`)
    }
  }
}

function add(to: Pairs, path: string, first: number, second: number): void {
  const known = to.get(path)
  if (known === undefined) to.set(path, [[first, second]])
  else known.push([first, second])
}

export function tellGaps(gaps: OffsetGaps, err: (text: string) => void): void {
  for (const [path, pairs] of gaps) {
    err(`Non-consecutive offsets in ${path}\n`)
    for (const [before, after] of [...pairs].sort(([a], [b]) => a - b))
      err(`  ${before} is followed by ${after}\n`)
  }
}
