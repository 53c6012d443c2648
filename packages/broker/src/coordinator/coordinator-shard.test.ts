import type { TransactionEnd } from '@samsa/log'
import { zeroUuid } from '@samsa/protocol/model/uuid'
import { describe, expect, test } from 'vitest'
import { encodeGroupRecord } from '../groups/core/group-records.js'
import { GroupWorld } from '../groups/testing/group-world.js'

describe('a reply', () => {
  test('waits until its records are committed', async () => {
    const world = new GroupWorld()
    world.log.hold = true
    const commit = await world.commit(5)
    expect(commit.waits).toBe(true)
    expect(world.shard.committed('g')).toBeUndefined()
    expect(world.state?.offsets.size).toBe(1)
    world.log.commitAll()
    await world.pass(0)
    expect(commit.answered).toEqual({ kind: 'offset-commit', error: 'NONE', partitions: ['NONE'] })
    expect(world.shard.committed('g')?.offsets.size).toBe(1)
  })

  test('without records of its own waits for those before it', async () => {
    const world = new GroupWorld()
    world.log.hold = true
    await world.commit(5)
    const left = await world.leave({ memberId: 'nobody' })
    expect(left.waits).toBe(true)
    world.log.commitAll()
    await world.pass(0)
    expect(left.answered.members[0]!.error).toBe('UNKNOWN_MEMBER_ID')
  })

  test('that waits too long for its commit is refused, and the commit may still happen', async () => {
    const world = new GroupWorld()
    world.log.hold = true
    const commit = await world.commit(5)
    await world.pass(5000)
    expect(commit.answered.error).toBe('COORDINATOR_NOT_AVAILABLE')
    world.log.commitAll()
    expect(world.shard.committed('g')?.offsets.size).toBe(1)
  })
})

describe('an append that the log refuses', () => {
  test.each([
    ['NOT_ENOUGH_REPLICAS', 'COORDINATOR_NOT_AVAILABLE'],
    ['NOT_LEADER_OR_FOLLOWER', 'NOT_COORDINATOR'],
    ['KAFKA_STORAGE_ERROR', 'NOT_COORDINATOR'],
    ['MESSAGE_TOO_LARGE', 'UNKNOWN_SERVER_ERROR'],
    ['CORRUPT_MESSAGE', 'CORRUPT_MESSAGE'],
  ] as const)('with %s changes nothing and is told as %s', async (error, told) => {
    const world = new GroupWorld()
    await world.commit(1)
    const before = world.state
    world.log.refuseWith = error
    const commit = await world.commit(2)
    expect(commit.answered.error).toBe(told)
    expect(world.state).toBe(before)
    world.log.refuseWith = undefined
    expect((await world.commit(3)).answered.error).toBe('NONE')
  })

  test('because a text is too long for a record is told as INVALID_REQUEST', async () => {
    const world = new GroupWorld({}, 'g'.repeat(40_000))
    expect((await world.commit(1)).answered.error).toBe('INVALID_REQUEST')
    expect(world.state).toBeUndefined()
  })

  test('keeps a generation that could not be stored waiting for its leader to ask again', async () => {
    const world = new GroupWorld()
    const a = await world.join('')
    const b = await world.join('')
    await world.pass(0)
    const [leader, follower] = [a.answered.memberId, b.answered.memberId]
    const waiting = await world.sync(follower, 1)
    world.log.refuseWith = 'NOT_ENOUGH_REPLICAS'
    expect((await world.sync(leader, 1)).answered.error).toBe('COORDINATOR_NOT_AVAILABLE')
    expect(waiting.waits).toBe(true)
    world.log.refuseWith = undefined
    expect((await world.sync(leader, 1)).answered.error).toBe('NONE')
    expect(waiting.answered.error).toBe('NONE')
  })

  test('of a timer is tried again until it is accepted', async () => {
    const world = new GroupWorld()
    await world.join('')
    await world.pass(0)
    const [memberId] = [...world.state!.classic!.members.keys()]
    await world.sync(memberId!, 1)
    world.log.refuseWith = 'NOT_ENOUGH_REPLICAS'
    await world.pass(11_000)
    expect(world.state?.classic?.state).toBe('Stable')
    world.log.refuseWith = undefined
    await world.pass(600)
    expect(world.state?.classic).toMatchObject({ state: 'Empty', generationId: 2 })
  })
})

describe('a batch that fails after it was accepted', () => {
  test('ends the shard: all who wait are told, and a new one starts from what was committed', async () => {
    const world = new GroupWorld()
    await world.commit(1)
    world.log.hold = true
    const first = await world.commit(2)
    const second = await world.commit(3)
    const joining = await world.join('', { groupInstanceId: 'a' })
    world.log.failAll('KAFKA_STORAGE_ERROR')
    await world.pass(0)
    for (const asked of [first, second]) expect(asked.answered.error).toBe('NOT_COORDINATOR')
    expect(joining.answered.error).toBe('NOT_COORDINATOR')
    expect(world.failures).toEqual(['KAFKA_STORAGE_ERROR'])
    expect(world.time.pending).toBe(0)
    world.log.hold = false
    world.restart()
    expect(world.state?.offsets.get('topic')!.get(0)!.offset).toBe(1)
  })
})

