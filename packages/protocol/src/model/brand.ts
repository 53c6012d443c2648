/**
 * Names for numbers and texts that must not be mixed up.
 *
 * A brand exists for the compiler only: at run time an `Offset` is a plain number. Generated messages use plain
 * numbers, so a brand is added where a value enters a core (`value as Offset`), never checked here.
 */

/** `Base` that the compiler tells apart from every other `Base` by `Name`. */
export type Brand<Base, Name extends string> = Base & { readonly __brand: Name }

/** Position of a record in a partition: a safe integer, 0 and up; -1 where Kafka says "none". */
export type Offset = Brand<number, 'Offset'>

/** Number of a leadership of a partition; grows with every new leader. -1 where unknown. */
export type LeaderEpoch = Brand<number, 'LeaderEpoch'>

/** Milliseconds since the epoch (UTC). -1 where Kafka says "no timestamp". */
export type Instant = Brand<number, 'Instant'>

/** Identity of an idempotent or transactional producer. -1 for none. */
export type ProducerId = Brand<number, 'ProducerId'>
