/**
 * What an encoder throws when a message cannot be said in the version asked for: the caller is at fault.
 * A field that the version lacks and that may not be dropped silently, null where the version has none, a text that is
 * too long, a number that is no safe integer, a uuid that is none.
 */

/** A message that cannot be encoded; `message` names the field or the value. */
export class EncodeError extends Error {
  override readonly name = 'EncodeError'
}

/** The error for a field that holds a value although `version` has no such field. */
export function fieldNotInVersion(field: string, version: number): EncodeError {
  return new EncodeError(`${field} is set, but version ${version} has no such field`)
}

/** `value`, or an {@link EncodeError} naming the field if it is null in a version without null. */
export function notNull<T>(value: T | null, field: string, version: number): T {
  if (value === null) throw new EncodeError(`${field} is null, which version ${version} cannot say`)
  return value
}
