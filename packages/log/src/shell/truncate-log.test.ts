import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DiskError, type DiskFile } from '@samsa/host'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  batch,
  cleanUp,
  crashAndReopen,
  directoryOf,
  fill,
  newLog,
  numbers,
  quiet,
  reopened,
  valuesFrom,
} from '../testing/log-fixture.js'
import { withDisk, withFiles } from '../testing/overriding.js'
import type { PartitionLog } from './partition-log.js'

afterEach(cleanUp)

const small = { 'internal.segment.bytes': '1000', 'index.interval.bytes': '300' }
/** Producers that were silent for long are left out where their state is read anew. */
const NOW = Date.now()

/** One record for each given leader epoch. */
function written(log: PartitionLog, epochs: readonly number[]): void {
  for (const leaderEpoch of epochs) log.append(batch(['x']), { origin: 'client', leaderEpoch, now: NOW })
  log.write()
}

function transaction(log: PartitionLog, producerId: number, producerEpoch: number): void {
  const facts = { producerId, producerEpoch, baseSequence: 0, isTransactional: true }
  const bytes = batch(['of a transaction'], facts, NOW)
  expect(log.append(bytes, { origin: 'client', leaderEpoch: 0, now: NOW }).error).toBe('')
}

function end(log: PartitionLog, type: 'COMMIT' | 'ABORT', producerId: number, producerEpoch: number): void {
  const marker = { type, producerId, producerEpoch, coordinatorEpoch: 0, transactionVersion: 1 }
  expect(log.endTransaction(marker, { leaderEpoch: 0, now: NOW }).error).toBe('')
}

/** A disk on which one sync of a `.log` file, once `hold` is set, lasts until it is let go. */
class SlowDisk {
  hold = false
  isHeld = false
  release: () => void = () => undefined
  readonly host = withFiles(quiet, (path, file) =>
    path.endsWith('.log') ? { sync: () => this.#sync(file) } : {},
  )

  /** Lets go of the one that is held, if any, and holds the next one. */
  async holdNext(): Promise<void> {
    this.hold = true
    this.release()
    await vi.waitUntil(() => !this.hold && this.isHeld)
  }

  async #sync(file: DiskFile): Promise<void> {
    const isHeld = this.hold
    this.hold = false
    await file.sync()
    if (!isHeld) return
    this.isHeld = true
    await new Promise<void>((resolve) => {
      this.release = resolve
    })
    this.isHeld = false
  }
}

describe('a flush that a truncation overtakes', () => {
  test('does not move the recovery point over what was written in place of what it synced', async () => {
    const slow = new SlowDisk()
    const log = await newLog({}, slow.host)
    fill(log, 20)
    slow.hold = true
    const flushed = log.flush()
    await log.truncateTo(5)
    fill(log, 20, 100, 5)
    slow.release()
    await flushed
    expect(log.recoveryPoint).toBeLessThanOrEqual(5)
    await log.flush()
    expect(log.recoveryPoint).toBe(25)
  })

  test('covers nothing that came after a second one, for which it waits as well', async () => {
    const slow = new SlowDisk()
    const log = await newLog(small, slow.host)
    fill(log, 60)
    const first = log.truncateTo(40)
    await slow.holdNext()
    const flushed = log.flush()
    const second = log.truncateTo(5)
    const ended: string[] = []
    void second.then(() => ended.push('truncation'))
    void flushed.then(() => ended.push('flush'))
    await slow.holdNext()
    await slow.holdNext()
    await Promise.all([first, second])
    fill(log, 20, 100, 5)
    slow.release()
    await flushed
    expect([ended, log.recoveryPoint]).toEqual([['truncation', 'flush'], 5])
  })
})

