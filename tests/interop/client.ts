/**
 * What every client under test can be asked to do, in one vocabulary: scenarios are written once and each client's
 * driver translates them into its own library's calls. Bytes travel as base64, null stays null. Owns the process of a
 * driver (one JSON object a line, both ways); refuses answers that do not come within a bound.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export type Codec = 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd'

export const codecs: readonly Codec[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd']

/** A record to write. `partition` left out: the client's own partitioner decides. */
export interface OutgoingRecord {
  readonly key: string | null
  readonly value: string | null
  readonly headers: readonly (readonly [name: string, value: string | null])[]
  readonly timestamp?: number
  readonly partition?: number
}

export interface ReadRecord extends OutgoingRecord {
  readonly partition: number
  readonly offset: number
  readonly timestamp: number
}

export interface TopicDescription {
  readonly partitions: readonly { index: number; leader: number; replicas: number[]; isr: number[] }[]
}

type ByPartition<T> = Record<string, T>

/** Each verb: what it is given and what it answers. */
export interface Verbs {
  /** `partitioner`: 'murmur2' asks for the one that equals Kafka's, 'own' for the client's documented default. */
  produce: [
    {
      topic: string
      codec: Codec
      idempotent: boolean
      partitioner?: 'murmur2' | 'own'
      records: readonly OutgoingRecord[]
    },
    null,
  ]
  /** Reads from the given offsets on until `count` records came; a client that waits too long answers what it has. */
  consume: [{ topic: string; from: ByPartition<number>; count: number }, ReadRecord[]]
  /** The first offset at or after the timestamp; -1 when there is none. */
  offsetsAt: [{ topic: string; timestamp: number; partitions: readonly number[] }, ByPartition<number>]
  offsets: [
    { topic: string; partitions: readonly number[] },
    ByPartition<{ earliest: number; latest: number }>,
  ]
  join: [{ member: string; group: string; topic: string; assignor?: string }, null]
  /** The partitions that the member owns at this moment. */
  owned: [{ member: string }, number[]]
  leave: [{ member: string }, null]
  commit: [{ group: string; topic: string; offsets: ByPartition<number> }, null]
  committed: [{ group: string; topic: string; partitions: readonly number[] }, ByPartition<number>]
  createTopic: [{ topic: string; partitions: number; configs: Record<string, string> }, null]
  describeTopic: [{ topic: string }, TopicDescription]
  listTopics: [Record<string, never>, string[]]
  alterConfig: [{ topic: string; name: string; value: string }, null]
  describeConfig: [{ topic: string; name: string }, string]
  createPartitions: [{ topic: string; count: number }, null]
  deleteTopic: [{ topic: string }, null]
  deleteRecords: [{ topic: string; offsets: ByPartition<number> }, null]
  listGroups: [Record<string, never>, string[]]
  describeGroup: [{ group: string }, { state: string; members: number }]
  deleteGroup: [{ group: string }, null]
}

export type Verb = keyof Verbs

/** One client library, ready to be asked. */
export interface Client {
  call<V extends Verb>(verb: V, request: Verbs[V][0]): Promise<Verbs[V][1]>
  close(): Promise<void>
}

const answerWithinMs = 60_000

/** A client that runs in its own process and answers one line for each line it is sent. */
export class DriverProcess implements Client {
  readonly #process: ChildProcess
  readonly #waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>()
  readonly #complaints: string[] = []
  #nextId = 1
  #ended = false

  constructor(command: string, args: readonly string[], cwd: string, environment: Record<string, string>) {
    this.#process = spawn(command, args, {
      cwd,
      env: { ...process.env, ...environment },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    createInterface({ input: this.#process.stdout! }).on('line', (line) => this.#answered(line))
    createInterface({ input: this.#process.stderr! }).on('line', (line) => {
      this.#complaints.push(line)
      if (this.#complaints.length > 12) this.#complaints.shift()
    })
    this.#process.stdin!.on('error', () => {})
    this.#process.on('error', (error) => this.#end(`cannot run ${command}: ${error.message}`))
    this.#process.on('exit', (code, signal) => this.#end(`driver ended (${signal ?? code})`))
  }

  call<V extends Verb>(verb: V, request: Verbs[V][0]): Promise<Verbs[V][1]> {
    if (this.#ended) return Promise.reject(new Error(this.#withComplaints('driver is gone')))
    const id = this.#nextId++
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id)
        reject(new Error(this.#withComplaints(`no answer to ${verb} within ${answerWithinMs / 1000} s`)))
      }, answerWithinMs)
      this.#waiting.set(id, {
        resolve: (value) => {
          clearTimeout(timer)
          resolve(value)
        },
        reject: (error) => {
          clearTimeout(timer)
          reject(error)
        },
      })
      this.#process.stdin!.write(`${JSON.stringify({ id, verb, ...request })}\n`)
    })
  }

  async close(): Promise<void> {
    if (this.#ended) return
    const exited = new Promise<void>((resolve) => this.#process.once('exit', () => resolve()))
    this.#process.stdin!.end()
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), 3_000)
    await exited
    clearTimeout(timer)
  }

  #answered(line: string): void {
    if (!line.startsWith('{')) return
    const answer = JSON.parse(line) as { id: number; result?: never; error?: string }
    const waiting = this.#waiting.get(answer.id)
    this.#waiting.delete(answer.id)
    if (answer.error === undefined) waiting?.resolve(answer.result as never)
    else waiting?.reject(new Error(this.#withComplaints(answer.error)))
  }

  #end(why: string): void {
    this.#ended = true
    for (const waiting of this.#waiting.values()) waiting.reject(new Error(this.#withComplaints(why)))
    this.#waiting.clear()
  }

  /** The error, with what the library said meanwhile: often the only place where it tells the broker's answer. */
  #withComplaints(why: string): string {
    const said = this.#complaints.splice(0).map((line) => `\n      | ${line.slice(0, 300)}`)
    return `${why}${said.join('')}`
  }
}