describe('a shard that is closed', () => {
  test('answers those who wait and those who come with NOT_COORDINATOR, and leaves no timer', async () => {
    const world = new GroupWorld({ initialRebalanceDelayMs: 3000 })
    const joining = await world.join('')
    world.shard.close()
    await world.pass(0)
    expect(joining.answered.error).toBe('NOT_COORDINATOR')
    expect(world.time.pending).toBe(0)
    expect(await world.heartbeat('x', 1)).toBe('NOT_COORDINATOR')
  })
})

describe('a shard that takes over', () => {
  test('gives every member its whole session before it is given up', async () => {
    const world = new GroupWorld()
    const joined = await world.join('')
    await world.pass(0)
    const { memberId } = joined.answered
    await world.sync(memberId, 1, { [memberId]: 'mine' })
    await world.pass(9000)
    world.restart()
    await world.pass(9000)
    expect(await world.heartbeat(memberId, 1)).toBe('NONE')
    await world.pass(10_100)
    expect(await world.heartbeat(memberId, 1)).toBe('UNKNOWN_MEMBER_ID')
  })

  test('makes a group that is over a lowered limit rebalance', async () => {
    const world = new GroupWorld()
    const joins = [await world.join(''), await world.join('')]
    await world.pass(0)
    const [a, b] = joins.map((join) => join.answered.memberId)
    await world.sync(a!, 1)
    world.settings = { ...world.settings, maxSize: 1 }
    world.restart()
    expect(world.state?.classic?.state).toBe('PreparingRebalance')
    const kept = await world.join(a!)
    expect((await world.join(b!)).answered.error).toBe('GROUP_MAX_SIZE_REACHED')
    expect(kept.answered.members).toHaveLength(1)
  })
})

describe('a transaction that was open when the shard took over', () => {
  const end = (type: TransactionEnd['type']): TransactionEnd => ({
    type,
    producerId: 9,
    producerEpoch: 1,
    coordinatorEpoch: 0,
    transactionVersion: 2,
  })
  const offsetIn = (world: GroupWorld): number | undefined =>
    world.shard.committed('g')?.offsets.get('topic')?.get(0)?.offset

  /** Offset 1 is committed; producer 9 commits 5 in a transaction that nobody has ended. */
  async function undecided(): Promise<GroupWorld> {
    const world = new GroupWorld()
    await world.commit(1)
    const times = { commitTimestamp: 0, expireTimestamp: -1 }
    const committed = { offset: 5, leaderEpoch: -1, metadata: '', ...times, topicId: zeroUuid }
    const record = encodeGroupRecord('g', { kind: 'offset', topic: 'topic', partition: 0, committed })
    const place = { offset: world.log.found.length, producerId: 9 }
    world.log.found.push({ kind: 'record', record, place })
    world.restart()
    return world
  }

  test.each([
    ['COMMIT', 5],
    ['ABORT', 1],
  ] as const)('counts or not once its marker is committed: %s', async (type, offset) => {
    const world = await undecided()
    world.log.hold = true
    const ended = world.shard.endTransaction(end(type))
    const later = await world.commit(7)
    expect([offsetIn(world), world.state?.pendingOffsets.size]).toEqual([1, 0])
    world.log.commitOne()
    expect(await ended).toBeUndefined()
    expect([offsetIn(world), later.waits]).toEqual([offset, true])
    world.log.commitAll()
    await world.pass(0)
    expect([offsetIn(world), later.answered.error]).toEqual([7, 'NONE'])
    world.restart()
    expect(offsetIn(world)).toBe(7)
  })

  test('stays so when the log refuses the marker, which the coordinator is told', async () => {
    const world = await undecided()
    world.log.refuseWith = 'INVALID_PRODUCER_EPOCH'
    const ended = world.shard.endTransaction(end('COMMIT'))
    await world.pass(0)
    expect(await ended).toBe('INVALID_PRODUCER_EPOCH')
    expect([offsetIn(world), world.state?.pendingOffsets.size]).toEqual([1, 1])
  })

  test('is nothing to the other decisions: a marker of nobody known is waited for like any batch', async () => {
    const world = await undecided()
    world.log.hold = true
    const ended = world.shard.endTransaction({ ...end('ABORT'), producerId: 10 })
    world.log.failAll('KAFKA_STORAGE_ERROR')
    expect(await ended).toBe('KAFKA_STORAGE_ERROR')
    expect(world.failures).toEqual(['KAFKA_STORAGE_ERROR'])
  })
})
