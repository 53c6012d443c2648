import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { viewOf } from '@samsa/record/bytes'
import { encodeEndTransactionMarker } from '@samsa/record/control-record'
import { type BatchOptions, encodeBatch } from '@samsa/record/encode-batch'
import { batchSizeInBytes, wholeBatchSize } from '@samsa/record/record-batch'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeProducerSnapshot, encodeProducerSnapshot } from './producer-snapshot.js'
import type { ProducerOrigin } from './check-producer.js'
import type { CompletedTransaction } from './producer-entry.js'
import { ProducerState } from './producer-state.js'

const DAY = 86_400_000

/** A log of one producer's batches: appends what is accepted, at the next offset. */
class Log {
  readonly state = new ProducerState()
  nextOffset = 0

  send(sequence: number, count: number, options: BatchOptions = {}, origin: ProducerOrigin = 'client') {
    const records = Array.from({ length: count }, () => ({ timestamp: 1000, key: null, value: null }))
    const facts = { producerId: 7, producerEpoch: 0, baseSequence: sequence, baseOffset: this.nextOffset }
    return this.append(encodeBatch(records, { ...facts, ...options }), count, origin)
  }

  end(type: 'COMMIT' | 'ABORT', producerEpoch: number, coordinatorEpoch = 0, producerId = 7) {
    const facts = { timestamp: 2000, producerId, producerEpoch, baseOffset: this.nextOffset }
    return this.append(encodeEndTransactionMarker({ type, coordinatorEpoch }, facts), 1, 'coordinator')
  }

  append(bytes: Uint8Array, count: number, origin: ProducerOrigin) {
    const view = viewOf(bytes)
    const verdict = this.state.check(bytes, view, 0, origin)
    if (verdict.kind === 'reject') return verdict.error
    if (verdict.kind === 'duplicate') return verdict.batch.firstOffset
    const completed = this.state.apply(bytes, view, 0)
    this.nextOffset += count
    return completed ?? 'appended'
  }
}

describe('sequences', () => {
  it('follow one another without a gap, and a duplicate of the last five gets its old offset', () => {
    const log = new Log()
    expect(log.send(0, 2)).toBe('appended')
    for (let sequence = 2; sequence <= 7; sequence++) expect(log.send(sequence, 1)).toBe('appended')
    expect(log.send(7, 1)).toBe(7)
    expect(log.send(3, 1)).toBe(3)
    expect(log.send(2, 1)).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER')
    expect(log.send(7, 2)).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER')
    expect(log.send(12, 1)).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER')
    expect(log.send(8, 1)).toBe('appended')
  })

  it('begin at 0 with a new epoch, and an older epoch is fenced', () => {
    const log = new Log()
    log.send(0, 8)
    expect(log.send(8, 1, { producerEpoch: 1 })).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER')
    expect(log.send(0, 1, { producerEpoch: 1 })).toBe('appended')
    expect(log.send(8, 1, { producerEpoch: 0 })).toBe('INVALID_PRODUCER_EPOCH')
    expect(log.send(0, 8, { producerEpoch: 0 })).toBe('INVALID_PRODUCER_EPOCH')
    expect(log.send(1, 1, { producerEpoch: -1 })).toBe('INVALID_PRODUCER_EPOCH')
  })

  it('may begin anywhere for a producer the log does not know', () => {
    const log = new Log()
    expect(log.send(5, 1)).toBe('appended')
    expect(log.send(6, 1)).toBe('appended')
    expect(log.send(8, 1)).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER')
  })

  it('wrap from 2^31-1 to 0, inside a batch and between batches', () => {
    const log = new Log()
    expect(log.send(0x7ffffffe, 3)).toBe('appended')
    expect(log.send(0x7ffffffe, 3)).toBe(0)
    expect(log.send(1, 1)).toBe('appended')
    const other = new Log()
    expect(other.send(0x7fffffff, 1)).toBe('appended')
    expect(other.send(0, 1)).toBe('appended')
  })

  it('are not looked at in batches from replication or a coordinator', () => {
    const log = new Log()
    log.send(0, 1)
    expect(log.send(9, 1, {}, 'replication')).toBe('appended')
    expect(log.send(-1, 1, {}, 'coordinator')).toBe('appended')
    expect(log.send(9, 1, { producerEpoch: 3 }, 'replication')).toBe('appended')
    expect(log.send(1, 1, { producerEpoch: 2 }, 'coordinator')).toBe('INVALID_PRODUCER_EPOCH')
  })

  it('are not asked of batches without a producer id', () => {
    const log = new Log()
    expect(log.send(-1, 3, { producerId: -1, producerEpoch: -1 })).toBe('appended')
    expect(log.state.size).toBe(0)
  })
})

