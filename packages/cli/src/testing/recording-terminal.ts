/** A terminal for tests: keeps what a tool writes, answers with the lines given. */
import type { Terminal } from '../tool.js'

export interface RecordingTerminal {
  readonly terminal: Terminal
  output(): string
  errors(): string
}

export function recordingTerminal(
  options: { readonly input?: string; readonly isTerminal?: boolean } = {},
): RecordingTerminal {
  let out = ''
  let err = ''
  const terminal: Terminal = {
    out: (text) => {
      out += String(text)
    },
    err: (text) => {
      err += text
    },
    input: (async function* () {
      if (options.input !== undefined) yield new TextEncoder().encode(options.input)
    })(),
    inputIsTerminal: options.isTerminal ?? false,
    outputIsTerminal: options.isTerminal ?? false,
    interrupted: new AbortController().signal,
  }
  return { terminal, output: () => out, errors: () => err }
}
