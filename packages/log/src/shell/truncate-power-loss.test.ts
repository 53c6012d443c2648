/**
 * Truncations and power cuts in the simulated world: whenever the power fails, the log that comes back is a beginning
 * of the one before the cut or of the one after it, never a mixture, and what follows from its batches fits them.
 */
import { BrokerConfig, topicConfig } from '@samsa/config'
import { World } from '@samsa/host/simulated/world'
import type { Uuid } from '@samsa/protocol/model/uuid'
import { viewOf } from '@samsa/record/bytes'
import { encodeBatch } from '@samsa/record/encode-batch'
import { recordsOf } from '@samsa/record/record'
import { batchLeaderEpoch } from '@samsa/record/record-batch'
import { describe, expect, test } from 'vitest'
import type { ReadBytes } from '../core/read-result.js'
import { LogDirectory } from './log-directory.js'
import type { PartitionLog } from './partition-log.js'

const config = BrokerConfig.from({ overrides: { 'log.segment.delete.delay.ms': '0' } })
const topic = topicConfig(config, { 'internal.segment.bytes': '900', 'index.interval.bytes': '200' })
const NOW = 1_700_000_001_000

/** One record: who wrote it when, by leader epoch; its producer's sequence. */
interface Written {
  readonly epoch: number
  readonly sequence: number
}

interface Content {
  readonly start: number
  readonly records: readonly Written[]
}

class Story {
  readonly world: World
  log!: PartitionLog
  #directory!: LogDirectory
  /** What the log may hold; one thing but while a truncation is under way. */
  may: Content[] = [{ start: 0, records: [] }]
  /** Offsets below are on the device, whatever happens. */
  durable = 0
  epoch = 0

  constructor(seed: number) {
    this.world = new World({ seed })
  }

  chance(of: number): boolean {
    return this.world.random.uint32() % of === 0
  }

  below(bound: number): number {
    return this.world.random.uint32() % Math.max(bound, 1)
  }

  get now(): Content {
    return this.may.at(-1) as Content
  }

  async open(): Promise<void> {
    const { world } = this
    this.#directory = await world.run(
      LogDirectory.open(world.host('alpha'), '/data', {
        config,
        nodeId: 1,
        clusterId: 'truncate-cluster-00000',
        topicConfig: () => topic,
      }),
    )
    this.log =
      this.#directory.get('orders', 0) ??
      this.#directory.create('orders', 0, 'AAAAAAAAAAAAAAAAAAAAAQ' as Uuid, topic)
    this.#directory.startMaintenance()
    const there = await world.run(contentOf(this.log))
    this.#check(there)
    this.may = [there]
    this.durable = this.log.recoveryPoint
  }

  #check(there: Content): void {
    const { log } = this
    const fits = this.may.some(
      ({ start, records }) =>
        (start === there.start || there.records.length === 0) &&
        there.records.every(
          (one, at) => one.epoch === records[at]?.epoch && one.sequence === records[at]?.sequence,
        ),
    )
    expect(fits, `${show(there)} is none of ${this.may.map(show).join(' or ')}`).toBe(true)
    expect(log.logEndOffset).toBeGreaterThanOrEqual(this.durable)
    if (there.records.length === 0) return
    const starts: { epoch: number; startOffset: number }[] = []
    there.records.forEach(({ epoch }, at) => {
      if (starts.at(-1)?.epoch !== epoch) starts.push({ epoch, startOffset: there.start + at })
    })
    expect([...log.epochs]).toEqual(starts)
    const [producer] = [...log.producers()]
    expect(producer?.batches.at(-1)?.lastSequence).toBe(there.records.at(-1)?.sequence)
  }

  append(count: number): void {
    const { log, now } = this
    const added: Written[] = []
    for (let index = 0; index < count; index++) {
      const sequence = ((added.at(-1) ?? now.records.at(-1))?.sequence ?? -1) + 1
      const value = new TextEncoder().encode(`${this.epoch} ${sequence} `.padEnd(40, '.'))
      const facts = { producerId: 9, producerEpoch: 0, baseSequence: sequence, leaderEpoch: this.epoch }
      const bytes = encodeBatch([{ timestamp: NOW, key: null, value }], {
        ...facts,
        baseOffset: log.nextOffset,
      })
      expect(log.append(bytes, { origin: 'replication', leaderEpoch: this.epoch, now: NOW }).error).toBe('')
      added.push({ epoch: this.epoch, sequence })
      if (this.chance(3)) log.write()
    }
    log.write()
    this.may = [{ start: now.start, records: [...now.records, ...added] }]
  }

  async flush(): Promise<void> {
    const end = this.log.logEndOffset
    await this.world.run(this.log.flush())
    this.durable = end
  }

  /** Begins; what comes back says when it is done. The next records are of another leader. */
  truncate(): Promise<void> {
    const { log, now } = this
    const isFull = this.chance(4)
    const offset = isFull ? this.below(300) : now.start + this.below(now.records.length + 1)
    const kept = isFull ? [] : now.records.slice(0, offset - now.start)
    const after = { start: isFull ? offset : now.start, records: kept }
    this.may = [...this.may, after]
    this.durable = isFull ? 0 : Math.min(this.durable, offset)
    const done = isFull ? log.truncateFullyAndStartAt(offset) : log.truncateTo(offset)
    expect(log.logEndOffset).toBe(offset)
    this.epoch += 1
    return done.then(() => {
      this.may = [after]
    })
  }

  async crash(): Promise<void> {
    this.world.machine('alpha').crash()
    await this.world.advance(10)
  }

  checkpoint(): void {
    this.#directory.checkpoint()
  }
}

