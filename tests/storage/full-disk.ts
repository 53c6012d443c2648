/**
 * A broker on a small file system of its own (tmpfs, where this user may mount one) that a producer fills up: produce
 * is refused, reads go on, a stop, a kill and a start on the full disk lose nothing, and once a topic is deleted the
 * producer goes on by itself. In the end exactly what was acknowledged is there, in order, once.
 */
import { spawnSync } from 'node:child_process'
import { closeSync, openSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Admin, Consumer, Producer } from '@samsa/client'
import type { Host } from '@samsa/host'
import { createNodeHost } from '@samsa/host/node/node-host'
import { BrokerProcess, freePort } from '../durability/broker-process.js'
import { assert, type Check, type Stage } from './check.js'

const TOPIC = 'filled'
const BALLAST = 'ballast'
const VALUE_BYTES = 10_000
const BALLAST_RECORDS = 1_500

export function* fullDiskChecks(): Generator<Check> {
  yield { name: 'a full disk', run: fullDisk }
}

async function fullDisk(stage: Stage): Promise<string | void> {
  const folder = stage.folder('full-disk')
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder], { encoding: 'utf8' })
  if (mounted.status !== 0) {
    return `no file system can be mounted here (${(mounted.stderr ?? '').trim()})`
  }
  const problems: string[] = []
  const settings = { 'offsets.topic.num.partitions': '1', 'log.segment.delete.delay.ms': '200' }
  const broker = new BrokerProcess(stage.program, folder, await freePort(), settings, (what) =>
    problems.push(what),
  )
  try {
    await new Story(stage, folder, broker, problems).tell()
    assert(problems, 'on a full disk')
  } finally {
    await broker.kill()
    spawnSync('umount', ['-l', folder])
  }
}

class Story {
  readonly #host: Host = createNodeHost({ log: { write: () => {} } })
  readonly #acknowledged: string[] = []
  #sent = 0

  constructor(
    private readonly stage: Stage,
    private readonly folder: string,
    private readonly broker: BrokerProcess,
    private readonly problems: string[],
  ) {}

  async tell(): Promise<void> {
    this.broker.start()
    await this.#createTopics()
    await this.#write(BALLAST, BALLAST_RECORDS)
    const refusal = await this.#write(TOPIC, 100_000)
    this.stage.say(
      `${this.#acknowledged.length} records acknowledged, then: ${refusal}; ${this.#freeBytes()} bytes free`,
    )
    if (refusal === '') this.problems.push('the disk never filled')
    this.#takeTheRest()
    await this.#compare('while the disk is full')
    await this.broker.stop()
    this.broker.start()
    await this.#compare('after a stop and a start on the full disk')
    await this.broker.kill()
    this.broker.start()
    await this.#compare('after a kill and a start on the full disk')
    await this.#resume()
    await this.#compare('after there was room again')
    await this.broker.stop()
    this.broker.start()
    await this.#compare('after the last stop')
    await this.broker.stop()
  }

  /** Somebody else's file: not a byte is left for a lock, a checkpoint or a mark. */
  #takeTheRest(): void {
    const file = openSync(join(this.folder, 'somebody-else'), 'w')
    try {
      for (;;) writeSync(file, Buffer.alloc(4096))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    } finally {
      closeSync(file)
    }
  }

  #freeBytes(): number {
    const facts = statfsSync(this.folder)
    return facts.bavail * facts.bsize
  }

  #client() {
    return { host: this.#host, bootstrapServers: `127.0.0.1:${this.broker.port}` }
  }

  async #createTopics(): Promise<void> {
    await using admin = new Admin(this.#client())
    const topics = [TOPIC, BALLAST].map((name) => ({
      name,
      numPartitions: 1,
      configs: { 'segment.bytes': '8388608' },
    }))
    ;(await admin.createTopics(topics)).orThrow()
  }

  /** Until `count` are written or one is refused for good; the refusal. */
  async #write(topic: string, count: number): Promise<string> {
    await using producer = this.#producer()
    for (let left = count; left > 0; left -= 20) {
      const sends = Array.from({ length: 20 }, () => this.#send(producer, topic))
      const refused = (await Promise.all(sends)).find((error) => error !== '')
      if (refused !== undefined) return refused
    }
    return ''
  }

  #producer(): Producer {
    return new Producer({
      ...this.#client(),
      'delivery.timeout.ms': 3_000,
      'request.timeout.ms': 2_000,
      'linger.ms': 0,
    })
  }

  async #send(producer: Producer, topic: string): Promise<string> {
    const name = `${topic} ${this.#sent++}`
    try {
      await producer.send({
        topic,
        partition: 0,
        key: null,
        value: new TextEncoder().encode(name.padEnd(VALUE_BYTES)),
      })
      if (topic === TOPIC) this.#acknowledged.push(name)
      return ''
    } catch (error) {
      return String(error)
    }
  }

  /** The producer is there before the room is, and is told nothing of it. */
  async #resume(): Promise<void> {
    await using producer = new Producer({
      ...this.#client(),
      'delivery.timeout.ms': 60_000,
      'request.timeout.ms': 2_000,
      'linger.ms': 0,
    })
    const waiting = this.#send(producer, TOPIC)
    await using admin = new Admin(this.#client())
    const began = performance.now()
    ;(await admin.deleteTopics([BALLAST])).orThrow()
    const error = await waiting
    const ms = Math.round(performance.now() - began)
    this.stage.say(`produce went on ${ms} ms after the topic was deleted`)
    if (error !== '') this.problems.push(`produce did not go on: ${error}`)
    for (let i = 0; i < 200; i++) await this.#send(producer, TOPIC)
  }

  async #compare(when: string): Promise<void> {
    const found = await this.#read()
    const known = new Set(found)
    const missing = this.#acknowledged.filter((name) => !known.has(name))
    if (missing.length > 0)
      this.problems.push(`${when}: ${missing.length} acknowledged records are missing, first "${missing[0]}"`)
    if (known.size !== found.length)
      this.problems.push(`${when}: ${found.length - known.size} records are there twice`)
    const order = found.map((name) => Number(name.split(' ')[1]))
    if (order.some((number, index) => index > 0 && number <= (order[index - 1] ?? -1))) {
      this.problems.push(`${when}: records are out of order`)
    }
    this.stage.say(`${when}: ${found.length} records, ${this.#acknowledged.length} acknowledged`)
  }

  async #read(): Promise<string[]> {
    await using consumer = new Consumer({
      ...this.#client(),
      'auto.offset.reset': 'earliest',
      'enable.auto.commit': false,
    })
    const partition = { topic: TOPIC, partition: 0 }
    consumer.assign([partition])
    const found: string[] = []
    const ends = await consumer.endOffsets([partition])
    const end = [...ends.values()][0] ?? 0
    while ((await consumer.position(partition)) < end) {
      for (const record of await consumer.poll(1_000))
        found.push(new TextDecoder().decode(record.value ?? new Uint8Array()).trim())
    }
    return found
  }
}