describe('any history of one producer', () => {
  const step = fc.record({ back: fc.integer({ min: -2, max: 8 }), count: fc.integer({ min: 1, max: 3 }) })

  it('leaves each sequence in the log once and in order, and a duplicate gets the offset it had', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.nat(0x7fffffff), (steps, start) => {
        const log = new Log()
        const written: { sequence: number; count: number; offset: number }[] = []
        let next = start
        for (const { back, count } of steps) {
          const offset = log.nextOffset
          const old = written.at(-back)
          const again = back > 0 && old !== undefined
          const sequence = again ? old.sequence : (next - Math.min(back, 0)) & 0x7fffffff
          const answer = log.send(sequence, again ? old.count : count)
          if (again) expect(answer).toBe(back <= 5 ? old.offset : 'OUT_OF_ORDER_SEQUENCE_NUMBER')
          else if (back < 0 && written.length > 0) expect(answer).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER')
          else expect(answer).toBe('appended')
          if (answer !== 'appended') continue
          written.push({ sequence, count, offset })
          next = (sequence + count) & 0x7fffffff
        }
      }),
    )
  })

  it('goes on after a restart from a snapshot as it would have without', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1 }),
        fc.integer({ min: -3, max: 3 }),
        (counts, gap) => {
          const [log, restarted] = [new Log(), new Log()]
          let next = 0
          for (const count of counts) {
            log.send(next, count)
            next += count
          }
          restarted.state.restore(log.state.snapshot(), 1000, DAY)
          restarted.nextOffset = log.nextOffset
          const last = counts.at(-1) as number
          expect(restarted.send(next - last, last)).toBe(log.send(next - last, last))
          if (gap >= 0) expect(restarted.send(next + gap, 1)).toBe(log.send(next + gap, 1))
        },
      ),
    )
  })
})

describe('transactions', () => {
  const open = { isTransactional: true }

  it('hold back the last stable offset until their marker is below the high watermark', () => {
    const log = new Log()
    log.send(0, 3)
    expect(log.state.firstUnstableOffset).toBeUndefined()
    log.send(3, 2, open)
    log.send(5, 1, open)
    expect(log.state.firstUnstableOffset).toBe(3)
    const completed = { producerId: 7, firstOffset: 3, lastOffset: 6, isAborted: true, lastStableOffset: 7 }
    expect(log.end('ABORT', 0)).toEqual(completed)
    expect(log.state.firstUndecidedOffset).toBeUndefined()
    expect(log.state.firstUnstableOffset).toBe(3)
    log.state.onHighWatermark(6)
    expect(log.state.firstUnstableOffset).toBe(3)
    log.state.onHighWatermark(7)
    expect(log.state.firstUnstableOffset).toBeUndefined()
  })

  it('of several producers interleave: an ended one leaves the LSO at the first still open', () => {
    const log = new Log()
    log.send(0, 1, { ...open, producerId: 1 })
    log.send(0, 1, { ...open, producerId: 2 })
    log.send(0, 1, { ...open, producerId: 3 })
    expect(log.end('COMMIT', 0, 0, 2)).toMatchObject({ firstOffset: 1, lastStableOffset: 0 })
    expect(log.end('ABORT', 0, 0, 1)).toMatchObject({ firstOffset: 0, lastStableOffset: 2 })
    log.state.onHighWatermark(log.nextOffset)
    expect(log.state.firstUnstableOffset).toBe(2)
  })

  it('refuse plain batches of the same producer until they end', () => {
    const log = new Log()
    log.send(0, 1, open)
    expect(log.send(1, 1)).toBe('INVALID_TXN_STATE')
    log.end('COMMIT', 0)
    expect(log.send(1, 1)).toBe('appended')
  })

  it('end without a trace in the index when they were empty', () => {
    const log = new Log()
    expect(log.end('ABORT', 0)).toBe('appended')
    expect(log.state.get(7)).toMatchObject({ producerEpoch: 0, coordinatorEpoch: 0, lastTimestamp: 2000 })
  })

  it('refuse markers of an older coordinator or producer epoch', () => {
    const log = new Log()
    log.send(0, 1, { ...open, producerEpoch: 3 })
    log.end('COMMIT', 3, 5)
    expect(log.end('COMMIT', 3, 4)).toBe('TRANSACTION_COORDINATOR_FENCED')
    expect(log.end('COMMIT', 2, 5)).toBe('INVALID_PRODUCER_EPOCH')
  })

  it('begin a new count of sequences when the marker raised the epoch', () => {
    const log = new Log()
    log.send(0, 4, open)
    log.end('COMMIT', 1)
    expect(log.state.get(7)?.batches).toEqual([])
    expect(log.send(4, 1, { ...open, producerEpoch: 1 })).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER')
    expect(log.send(0, 1, { ...open, producerEpoch: 1 })).toBe('appended')
  })
})

