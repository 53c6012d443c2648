/** A check of the storage suite, and the stage on which all of them play. */
export interface Stage {
  /** Folder with the jars of the Kafka release. */
  readonly jars: string
  /** Command line of the Java half of `StorageDriver`. */
  readonly driver: { readonly java: string; readonly args: readonly string[] }
  /** Arguments for Node, before a data directory and an ending, that run `writeDirectory`. */
  readonly writer: readonly string[]
  /** Path of `bin/samsa`. */
  readonly program: string
  /** A new empty folder, removed after a run in which everything held. */
  folder(name: string): string
  say(line: string): void
}

export interface Check {
  readonly name: string
  /** Throws, with a message for people, when it does not hold. Resolves to why it could not be tried here, if so. */
  run(stage: Stage): Promise<string | void>
}

/** Throws when there are problems; the first of them are in the message. */
export function assert(problems: readonly string[], where: string): void {
  if (problems.length === 0) return
  const more = problems.length > 8 ? `\n  and ${problems.length - 8} more` : ''
  throw new Error(`${where}:\n  ${problems.slice(0, 8).join('\n  ')}${more}`)
}
