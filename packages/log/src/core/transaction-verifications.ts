/**
 * Producers whose first batch of a transaction waits for the coordinator's word that the transaction is open and
 * holds this partition (KIP-890): so that a late batch cannot begin a transaction that nobody will end. Each
 * waits under a guard of its own; a marker or a batch in between makes the guard worthless. Asks nobody.
 */

/** No guard: never right. */
export const NO_GUARD = 0

/** One producer that waits. */
export interface VerificationEntry {
  readonly producerId: number
  readonly guard: number
  /** When it began, wall clock. */
  readonly since: number
  /** Of what waits: nothing above it may be appended before it. */
  readonly lowestSequence: number
  readonly producerEpoch: number
  /** Transaction version 2: an unknown producer begins with sequence 0. */
  readonly supportsEpochBump: boolean
}

/** What a batch that begins a transaction says of itself. */
export interface VerificationRequest {
  readonly producerId: number
  readonly producerEpoch: number
  readonly sequence: number
  readonly supportsEpochBump: boolean
}

/** Of one partition. Mutable and synchronous; nothing of it is stored. */
export class TransactionVerifications {
  readonly #waiting = new Map<number, VerificationEntry>()
  #lastGuard = NO_GUARD

  /** How many producers wait. */
  get size(): number {
    return this.#waiting.size
  }

  get(producerId: number): VerificationEntry | undefined {
    return this.#waiting.get(producerId)
  }

  /** Begins to wait, or goes on: one guard for all that the producer sends meanwhile. Returns it. */
  start(request: VerificationRequest, now: number): number {
    const { producerId, producerEpoch, sequence, supportsEpochBump } = request
    const known = this.#waiting.get(producerId)
    if (known === undefined) {
      const guard = ++this.#lastGuard
      const waiting = {
        producerId,
        guard,
        since: now,
        lowestSequence: sequence,
        producerEpoch,
        supportsEpochBump,
      }
      this.#waiting.set(producerId, waiting)
      return guard
    }
    const isLower = producerEpoch === known.producerEpoch && sequence < known.lowestSequence
    if (isLower || producerEpoch > known.producerEpoch) {
      this.#waiting.set(producerId, { ...known, producerEpoch, lowestSequence: sequence })
    }
    return known.guard
  }

  /** The guard is the one under which the producer waits. */
  isVerified(producerId: number, guard: number): boolean {
    return guard !== NO_GUARD && this.#waiting.get(producerId)?.guard === guard
  }

  /** A transactional batch or a marker of this producer was appended. */
  clear(producerId: number): void {
    this.#waiting.delete(producerId)
  }

  /** Forgets those who have waited for `expirationMs`. */
  removeExpired(now: number, expirationMs: number): void {
    for (const { producerId, since } of this.#waiting.values()) {
      if (now - since >= expirationMs) this.#waiting.delete(producerId)
    }
  }
}
