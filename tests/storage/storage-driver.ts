/**
 * Kafka's Java client as a process of its own, asked in lines: writes batches and transactions as steps tell, reads
 * whole partitions in either isolation level. The other half is java/StorageDriver.java.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** Offset, timestamp, key and value in base64, headers. */
export type ShownRecord = readonly [
  offset: number,
  timestamp: number,
  key: string | null,
  value: string | null,
  headers: readonly (readonly [string, string | null])[],
]

/** Timestamp, key and value in base64. */
export type WantedRecord = readonly [timestamp: number, key: string | null, value: string | null]

export interface WriteStep {
  /** Producers are made when they are first named. */
  readonly producer: string
  readonly act?: 'begin' | 'commit' | 'abort'
  readonly codec?: string
  /** One batch. */
  readonly records?: readonly WantedRecord[]
}

export type Isolation = 'read_committed' | 'read_uncommitted'

export const isolations: readonly Isolation[] = ['read_uncommitted', 'read_committed']

export class StorageDriver {
  readonly #process: ChildProcess
  readonly #waiting: { resolve(value: unknown): void; reject(error: Error): void }[] = []
  #complaints = ''

  constructor(command: { java: string; args: readonly string[] }, bootstrap: string) {
    this.#process = spawn(command.java, [...command.args, bootstrap], { stdio: ['pipe', 'pipe', 'pipe'] })
    createInterface({ input: this.#process.stdout! }).on('line', (line) => {
      if (!line.startsWith('{')) return
      const { result, error } = JSON.parse(line) as { result?: unknown; error?: string }
      const waiting = this.#waiting.shift()
      if (error === undefined) waiting?.resolve(result)
      else waiting?.reject(new Error(`${error}\n${this.#complaints}`))
    })
    this.#process.stderr!.on('data', (bytes: Buffer) => {
      this.#complaints = (this.#complaints + bytes.toString()).slice(-2_000)
    })
    this.#process.stdin!.on('error', () => {})
    this.#process.on('exit', () => {
      for (const { reject } of this.#waiting.splice(0)) reject(new Error(`driver ended\n${this.#complaints}`))
    })
  }

  async createTopics(topics: Readonly<Record<string, Readonly<Record<string, string>>>>): Promise<void> {
    await this.#ask({ verb: 'createTopics', topics })
  }

  async write(topic: string, steps: readonly WriteStep[]): Promise<void> {
    await this.#ask({ verb: 'write', topic, steps })
  }

  async read(topics: readonly string[], isolation: Isolation): Promise<Record<string, ShownRecord[]>> {
    return (await this.#ask({ verb: 'read', topics, isolation })) as Record<string, ShownRecord[]>
  }

  async close(): Promise<void> {
    if (this.#process.exitCode !== null) return
    const exited = new Promise<void>((resolve) => this.#process.once('exit', () => resolve()))
    this.#process.stdin!.end()
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), 5_000)
    await exited
    clearTimeout(timer)
  }

  #ask(request: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      this.#process.stdin!.write(`${JSON.stringify(request)}\n`)
    })
  }
}
