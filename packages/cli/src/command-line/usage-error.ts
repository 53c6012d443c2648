/** A command line that cannot be carried out. The message says what to do; `usageExitCode` is how the tool ends. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  constructor(
    message: string,
    /** What a machine, which asked for --json, is told beside the message. */
    readonly document: object = {},
  ) {
    super(message)
  }
}
