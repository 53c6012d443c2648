/**
 * What a reader throws when bytes are not what they claim to be: the input is at fault, never the program.
 * Dispatch and clients catch it by class and close the connection or answer with a Kafka error.
 */

/**
 * Why bytes could not be decoded.
 *
 * - `truncated`: the bytes end before the value does;
 * - `length`: a length or count that is negative, too large for the bytes that remain, or contradicts its content;
 * - `int64-range`: a 64-bit number that no safe integer holds;
 * - `value`: anything else, such as null where the version has none, or a version that does not exist.
 */
export type DecodeErrorKind = 'truncated' | 'length' | 'int64-range' | 'value'

/** Bytes that cannot be decoded. `position` is where in the given bytes the refused value begins. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError'

  constructor(
    readonly kind: DecodeErrorKind,
    problem: string,
    readonly position: number,
  ) {
    super(`${problem} at byte ${position}`)
  }
}