describe('expiry', () => {
  it('forgets producers that were silent, but none with an open transaction', () => {
    const log = new Log()
    log.send(0, 1, { producerId: 1 })
    log.send(0, 1, { producerId: 2, isTransactional: true })
    expect(log.state.removeExpired(999 + DAY, DAY)).toBe(0)
    expect(log.state.removeExpired(1000 + DAY, DAY)).toBe(1)
    expect([...log.state.entries()].map(({ producerId }) => producerId)).toEqual([2])
  })

  it('leaves expired producers out of a restored snapshot', () => {
    const log = new Log()
    log.send(0, 1)
    const restored = new ProducerState()
    restored.restore(log.state.snapshot(), 1000 + DAY, DAY)
    expect(restored.size).toBe(0)
    restored.restore(log.state.snapshot(), 1000, DAY)
    expect(restored.size).toBe(1)
  })
})

describe('a snapshot', () => {
  it('brings back the last batch of each producer and the open transactions', () => {
    const log = new Log()
    log.send(0x7fffffff, 3, { isTransactional: true })
    const decoded = decodeProducerSnapshot(encodeProducerSnapshot(log.state.snapshot()))
    const restored = new ProducerState()
    restored.restore('entries' in decoded ? decoded.entries : [], 1000, DAY)
    expect([...restored.entries()]).toEqual([...log.state.entries()])
    expect(restored.firstUnstableOffset).toBe(0)
  })

  it('is refused with a wrong version, checksum or length', () => {
    const log = new Log()
    log.send(0, 1)
    const bytes = encodeProducerSnapshot(log.state.snapshot())
    for (let length = 0; length < bytes.length; length++) {
      expect(decodeProducerSnapshot(bytes.subarray(0, length))).toHaveProperty('problem')
    }
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = bytes.slice()
      flipped[bit >> 3]! ^= 1 << (bit & 7)
      expect(decodeProducerSnapshot(flipped)).toHaveProperty('problem')
    }
  })
})

describe.each(['idempotent', 'transactions'])('logs that Kafka wrote: %s', (scenario) => {
  const url = new URL(`../../testdata/producer-state/${scenario}.tar.gz`, import.meta.url)
  const files = filesOf(gunzipSync(readFileSync(url)))
  const folders = [...new Set([...files.keys()].map((name) => name.split('/')[0] as string))]

  it.each(folders)('%s yields the snapshots and the transaction index byte for byte', (folder) => {
    const state = new ProducerState()
    const segments = [...files.keys()]
      .filter((name) => name.startsWith(`${folder}/`) && name.endsWith('.log'))
      .sort()
    const snapshots = [...files.keys()].filter(
      (name) => name.startsWith(`${folder}/`) && name.endsWith('.snapshot'),
    )
    let compared = 0
    const compare = (offset: number) => {
      const expected = files.get(`${folder}/${String(offset).padStart(20, '0')}.snapshot`)
      if (expected === undefined) return
      compared++
      expect(hex(encodeProducerSnapshot(state.snapshot()))).toBe(hex(expected))
    }
    let end = 0
    for (const segment of segments) {
      compare(Number(segment.slice(folder.length + 1, -4)))
      const replayed = replay(state, files.get(segment)!)
      expect(hex(transactionIndex(replayed.completed))).toBe(
        hex(files.get(segment.replace('.log', '.txnindex'))),
      )
      end = replayed.end
    }
    if (segments.length > 0) compare(end)
    expect(compared).toBe(snapshots.length)
  })
})

function replay(state: ProducerState, bytes: Uint8Array): { completed: CompletedTransaction[]; end: number } {
  const view = viewOf(bytes)
  const completed: CompletedTransaction[] = []
  let end = 0
  for (let at = 0; wholeBatchSize(view, at, bytes.length) > 0; at += batchSizeInBytes(view, at)) {
    const one = state.apply(bytes, view, at)
    if (one !== undefined) completed.push(one)
    end = Number(view.getBigInt64(at)) + view.getInt32(at + 23) + 1
  }
  return { completed, end }
}

function transactionIndex(completed: CompletedTransaction[]): Uint8Array {
  const aborted = completed.filter((one) => one.isAborted)
  const bytes = new Uint8Array(aborted.length * 34)
  aborted.forEach(({ producerId, firstOffset, lastOffset, lastStableOffset }, index) => {
    const numbers = [producerId, firstOffset, lastOffset, lastStableOffset]
    for (const [place, value] of numbers.entries())
      viewOf(bytes).setBigInt64(index * 34 + 2 + place * 8, BigInt(value))
  })
  return bytes
}

function hex(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString('hex')
}

/** Regular files of a tar archive. */
function filesOf(tar: Uint8Array): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  const text = (from: number, length: number) =>
    Buffer.from(tar.subarray(from, from + length))
      .toString('latin1')
      .replace(/\0.*$/s, '')
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const size = Number.parseInt(text(at + 124, 12).trim() || '0', 8)
    const name = text(at, 100).replace(/^\.\//, '')
    if (text(at + 156, 1) === '0') files.set(name, tar.slice(at + 512, at + 512 + size))
    at += 512 + Math.ceil(size / 512) * 512
  }
  return files
}
