/**
 * What ends a dump: told as Kafka's tool tells it, with the name of the Java exception, which scripts look for, and
 * without the stack.
 */
export class DumpFailure extends Error {
  override readonly name = 'DumpFailure'

  /** @param exception the class by its full name: java.nio.file.NoSuchFileException */
  constructor(
    readonly exception: string,
    message?: string,
  ) {
    super(message)
  }

  get line(): string {
    return `Exception in thread "main" ${this.exception}${this.message === '' ? '' : `: ${this.message}`}\n`
  }
}
