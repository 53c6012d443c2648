/**
 * kcat in the common vocabulary: one run of the program for each question. Bodies are read by their printed lengths,
 * so they may hold anything; what kcat writes must be text, and its records carry no timestamps of their own.
 */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Client, OutgoingRecord, ReadRecord, Verb, Verbs } from './client.js'

const keyEnd = '\u0001'
const recordEnd = '\u0002'

/** Room for a record of 1 MB, and no long wait at the end of a partition. */
const clientSettings = ['-X', 'message.max.bytes=1048576', '-X', 'fetch.wait.max.ms=50']

type Answerers = { [V in Verb]?: (request: Verbs[V][0]) => Promise<Verbs[V][1]> }

export class KcatClient implements Client {
  readonly #bootstrap: string
  readonly #members = new Map<string, KcatMember>()
  readonly #answerers: Answerers = {
    produce: (request) => this.#produce(request),
    consume: (request) => this.#consume(request),
    offsetsAt: ({ topic, timestamp, partitions }) => this.#query(topic, partitions, timestamp),
    offsets: (request) => this.#offsets(request),
    listTopics: async () => (await this.#metadata()).topics.map(({ topic }) => topic),
    describeTopic: async ({ topic }) => {
      const found = (await this.#metadata()).topics.find((candidate) => candidate.topic === topic)
      const ids = (list: readonly { id: number }[]) => list.map(({ id }) => id)
      return {
        partitions: (found?.partitions ?? []).map(({ partition, leader, replicas, isrs }) => ({
          index: partition,
          leader,
          replicas: ids(replicas),
          isr: ids(isrs),
        })),
      }
    },
    join: async ({ member, group, topic, assignor }) => {
      const extra = ['-X', `partition.assignment.strategy=${assignor ?? 'range,roundrobin'}`]
      this.#members.set(member, new KcatMember(['-b', this.#bootstrap, ...extra, '-G', group, topic]))
      return null
    },
    owned: async ({ member }) => this.#members.get(member)?.owned ?? [],
    leave: async ({ member }) => {
      await this.#members.get(member)?.leave()
      this.#members.delete(member)
      return null
    },
  }

  constructor(bootstrap: string) {
    this.#bootstrap = bootstrap
  }

  async call<V extends Verb>(verb: V, request: Verbs[V][0]): Promise<Verbs[V][1]> {
    const answer = this.#answerers[verb]
    if (answer === undefined) throw new Error(`kcat has no ${verb}`)
    return await answer(request)
  }

  async close(): Promise<void> {
    for (const member of this.#members.values()) await member.leave()
  }

  /** Records in runs that one command line can describe: same headers, partition, and what is null. */
  async #produce({ topic, codec, idempotent, partitioner, records }: Verbs['produce'][0]): Promise<null> {
    const kind = partitioner === 'own' ? 'consistent_random' : 'murmur2_random'
    const settings = ['-X', `enable.idempotence=${idempotent}`, '-X', `partitioner=${kind}`]
    let run: OutgoingRecord[] = []
    const flush = async () => {
      if (run.length > 0) await this.#produceRun(['-t', topic, '-z', codec, ...settings], run)
      run = []
    }
    for (const record of records) {
      if (run[0] !== undefined && shape(run[0]) !== shape(record)) await flush()
      run.push(record)
    }
    await flush()
    return null
  }

  async #produceRun(args: readonly string[], run: readonly OutgoingRecord[]): Promise<void> {
    const [first] = run
    if (first === undefined) return
    const flags = ['-D', recordEnd]
    if (first.value === null) flags.push('-Z')
    if (first.partition !== undefined) flags.push('-p', String(first.partition))
    if (first.key !== null) flags.push('-K', keyEnd)
    for (const [name, value] of first.headers)
      flags.push('-H', value === null ? name : `${name}=${text(value)}`)
    const lines = run.map(({ key, value }) => (key === null ? '' : text(key) + keyEnd) + text(value ?? ''))
    await this.#run(['-P', ...args, ...flags], lines.join(recordEnd))
  }

