/** The terminal of this process. Only programs make one. */
import { writeSync } from 'node:fs'
import type { Terminal } from '../tool.js'

export function processTerminal(): Terminal {
  const interrupted = new AbortController()
  const stop = (): void => {
    // The second one is for a tool that does not come to its end.
    if (interrupted.signal.aborted) process.exit(130)
    interrupted.abort()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  // A reader that went away (`| head`) ends the tool quietly, as it ends any program in a pipe.
  process.stdout.on('error', () => process.exit(0))
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void writeSync(2, text),
    input: process.stdin,
    inputIsTerminal: process.stdin.isTTY === true,
    outputIsTerminal: process.stdout.isTTY === true,
    interrupted: interrupted.signal,
  }
}
