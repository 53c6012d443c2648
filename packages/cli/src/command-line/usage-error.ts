/** A command line that cannot be carried out. The message says what to do; the tool ends with status 1. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
