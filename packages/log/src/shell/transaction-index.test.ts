import { MemoryDisk } from '@samsa/host/memory/memory-disk'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AbortedTransaction } from '../core/transaction-index.js'
import { quiet } from '../testing/log-fixture.js'
import { IndexPages } from './index-pages.js'
import { LogDisk } from './log-disk.js'
import { TransactionIndex } from './transaction-index.js'

/** Transactions one after the other or amid each other, as their markers would enter an index. */
const histories = fc
  .array(fc.record({ gap: fc.nat(3), length: fc.integer({ min: 1, max: 30 }) }), { maxLength: 20 })
  .map((drawn) => {
    let offset = 0
    const open = drawn.map(({ gap, length }) => {
      offset += gap + 1
      return { firstOffset: offset, end: offset + length }
    })
    const taken = new Set(open.map(({ firstOffset }) => firstOffset))
    const ended = open.map(({ firstOffset, end }) => {
      let lastOffset = end
      while (taken.has(lastOffset)) lastOffset += 1
      taken.add(lastOffset)
      return { firstOffset, lastOffset }
    })
    return ended
      .sort((a, b) => a.lastOffset - b.lastOffset)
      .map((one, index) => {
        const undecided = ended.slice(index + 1).map(({ firstOffset }) => firstOffset)
        const before = undecided.filter((offset) => offset < one.lastOffset)
        return { producerId: index, ...one, lastStableOffset: Math.min(one.lastOffset + 1, ...before) }
      })
  })

/** Opened anew, so that nothing of it is in memory. */
async function written(entries: readonly AbortedTransaction[]): Promise<TransactionIndex> {
  const disk = new LogDisk(new MemoryDisk(quiet.clock))
  const open = (): TransactionIndex => new TransactionIndex(disk, '/0.txnindex', new IndexPages())
  const index = open()
  for (const entry of entries) index.append(entry)
  await index.close()
  return open()
}

test('the search begins and ends where no other entry can matter, wherever the range lies', async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.nat(80), fc.nat(80), async (entries, from, length) => {
      const upTo = from + length
      const wanted = entries.filter((one) => one.lastOffset >= from && one.firstOffset < upTo)
      const isOver = entries.some((one) => one.lastOffset >= from && one.lastStableOffset >= upTo)
      const later: AbortedTransaction[] = []
      const now: AbortedTransaction[] = []
      const index = await written(entries)
      expect([await index.collectLater(from, upTo, later), later]).toEqual([isOver, wanted])
      expect([(await written(entries)).collect(from, upTo, now), now]).toEqual([isOver, wanted])
    }),
  )
})
