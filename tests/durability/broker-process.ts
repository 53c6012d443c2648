/** `bin/samsa` as a process that is killed without warning and started again on the same data and port. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'

export class BrokerProcess {
  #child: ChildProcess | undefined
  #ended: Promise<void> = Promise.resolve()
  #output = ''
  starts = 0

  constructor(
    private readonly program: string,
    private readonly data: string,
    readonly port: number,
    private readonly settings: Readonly<Record<string, string>>,
    private readonly onSurprise: (what: string) => void,
  ) {}

  start(): void {
    this.starts += 1
    this.#output = ''
    const overrides = Object.entries(this.settings).flatMap(([name, value]) => [
      '--override',
      `${name}=${value}`,
    ])
    const child = spawn(
      process.execPath,
      [this.program, '--port', String(this.port), '--data', this.data, ...overrides],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    )
    const keep = (bytes: Buffer): void => {
      this.#output = (this.#output + bytes.toString()).slice(-4_000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    this.#child = child
    this.#ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        if (this.#child === child)
          this.onSurprise(`the broker ended by itself (${code ?? signal}):\n${this.#output}`)
        resolve()
      })
    })
  }

  /** kill -9, and gone once it resolves. */
  kill(): Promise<void> {
    return this.#end('SIGKILL')
  }

  /** A clean stop. */
  stop(): Promise<void> {
    return this.#end('SIGTERM')
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child
    this.#child = undefined
    child?.kill(signal)
    await this.#ended
  }
}

/** A port of the loopback that nobody uses now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
