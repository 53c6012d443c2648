/**
 * Transactions in a log against a naive model of it: any history of producers, markers, high watermarks, deletions,
 * truncations, stops and crashes leaves the last stable offset, the aborted transactions of every range and the
 * producers that a look at all batches gives.
 */
import { BrokerConfig, topicConfig } from '@samsa/config'
import type { Disk, Host } from '@samsa/host'
import { MemoryDisk } from '@samsa/host/memory/memory-disk'
import { createNodeHost } from '@samsa/host/node/node-host'
import type { Uuid } from '@samsa/protocol/model/uuid'
import { encodeBatch } from '@samsa/record/encode-batch'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSmallFile, writeSmallFile } from './durable-file.js'
import { LogDirectory } from './log-directory.js'
import type { PartitionLog } from './partition-log.js'

const real = createNodeHost({ log: { write: () => {} } })
const NOW = 1_700_000_000_000
const clock = { wall: () => NOW, monotonic: () => real.clock.monotonic() }
const config = BrokerConfig.from({ overrides: { 'log.segment.delete.delay.ms': '0' } })
const topic = topicConfig(config, {
  'internal.segment.bytes': '700',
  'index.interval.bytes': '150',
  'retention.ms': '-1',
})

interface Batch {
  readonly firstOffset: number
  readonly lastOffset: number
  /** -1: none. */
  readonly producerId: number
  readonly producerEpoch: number
  readonly lastSequence: number
  readonly kind: 'plain' | 'transactional' | 'COMMIT' | 'ABORT'
}

interface Transaction {
  readonly producerId: number
  readonly firstOffset: number
  /** Offset of the marker; undefined while it is open. */
  lastOffset: number | undefined
  isAborted: boolean
}

/** Says everything by a walk over all batches. */
class Model {
  batches: Batch[] = []
  logStartOffset = 0
  highWatermark = 0

  get logEndOffset(): number {
    return (this.batches.at(-1)?.lastOffset ?? -1) + 1
  }

  transactions(): Transaction[] {
    const all: Transaction[] = []
    for (const { producerId, firstOffset, kind } of this.batches) {
      const open = all.find((one) => one.producerId === producerId && one.lastOffset === undefined)
      if (kind === 'transactional' && open === undefined) {
        all.push({ producerId, firstOffset, lastOffset: undefined, isAborted: false })
      } else if ((kind === 'COMMIT' || kind === 'ABORT') && open !== undefined) {
        open.lastOffset = firstOffset
        open.isAborted = kind === 'ABORT'
      }
    }
    return all
  }

  /**
   * Markers that were there at a start (below `known`) may hold nothing back although the high watermark is below
   * them: as in Kafka a snapshot does not tell of transactions that are over. Only a leader serves, and a leader's
   * markers stay.
   */
  lastStableOffset(known: number): number {
    const { highWatermark } = this
    const holding = this.transactions().filter(
      ({ lastOffset = Number.POSITIVE_INFINITY }) => lastOffset >= Math.max(highWatermark, known),
    )
    const first = Math.min(highWatermark, ...holding.map(({ firstOffset }) => firstOffset))
    return Math.max(first, Math.min(this.logStartOffset, highWatermark))
  }

  aborted(from: number, upTo: number): { producerId: number; firstOffset: number; lastOffset: number }[] {
    return this.transactions()
      .flatMap(({ producerId, firstOffset, lastOffset, isAborted }) =>
        isAborted && lastOffset !== undefined ? [{ producerId, firstOffset, lastOffset }] : [],
      )
      .filter(({ firstOffset, lastOffset }) => lastOffset >= from && firstOffset < upTo)
      .sort((a, b) => a.lastOffset - b.lastOffset)
  }

  /** Epoch and last sequence, as a snapshot tells them. */
  producers(): Map<number, string> {
    const known = new Map<number, string>()
    for (const { producerId, producerEpoch, lastSequence, kind } of this.batches) {
      if (producerId < 0) continue
      const [epoch, sequence] = (known.get(producerId) ?? '-1 -1').split(' ')
      const isMarker = kind === 'COMMIT' || kind === 'ABORT'
      const kept = Number(epoch) === producerEpoch ? sequence : '-1'
      known.set(producerId, `${producerEpoch} ${isMarker ? kept : lastSequence}`)
    }
    return known
  }
}

type Step =
  | {
      readonly do: 'append'
      readonly producerId: number
      readonly count: number
      readonly isTransactional: boolean
    }
  | {
      readonly do: 'end'
      readonly producerId: number
      readonly type: 'COMMIT' | 'ABORT'
      readonly bump: boolean
    }
  | { readonly do: 'highWatermark' | 'delete' | 'truncate'; readonly share: number }
  | { readonly do: 'flush' | 'restart' | 'crash' | 'damage' | 'write' }

