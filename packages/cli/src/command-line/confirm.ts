/** A question on the terminal, answered with yes or no. */
import type { Terminal } from '../tool.js'

/** Whether the answer begins with y; the end of input is no. */
export async function confirmed(terminal: Terminal, question: string): Promise<boolean> {
  terminal.err(question)
  for await (const bytes of terminal.input) return /^\s*y/i.test(new TextDecoder().decode(bytes))
  return false
}
