/**
 * A broker as its own process, watched from outside: the peak of its resident memory, its open handles, what it
 * logs, whether it lives. Linux only for memory and handles (/proc); elsewhere those are not judged.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const startMs = 15_000

/** See the file. */
export class BrokerProcess {
  readonly lines: string[] = []
  port = 0
  exit: string | undefined
  #child: ChildProcess | undefined
  #rest = ''
  readonly #data = mkdtempSync(join(tmpdir(), 'samsa-hostile-'))

  /** Resolves once the broker answers on its port. */
  async start(program: string): Promise<void> {
    this.port = await freePort()
    const child = spawn(process.execPath, [program, '--port', String(this.port), '--data', this.#data], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    this.#child = child
    process.on('exit', () => this.#abandon())
    child.stderr?.setEncoding('utf8')
    child.stderr?.on('data', (text: string) => this.#take(text))
    child.on('exit', (code, signal) => {
      this.exit = `exit code ${code}, signal ${signal}`
    })
    const until = Date.now() + startMs
    while (!(await answers(this.port))) {
      if (this.exit !== undefined || Date.now() > until)
        throw new Error(`the broker did not start (${this.exit ?? 'no answer'}):\n${this.lines.join('\n')}`)
      await pause(50)
    }
  }

  async stop(): Promise<void> {
    const child = this.#child
    if (child !== undefined && this.exit === undefined) {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      const hard = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await gone
      clearTimeout(hard)
    }
    rmSync(this.#data, { recursive: true, force: true })
  }

  #abandon(): void {
    this.#child?.kill('SIGKILL')
    rmSync(this.#data, { recursive: true, force: true })
  }

  /** Resident bytes now. */
  get residentBytes(): number {
    return this.#status('VmRSS')
  }

  /** The most resident bytes since `forgetPeak`. */
  get peakBytes(): number {
    return this.#status('VmHWM')
  }

  forgetPeak(): void {
    if (process.platform === 'linux') writeFileSync(`/proc/${this.#child?.pid}/clear_refs`, '5')
  }

  /** Sockets the broker holds. Files are its own affair: logs are opened as they are used. */
  get openSockets(): number {
    if (process.platform !== 'linux') return 0
    const folder = `/proc/${this.#child?.pid}/fd`
    return readdirSync(folder).filter((name) => linkOf(join(folder, name)).startsWith('socket:')).length
  }

  #status(field: string): number {
    if (process.platform !== 'linux') return 0
    const status = readFileSync(`/proc/${this.#child?.pid}/status`, 'utf8')
    return Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) * 1024
  }

  #take(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    this.lines.push(...lines)
  }
}

/** Empty when the handle was closed meanwhile. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
