/** One line on a terminal that says how far a long work is; nothing where output goes elsewhere. */
import type { Terminal } from '../tool.js'
import { bytesText } from './bytes-text.js'

const CLEAR = '\r\x1b[K'
const BYTES_BETWEEN = 64 * 1024 * 1024

export class ProgressLine {
  #what = ''
  #bytes = 0
  #shownBytes = 0

  constructor(private readonly terminal: Terminal) {}

  show(what: string): void {
    this.#what = what
    this.#write()
  }

  add(bytes: number): void {
    this.#bytes += bytes
    if (this.#bytes - this.#shownBytes >= BYTES_BETWEEN) this.#write()
  }

  clear(): void {
    if (this.terminal.outputIsTerminal) this.terminal.err(CLEAR)
  }

  #write(): void {
    if (!this.terminal.outputIsTerminal) return
    this.#shownBytes = this.#bytes
    this.terminal.err(`${CLEAR}${this.#what}, ${bytesText(this.#bytes)} read`)
  }
}
