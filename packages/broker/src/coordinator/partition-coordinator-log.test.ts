import { DiskError } from '@samsa/host'
import { encodeBatch } from '@samsa/record'
import { expect, test } from 'vitest'
import { PartitionCoordinatorLog } from './partition-coordinator-log.js'

const key = new Uint8Array([1])
const first = encodeBatch([{ timestamp: 0, key, value: null }], { baseOffset: 0 })
const second = encodeBatch([{ timestamp: 0, key, value: null }], { baseOffset: 1 })
const options = { loadBufferBytes: 1000, codec: 'none' as const }
const appended = () => ({ baseOffset: 0, lastOffset: 0 })

/** A log whose second batch is cold, and may be gone once it is asked for. */
function logOf(isGone: boolean) {
  return {
    logStartOffset: 0,
    logEndOffset: 2,
    read: (offset: number) => {
      if (offset === 0) return { error: '' as const, bytes: first, nextOffset: 1 }
      if (isGone) return Promise.reject(new DiskError('missing', 'open', '/a/t-0/0.log'))
      return Promise.resolve({ error: '' as const, bytes: second, nextOffset: 2 })
    },
  }
}

test('a replay goes on in the new directory when the partition moves while it is read', async () => {
  const partition = { log: logOf(true), appendAsLeader: appended, endTransaction: appended }
  const visited: unknown[] = []
  const replay = new PartitionCoordinatorLog(partition, options).replay((found) => visited.push(found))
  partition.log = logOf(false)
  await replay
  expect(visited).toMatchObject([{ place: { offset: 0 } }, { place: { offset: 1 } }])
})

test('a replay fails where the log itself cannot be read', async () => {
  const partition = { log: logOf(true), appendAsLeader: appended, endTransaction: appended }
  await expect(new PartitionCoordinatorLog(partition, options).replay(() => undefined)).rejects.toThrow(
    DiskError,
  )
})

test('a replay goes on where the log begins by now, when retention overtakes it', async () => {
  const log = {
    ...logOf(false),
    read: (offset: number) => {
      if (offset === 1) return { error: '' as const, bytes: second, nextOffset: 2 }
      return Promise.resolve({ error: 'OFFSET_OUT_OF_RANGE' as const, logStartOffset: 1, logEndOffset: 2 })
    },
  }
  const visited: unknown[] = []
  const partition = { log, appendAsLeader: appended, endTransaction: appended }
  await new PartitionCoordinatorLog(partition, options).replay((found) => visited.push(found))
  expect(visited).toMatchObject([{ place: { offset: 1 } }])
})
