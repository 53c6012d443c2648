/**
 * What a check of a data directory says: where something is, what it means, and what a repair would do about it.
 * Owns the kinds and their bound per file, so that a file of noise yields a few lines.
 */

export type FindingKind =
  | 'corrupt-batch'
  | 'torn-tail'
  | 'undecodable-batch'
  | 'offset-gap'
  | 'offset-index'
  | 'time-index'
  | 'transaction-index'
  | 'leader-epochs'
  | 'producer-snapshot'
  | 'partition-metadata'
  | 'checkpoint'
  | 'meta-properties'
  | 'leftover'
  | 'unknown-file'
  | 'missing-file'
  | 'shutdown'
  | 'unreadable'

export interface Finding {
  readonly kind: FindingKind
  /** A note is nothing wrong: something that a start finishes, or that is left for a person to know. */
  readonly severity: 'problem' | 'note'
  /** From the directory that was checked on: 'orders-0/00000000000000000000.log'. */
  readonly file: string
  /** Byte in the file. */
  readonly position?: number
  /** Offset in the log. */
  readonly offset?: number
  /** What is there, and what it means. */
  readonly message: string
  /** What a repair does about it; '' when nothing is done. */
  readonly repair: string
}

const MOST_PER_FILE = 10

/** Collects findings in the order in which they come. */
export class Findings {
  readonly #found: Finding[] = []
  readonly #counts = new Map<string, number>()

  add(finding: Finding): void {
    const key = `${finding.kind} ${finding.file}`
    const count = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, count)
    if (count <= MOST_PER_FILE) this.#found.push(finding)
    else if (count === MOST_PER_FILE + 1) {
      this.#found.push({
        kind: finding.kind,
        severity: finding.severity,
        file: finding.file,
        message: 'and more of this kind, which are not listed',
        repair: finding.repair,
      })
    }
  }

  get all(): readonly Finding[] {
    return this.#found
  }

  get problems(): number {
    return this.#found.filter(({ severity }) => severity === 'problem').length
  }
}