describe('what follows from the batches', () => {
  test('is cut with them: aborted transactions, open ones, producers, snapshots', async () => {
    const log = await newLog(small)
    transaction(log, 1, 0)
    end(log, 'ABORT', 1, 0)
    transaction(log, 2, 0)
    fill(log, 20, 100, 3)
    end(log, 'ABORT', 2, 0)
    const after = log.nextOffset
    transaction(log, 3, 0)
    log.write()
    log.advanceHighWatermark(log.logEndOffset)
    expect([log.abortedTransactions(0, 100).length, log.lastStableOffset]).toEqual([2, after])
    await log.truncateTo(after - 1)
    expect(log.abortedTransactions(0, 100).map(({ producerId }) => producerId)).toEqual([1])
    expect(log.lastStableOffset).toBe(2)
    expect([...log.producers()].map(({ producerId }) => producerId)).toEqual([1, 2])
    end(log, 'COMMIT', 2, 0)
    log.write()
    log.advanceHighWatermark(log.logEndOffset)
    expect(log.lastStableOffset).toBe(log.logEndOffset)
    const again = await crashAndReopen(log, small)
    expect(again.abortedTransactions(0, 100)).toEqual(log.abortedTransactions(0, 100))
    expect([...again.producers()].length).toBe(2)
  })

  test('is not told of again where the device lost the cut of a transaction index and the segment ends there', async () => {
    const log = await newLog(small)
    transaction(log, 1, 0)
    end(log, 'ABORT', 1, 0)
    log.write()
    await log.flush()
    const path = join(log.folder, '00000000000000000000.txnindex')
    const before = readFileSync(path)
    await log.truncateTo(1)
    // Does not fit into the segment any more.
    fill(log, 1, 850, 1)
    writeFileSync(path, before)
    const again = await crashAndReopen(log, small)
    expect([again.logEndOffset, again.abortedTransactions(0, 100)]).toEqual([2, []])
  })

  test('is on the device with the next flush, a transaction index too', async () => {
    const synced: string[] = []
    const host = withFiles(quiet, (path, file) => ({
      sync: () => {
        synced.push(path.slice(path.lastIndexOf('.')))
        return file.sync()
      },
    }))
    const log = await newLog({}, host)
    transaction(log, 1, 0)
    end(log, 'ABORT', 1, 0)
    log.write()
    await log.flush()
    await log.truncateTo(1)
    fill(log, 1, 100, 1)
    synced.length = 0
    await log.flush()
    expect(synced.sort()).toEqual(['.log', '.txnindex'])
  })

  test('leaves no file of a segment behind, and none comes back at the next start', async () => {
    const log = await newLog(small)
    fill(log, 60)
    await log.truncateTo(10)
    const again = await crashAndReopen(log, small)
    expect([again.logEndOffset, log.logEndOffset]).toEqual([10, 10])
    expect(existsSync(join(log.folder, '00000000000000000048.log'))).toBe(false)
  })
})