function show({ start, records }: Content): string {
  return `${start}:${records.map(({ epoch, sequence }) => `${epoch}/${sequence}`).join(',')}`
}

async function contentOf(log: PartitionLog): Promise<Content> {
  const records: Written[] = []
  for (let at = log.logStartOffset; at < log.logEndOffset; ) {
    const result = (await log.read(at, 1, log.logEndOffset, true)) as ReadBytes
    if (result.nextOffset <= at) break
    const epoch = batchLeaderEpoch(viewOf(result.bytes), 0)
    for (const { offset, value } of recordsOf(result.bytes)) {
      expect(offset).toBe(log.logStartOffset + records.length)
      const [written, sequence] = new TextDecoder().decode(value ?? new Uint8Array()).split(' ')
      expect(Number(written)).toBe(epoch)
      records.push({ epoch, sequence: Number(sequence) })
    }
    at = result.nextOffset
  }
  expect(log.logEndOffset).toBe(log.logStartOffset + records.length)
  return { start: log.logStartOffset, records }
}

async function live(seed: number): Promise<void> {
  const story = new Story(seed)
  for (let life = 0; life < 5; life++) {
    await story.open()
    for (let step = 1 + story.below(4); step > 0; step--) {
      story.append(1 + story.below(40))
      if (story.chance(2)) await story.flush()
      else if (story.chance(2)) void story.log.flush().catch(() => undefined)
      if (story.chance(2)) story.checkpoint()
      await story.world.advance(story.below(4))
      const done = story.truncate()
      // The power may fail before it is done.
      if (step === 1 && story.chance(2)) {
        void done.catch(() => undefined)
        await story.world.advance(story.below(8) / 4)
      } else {
        await story.world.run(done)
        story.append(1 + story.below(30))
        if (story.chance(3)) await story.flush()
      }
    }
    await story.crash()
  }
}

describe('a log that is cut on a machine whose power fails', () => {
  test.each(Array.from({ length: 60 }, (_, seed) => seed))('is the old one or the new one: seed %d', live)
})

test('a log that began anew where a snapshot stood knows no producers of the old one after a power cut', async () => {
  for (let seed = 0; seed < 20; seed++) {
    const story = new Story(seed)
    const { world } = story
    await story.open()
    const { log } = story
    for (let sequence = 0; sequence < 30; sequence++) {
      const facts = { producerId: 7, producerEpoch: 0, baseSequence: sequence }
      const bytes = encodeBatch([{ timestamp: NOW, key: null, value: new Uint8Array(100) }], facts)
      expect(log.append(bytes, { origin: 'client', leaderEpoch: 0, now: NOW }).error).toBe('')
      log.write()
    }
    await world.run(log.flush())
    const folder = world.host('alpha').disk.list('/data/orders-0')
    const [, base] = folder.flatMap(({ name }) => (name.endsWith('.log') ? [Number(name.slice(0, -4))] : []))
    const machine = world.machine('alpha')
    machine.calls.arm({ call: 'sync', nth: 1, path: '.log', effect: 'crash-after' })
    log.truncateFullyAndStartAt(base as number).catch(() => undefined)
    await world.advance(500)
    expect(machine.incarnation).toBe(undefined)
    story.may = [
      { start: base as number, records: [] },
      { start: 0, records: [] },
    ]
    story.durable = 0
    await story.open()
    expect([...story.log.producers()]).toEqual([])
  }
})