  async #consume({ topic, from, count }: Verbs['consume'][0]): Promise<ReadRecord[]> {
    const found: ReadRecord[] = []
    for (const [partition, offset] of Object.entries(from)) {
      if (found.length >= count) break
      const place = ['-t', topic, '-p', partition, '-o', String(offset)]
      const format = ['-f', '%p %o %T %K %S %h\\n%k%s\\n']
      found.push(...parseRecords(await this.#run(['-C', '-q', '-e', ...place, ...format])))
    }
    return found.slice(0, count)
  }

  async #query(topic: string, partitions: readonly number[], timestamp: number) {
    const wanted = partitions.flatMap((partition) => ['-t', `${topic}:${partition}:${timestamp}`])
    const answer = JSON.parse((await this.#run(['-Q', '-J', ...wanted])).toString()) as Record<
      string,
      Record<string, { offset: number }>
    >
    const entries = partitions.map((partition) => [partition, answer[topic]?.[partition]?.offset ?? -2])
    return Object.fromEntries(entries) as Record<string, number>
  }

  async #offsets({ topic, partitions }: Verbs['offsets'][0]) {
    const earliest = await this.#query(topic, partitions, -2)
    const latest = await this.#query(topic, partitions, -1)
    const pairs = partitions.map((p) => [p, { earliest: earliest[p] ?? -2, latest: latest[p] ?? -2 }])
    return Object.fromEntries(pairs) as Record<string, { earliest: number; latest: number }>
  }

  async #metadata() {
    return JSON.parse((await this.#run(['-L', '-J'])).toString()) as {
      topics: {
        topic: string
        partitions: {
          partition: number
          leader: number
          replicas: { id: number }[]
          isrs: { id: number }[]
        }[]
      }[]
    }
  }

  #run(args: readonly string[], input = ''): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const child = spawn('kcat', ['-b', this.#bootstrap, '-m', '20', ...clientSettings, ...args])
      const output: Buffer[] = []
      const complaints: Buffer[] = []
      const timer = setTimeout(() => child.kill('SIGKILL'), 60_000)
      child.stdout.on('data', (bytes: Buffer) => output.push(bytes))
      child.stderr.on('data', (bytes: Buffer) => complaints.push(bytes))
      child.on('error', reject)
      child.on('close', (code) => {
        clearTimeout(timer)
        if (code === 0) resolve(Buffer.concat(output))
        else reject(new Error(`kcat ${args.join(' ')} ended with ${code}: ${Buffer.concat(complaints)}`))
      })
      child.stdin.on('error', () => {})
      child.stdin.end(input)
    })
  }
}

/** A kcat in a consumer group: it tells its assignment on stderr, at each rebalance anew. */
class KcatMember {
  readonly #process
  readonly #gone: Promise<void>
  owned: number[] = []

  constructor(args: readonly string[]) {
    this.#process = spawn('kcat', args, { stdio: ['ignore', 'ignore', 'pipe'] })
    createInterface({ input: this.#process.stderr }).on('line', (line) => this.#heard(line))
    this.#gone = new Promise((resolve) => this.#process.on('close', () => resolve()))
  }

  /** Lines like `% Group g rebalanced (memberid m): assigned: t [0], t [1]` and the same with `revoked`. */
  #heard(line: string): void {
    const told = /rebalanced .*: (assigned|revoked): (.*)$/.exec(line)
    if (told === null) return
    const partitions = [...told[2]!.matchAll(/\[(\d+)\]/g)].map(([, index]) => Number(index))
    this.owned = told[1] === 'assigned' ? partitions : []
  }

  async leave(): Promise<void> {
    this.#process.kill('SIGINT')
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), 10_000)
    await this.#gone
    clearTimeout(timer)
  }
}

function text(base64: string): string {
  return Buffer.from(base64, 'base64').toString()
}

function shape({ key, value, partition, headers }: OutgoingRecord): string {
  return JSON.stringify([key === null, value === null, partition, headers])
}

function parseRecords(output: Buffer): ReadRecord[] {
  const records: ReadRecord[] = []
  for (let at = 0; at < output.length; ) {
    const lineEnd = output.indexOf(10, at)
    const [partition, offset, timestamp, keyLength, valueLength, ...rest] = output
      .toString('utf8', at, lineEnd)
      .split(' ')
    at = lineEnd + 1
    const take = (length: number): string | null => {
      if (length < 0) return null
      at += length
      return output.toString('base64', at - length, at)
    }
    const key = take(Number(keyLength))
    const value = take(Number(valueLength))
    at += 1
    records.push({
      partition: Number(partition),
      offset: Number(offset),
      timestamp: Number(timestamp),
      key,
      value,
      headers: parseHeaders(rest.join(' ')),
    })
  }
  return records
}

function parseHeaders(line: string): [string, string | null][] {
  if (line === '') return []
  return line.split(',').map((pair) => {
    const at = pair.indexOf('=')
    const value = pair.slice(at + 1)
    return [pair.slice(0, at), value === 'NULL' ? null : Buffer.from(value).toString('base64')]
  })
}