const producerIds = fc.constantFrom(1, 2, 3)
const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('append' as const),
      producerId: fc.constantFrom(-1, 1, 2, 3, 4),
      count: fc.integer({ min: 1, max: 3 }),
      isTransactional: fc.boolean(),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('end' as const),
      producerId: producerIds,
      type: fc.constantFrom('COMMIT' as const, 'ABORT' as const),
      bump: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('highWatermark' as const, 'truncate' as const, 'delete' as const),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'flush' as const,
        'restart' as const,
        'crash' as const,
        'damage' as const,
        'write' as const,
      ),
    }),
  },
)

class Run {
  readonly model = new Model()
  #host: Host = newHost()
  /** Log end at the last start. */
  #startedAt = 0
  #directory!: LogDirectory
  log!: PartitionLog
  /** Deleted segments may take producers with them, for whoever starts anew. */
  forgets = false

  async open(): Promise<void> {
    this.#directory = await LogDirectory.open(this.#host, '/data', {
      config,
      nodeId: 1,
      clusterId: 'transactions-cluster-0',
      topicConfig: () => topic,
    })
    this.log =
      this.#directory.get('orders', 0) ??
      this.#directory.create('orders', 0, 'AAAAAAAAAAAAAAAAAAAAAQ' as Uuid, topic)
  }

  async take(step: Step): Promise<void> {
    const { log, model } = this
    if (step.do === 'append') this.#append(step.producerId, step.count, step.isTransactional)
    else if (step.do === 'end') this.#end(step.producerId, step.type, step.bump)
    else if (step.do === 'write') log.write()
    else if (step.do === 'flush') {
      log.write()
      await log.flush()
    } else if (step.do === 'highWatermark') {
      log.write()
      const { highWatermark, logEndOffset } = model
      model.highWatermark = highWatermark + Math.floor((logEndOffset - highWatermark) * step.share)
      log.advanceHighWatermark(model.highWatermark)
    } else if (step.do === 'delete') this.#delete(step.share)
    else if (step.do === 'truncate') await this.#truncate(step.share)
    else await this.#startAnew(step.do)
  }

  /** What a client may send: a producer amid a transaction sends nothing else. */
  #append(producerId: number, count: number, wanted: boolean): void {
    const { log, model } = this
    const isOpen = model
      .transactions()
      .some((one) => one.producerId === producerId && one.lastOffset === undefined)
    const isTransactional = producerId > 0 && producerId < 4 && (wanted || isOpen)
    const [epoch = '-1', sequence = '-1'] = (model.producers().get(producerId) ?? '0 -1').split(' ')
    const producerEpoch = producerId < 0 ? -1 : Number(epoch)
    const baseSequence = producerId < 0 ? -1 : Number(sequence) + 1
    const records = Array.from({ length: count }, () => ({
      timestamp: NOW,
      key: null,
      value: new Uint8Array(20),
    }))
    const bytes = encodeBatch(records, { producerId, producerEpoch, baseSequence, isTransactional })
    const result = log.append(bytes, { origin: 'client', leaderEpoch: 0, now: NOW })
    expect(result).toMatchObject({ error: '', baseOffset: model.logEndOffset, duplicate: false })
    this.model.batches.push({
      firstOffset: model.logEndOffset,
      lastOffset: model.logEndOffset + count - 1,
      producerId,
      producerEpoch,
      lastSequence: producerId < 0 ? -1 : baseSequence + count - 1,
      kind: isTransactional ? 'transactional' : 'plain',
    })
  }

  #end(producerId: number, type: 'COMMIT' | 'ABORT', bump: boolean): void {
    const { log, model } = this
    const epoch = Number((model.producers().get(producerId) ?? '0 -1').split(' ')[0]) + (bump ? 1 : 0)
    const end = {
      type,
      producerId,
      producerEpoch: epoch,
      coordinatorEpoch: 0,
      transactionVersion: bump ? 2 : 1,
    }
    const result = log.endTransaction(end, { leaderEpoch: 0, now: NOW })
    expect(result).toMatchObject({ error: '', baseOffset: model.logEndOffset })
    const offset = model.logEndOffset
    const place = { firstOffset: offset, lastOffset: offset, lastSequence: -1 }
    model.batches.push({ ...place, producerId, producerEpoch: epoch, kind: type })
  }

  #delete(share: number): void {
    const { log, model } = this
    log.write()
    const offset = model.logStartOffset + Math.floor((model.highWatermark - model.logStartOffset) * share)
    expect(log.deleteRecordsBefore(offset).error).toBe('')
    model.logStartOffset = Math.max(model.logStartOffset, offset)
    if (log.enforceRetention(NOW) > 0) this.forgets = true
  }

  /** Down to the high watermark: what Kafka's followers cut at most, but for unclean elections. */
  async #truncate(share: number): Promise<void> {
    const { log, model } = this
    log.write()
    const target = model.highWatermark + Math.floor((model.logEndOffset - model.highWatermark) * share)
    // A log ends with whole batches.
    const cut = model.batches.find(({ lastOffset }) => lastOffset >= target)?.firstOffset ?? target
    if (cut < model.highWatermark) return
    await log.truncateTo(cut)
    // Producers are read anew, from whatever snapshot lies at or below the cut.
    this.#startedAt = cut
    model.batches = model.batches.filter(({ firstOffset }) => firstOffset < cut)
  }

  async #startAnew(how: 'restart' | 'crash' | 'damage' | string): Promise<void> {
    this.log.write()
    if (how === 'crash') {
      this.#directory.checkpoint()
      await this.log.flush()
      const disk = this.#host.disk
      this.#host = await newHostWith(disk)
    }
    await this.#directory.close()
    if (how === 'damage') await damageTransactionIndexes(this.#host.disk)
    await this.open()
    this.#startedAt = this.log.logEndOffset
    this.log.advanceHighWatermark(this.model.highWatermark)
  }

  check(): void {
    const { log, model } = this
    log.write()
    expect(log.logEndOffset).toBe(model.logEndOffset)
    const snapshots = model.batches.map(({ firstOffset }) => firstOffset).filter((at) => at < this.#startedAt)
    const legal = [0, ...snapshots, this.#startedAt].map((at) => model.lastStableOffset(at))
    expect(legal).toContain(log.lastStableOffset)
    const bounds = [
      model.logStartOffset,
      ...model.batches.map(({ firstOffset }) => firstOffset),
      model.logEndOffset,
    ]
    const readable = bounds.filter((offset) => offset >= model.logStartOffset)
    for (const from of readable.filter((_, index) => index % 3 === 0)) {
      for (const upTo of readable) {
        if (upTo <= from) continue
        const told = log.abortedTransactions(from, upTo)
        expect(
          told.map(({ producerId, firstOffset, lastOffset }) => ({ producerId, firstOffset, lastOffset })),
        ).toEqual(model.aborted(from, upTo))
      }
    }
    if (this.forgets) return
    const known = [...log.producers()].map(
      ({ producerId, producerEpoch, batches }) =>
        [producerId, `${producerEpoch} ${batches.at(-1)?.lastSequence ?? -1}`] as const,
    )
    expect(new Map(known.sort(([a], [b]) => a - b))).toEqual(
      new Map([...model.producers()].sort(([a], [b]) => a - b)),
    )
  }

  async close(): Promise<void> {
    await this.#directory.close()
  }
}

function newHost(): Host {
  return { ...real, clock, disk: new MemoryDisk(clock) }
}

/** What lies on a disk now, on another one: as after a kill. */
async function newHostWith(disk: Disk): Promise<Host> {
  const host = newHost()
  const copy = async (path: string): Promise<void> => {
    host.disk.makeDirectory(path)
    for (const { name, directory } of disk.list(path)) {
      const inside = `${path}/${name}`
      if (directory) await copy(inside)
      else if (name !== '.lock') {
        await writeSmallFile(host.disk, inside, (readSmallFile(disk, inside) ?? new Uint8Array(0)).slice())
      }
    }
  }
  await copy('/data')
  return host
}

/** Of every transaction index the last byte is lost. */
async function damageTransactionIndexes(disk: Disk): Promise<void> {
  for (const { name } of disk.list('/data/orders-0')) {
    if (!name.endsWith('.txnindex')) continue
    const file = disk.open(`/data/orders-0/${name}`, 'append')
    if (file.size() > 0) file.truncate(file.size() - 1)
    await file.close()
  }
}

describe('any history of transactions', () => {
  test('is told as a look at all batches tells it, also after stops, crashes, truncations and damage', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { maxLength: 60, size: 'max' }), async (drawn) => {
        const run = new Run()
        await run.open()
        for (const step of drawn) {
          await run.take(step)
          run.check()
        }
        await run.close()
      }),
      { numRuns: 200 },
    )
  }, 60_000)
})
