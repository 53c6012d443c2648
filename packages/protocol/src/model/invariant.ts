/**
 * Claims about our own code that must hold.
 *
 * A broken invariant is a bug of Samsa, never an answer to bad input: bad input has typed errors
 * (`DecodeError`, `EncodeError`, Kafka error names in replies). The process is meant to stop on it.
 */

/** Thrown when a claim that the code relies on is false; `message` is the claim. */
export class InvariantBroken extends Error {
  override readonly name = 'InvariantBroken'
}

/** Throws {@link InvariantBroken} with `claim` unless `condition` holds. */
export function invariant(condition: boolean, claim: string): asserts condition {
  if (!condition) throw new InvariantBroken(claim)
}