describe('a truncation', () => {
  test('that finds no descriptor changes nothing, and can be tried again', async () => {
    let isRefused = false
    const host = withDisk(quiet, {
      open: (path, mode) => {
        if (isRefused && /\.(log|index)$/.test(path)) throw new DiskError('too-many-files', 'open', path)
        return quiet.disk.open(path, mode)
      },
    })
    fill(await newLog(small), 30)
    // Opened anew, so that no file is held open.
    const log = await reopened(small, host)
    const before = [log.logEndOffset, log.sizeInBytes, log.recoveryPoint, log.epochs]
    isRefused = true
    await expect((async () => log.truncateTo(8))()).rejects.toThrow('too-many-files')
    isRefused = false
    expect([log.logEndOffset, log.sizeInBytes, log.recoveryPoint, log.epochs]).toEqual(before)
    expect(await valuesFrom(log, 0)).toEqual(numbers(0, 30))
    fill(log, 1, 100, 30)
    await log.truncateTo(8)
    fill(log, 2, 100, 8)
    expect(await valuesFrom(log, 0)).toEqual(numbers(0, 10))
  })

  test('below the high watermark shows nothing as decided before it knows what is', async () => {
    const log = await newLog(small)
    fill(log, 2)
    transaction(log, 1, 0)
    fill(log, 20, 100, 3)
    end(log, 'ABORT', 1, 0)
    log.write()
    log.advanceHighWatermark(log.logEndOffset)
    expect(log.lastStableOffset).toBe(log.logEndOffset)
    const cut = log.truncateTo(10)
    expect([log.highWatermark, log.lastStableOffset]).toEqual([10, 0])
    log.advanceHighWatermark(9)
    log.advanceHighWatermark(10)
    expect(log.lastStableOffset).toBe(0)
    await cut
    expect([log.highWatermark, log.lastStableOffset]).toEqual([10, 2])
  })

  test('at the high watermark leaves the last stable offset where it is, and reads producers without blocking', async () => {
    let reads = 0
    const host = withFiles(quiet, (path, file) => ({
      read: (into, position) => {
        if (path.endsWith('.log')) reads += into.length
        return file.read(into, position)
      },
    }))
    const log = await newLog({ 'index.interval.bytes': '300' }, host)
    transaction(log, 1, 0)
    fill(log, 40, 100, 1)
    end(log, 'COMMIT', 1, 0)
    log.write()
    log.advanceHighWatermark(38)
    reads = 0
    const cut = log.truncateTo(38)
    expect(log.lastStableOffset).toBe(0)
    await cut
    expect([log.lastStableOffset, reads < 4096]).toEqual([0, true])
    end(log, 'COMMIT', 1, 0)
    log.write()
    log.advanceHighWatermark(log.logEndOffset)
    expect(log.lastStableOffset).toBe(39)
  })

  test('that another overtakes does not bring back producers of what the other cut', async () => {
    const log = await newLog(small)
    fill(log, 20)
    transaction(log, 1, 0)
    fill(log, 10, 100, 21)
    const cuts = [log.truncateTo(25), log.truncateTo(10)]
    await Promise.all(cuts)
    expect([log.logEndOffset, log.lastStableOffset, [...log.producers()]]).toEqual([10, 0, []])
    fill(log, 3, 100, 10)
    log.advanceHighWatermark(13)
    expect(log.lastStableOffset).toBe(13)
  })
})

describe('a truncation below the log start', () => {
  test('takes the log start along, and the next start knows it', async () => {
    const log = await newLog()
    fill(log, 60)
    log.advanceHighWatermark(60)
    log.deleteRecordsBefore(50)
    directoryOf().checkpoint()
    await log.truncateTo(30)
    expect([log.logStartOffset, log.logEndOffset, log.highWatermark]).toEqual([30, 30, 30])
    fill(log, 3, 100, 30)
    await log.flush()
    const again = await crashAndReopen(log)
    expect([again.logStartOffset, await valuesFrom(again, 30)]).toEqual([30, numbers(30, 33)])
  })
})

describe('leader epochs', () => {
  test('are cut from the end, also those in which nothing was written', async () => {
    const log = await newLog()
    written(log, [1, 1, 3, 3, 3, 6])
    await log.truncateTo(4)
    expect(log.epochs).toEqual([
      { epoch: 1, startOffset: 0 },
      { epoch: 3, startOffset: 2 },
    ])
    log.assignEpoch(8)
    await log.truncateTo(100)
    expect(log.latestEpoch).toBe(3)
    await log.truncateFullyAndStartAt(1000)
    expect([log.epochs, log.endOffsetForEpoch(3)]).toEqual([[], { epoch: -1, endOffset: -1 }])
  })

  test.each([
    ['its own epoch ended earlier', { epoch: 3, endOffset: 3 }, 3, true],
    ['an epoch that this log does not know', { epoch: 2, endOffset: 4 }, 2, false],
    [
      'nothing that it knows of: all in-sync replicas have what is below the high watermark',
      { epoch: -1, endOffset: -1 },
      1,
      true,
    ],
  ])('tell where to part from a leader that says: %s', async (_, answer, offset, isComplete) => {
    const log = await newLog()
    written(log, [1, 1, 3, 3, 3, 6])
    log.advanceHighWatermark(1)
    expect(await log.truncateToEpochEnd(answer)).toEqual({ offset, isComplete })
    expect([log.logEndOffset, (await crashAndReopen(log)).logEndOffset]).toEqual([offset, offset])
  })
})
