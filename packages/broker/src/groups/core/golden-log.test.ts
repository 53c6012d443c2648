import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { encodeBatch, recordsOf } from '@samsa/record'
import { describe, expect, test } from 'vitest'
import type { Replayed } from '../../coordinator/coordinator-log.js'
import { PartitionCoordinatorLog } from '../../coordinator/partition-coordinator-log.js'
import { ReplayedState } from '../../coordinator/replayed-state.js'
import { testSettings } from '../testing/group-world.js'
import { listGroup } from './describe-group.js'
import { groupMachine } from './group-machine.js'
import { decodeGroupRecord, encodeGroupRecord } from './group-records.js'
import { decideDeleteGroup } from './offsets/delete-offsets.js'
import { offsetOf } from './offsets/group-offsets.js'
import type { RequestId } from '../../coordinator/decision.js'
import type { GroupState } from './group-state.js'

function logBytes(partition: number): Uint8Array {
  const file = `../../../testdata/consumer-offsets/__consumer_offsets-${partition}.log.gz`
  return gunzipSync(readFileSync(new URL(file, import.meta.url)))
}

/** What a coordinator makes of the partition, with the bytes of Kafka's own file as its log. */
function replay(bytes: Uint8Array): Map<string, GroupState> {
  const log = {
    logStartOffset: 0,
    logEndOffset: 1000,
    read: (offset: number) => ({
      error: '' as const,
      bytes: offset === 0 ? bytes : new Uint8Array(0),
      nextOffset: 1000,
    }),
  }
  const options = { loadBufferBytes: 1 << 20, codec: 'none' as const }
  const appended = () => ({ baseOffset: 0, lastOffset: 0 })
  const coordinatorLog = new PartitionCoordinatorLog(
    { log, appendAsLeader: appended, endTransaction: appended },
    options,
  )
  const replayed = new ReplayedState(
    groupMachine(() => testSettings),
    { write: (_level, message) => expect.unreachable(message) },
    'golden',
  )
  void coordinatorLog.replay((found: Replayed) => replayed.visit(found))
  return replayed.states
}

describe('what Kafka 4.3 wrote', () => {
  test('is read: groups of all kinds and their offsets, those of transactions too', () => {
    const groups = new Map([...replay(logBytes(0)), ...replay(logBytes(1))])
    expect(
      [...groups].map(([id, state]) => listGroup(id, state)).sort((a, b) => (a.groupId < b.groupId ? -1 : 1)),
    ).toEqual([
      { groupId: 'g-admin', type: 'classic', protocolType: '', state: 'Empty' },
      { groupId: 'g-classic', type: 'classic', protocolType: 'consumer', state: 'Empty' },
      { groupId: 'g-consumer', type: 'consumer', protocolType: 'consumer', state: 'Empty' },
      { groupId: 'g-share', type: 'share', protocolType: 'share', state: 'Empty' },
      { groupId: 'g-streams', type: 'streams', protocolType: 'streams', state: 'Empty' },
      { groupId: 'g-tx', type: 'classic', protocolType: '', state: 'Empty' },
    ])
    const told = (group: string, topic: string, partition: number) => {
      const committed = offsetOf(groups.get(group)!.offsets, topic, partition)
      return committed && [committed.offset, committed.leaderEpoch, committed.metadata]
    }
    expect(told('g-classic', 'orders', 0)).toEqual([37, 0, ''])
    expect(told('g-classic', 'audit', 0)).toEqual([5, 0, ''])
    expect(told('g-consumer', 'orders', 0)).toEqual([1, -1, 'back to 6'])
    expect(told('g-tx', 'orders', 1)).toEqual([5, -1, 'tx'])
    expect(told('g-admin', 'audit', 0)).toEqual([1, -1, ''])
    expect(told('g-admin', 'orders', 0)).toBeUndefined()
    expect(groups.get('g-tx')!.pendingOffsets.size).toBe(0)
  })

  test('is written again byte for byte', () => {
    let written = 0
    for (const partition of [0, 1]) {
      for (const { key, value, offset } of recordsOf(logBytes(partition))) {
        // Markers that end transactions have keys of their own.
        if (key === null || key.length < 6) continue
        const decoded = decodeGroupRecord({ key, value })
        expect(decoded, `record ${offset}`).toBeDefined()
        if (decoded!.record.kind === 'foreign') continue
        expect(encodeGroupRecord(decoded!.key, decoded!.record)).toEqual({
          key: new Uint8Array(key),
          value: value && new Uint8Array(value),
        })
        written++
      }
    }
    expect(written).toBe(26)
  })

  test('of groups of other kinds is left alone until the group is deleted, then nothing remains', () => {
    const share = replay(logBytes(1)).get('g-share')!
    const decision = decideDeleteGroup(share, 1 as RequestId)
    const tombstones = decision.records.map((record) => encodeGroupRecord('g-share', record))
    expect(tombstones.every(({ value }) => value === null)).toBe(true)
    const batch = encodeBatch(tombstones.map((record) => ({ ...record, timestamp: 0 })))
    const all = new Uint8Array([...logBytes(1), ...batch])
    expect([...replay(all).keys()]).toEqual(['g-admin', 'g-streams'])
  })
})
