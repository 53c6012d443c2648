import { describe, expect, test } from 'vitest'
import { DiskError } from '@samsa/host'
import { CoordinatorWorld, leading, topicImage } from './testing/coordinator-world.js'

const day = 24 * 3600_000

describe('the coordinator of a group', () => {
  test('is found by creating the topic, once for all who ask at the same time', async () => {
    const world = new CoordinatorWorld()
    expect(await Promise.all([world.groups.findCoordinator('a'), world.groups.findCoordinator('b')])).toEqual(
      [{ nodeId: 1 }, { nodeId: 1 }],
    )
    expect(world.created).toEqual(['__consumer_offsets'])
    expect((await world.commit('a', 't')).error).toBe('NONE')
  })

  test('is not available while the topic cannot be created or nobody leads the partition', async () => {
    const world = new CoordinatorWorld()
    world.creation = () => ({ refusal: { error: 'INVALID_REPLICATION_FACTOR', message: 'too few brokers' } })
    expect(await world.groups.findCoordinator('a')).toEqual({
      error: 'COORDINATOR_NOT_AVAILABLE',
      message: 'too few brokers',
    })
    world.publish([topicImage('__consumer_offsets', [-1, -1])])
    expect(await world.groups.findCoordinator('a')).toMatchObject({ error: 'COORDINATOR_NOT_AVAILABLE' })
  })

  test('is this broker only for the partitions it leads', async () => {
    const world = new CoordinatorWorld()
    world.publish([topicImage('__consumer_offsets', [1, 2])])
    const errors = [(await world.commit('a', 't')).error, (await world.commit('b', 't')).error]
    expect(errors.sort()).toEqual(['NONE', 'NOT_COORDINATOR'])
    expect(await world.groups.listGroups()).toHaveLength(1)
    world.publish([topicImage('__consumer_offsets', [2, 2])])
    expect((await world.commit('b', 't')).error).toBe('NOT_COORDINATOR')
    expect(await world.groups.describeGroup('b')).toEqual({ error: 'NOT_COORDINATOR' })
    expect(await world.groups.listGroups()).toEqual([])
    // And back: everything is read from the log again.
    world.publish([topicImage('__consumer_offsets', [1, 1])])
    expect(await world.groups.listGroups()).toHaveLength(1)
  })

  test('is not this broker where its disk failed', async () => {
    const world = new CoordinatorWorld()
    for (const partition of world.partitions) partition.offline = 'KAFKA_STORAGE_ERROR'
    world.publish([topicImage('__consumer_offsets', [1, 1])])
    expect((await world.commit('a', 't')).error).toBe('NOT_COORDINATOR')
  })

  test('is not this broker where its log cannot be read, and nobody else is hurt', async () => {
    const world = leading()
    await world.commit('a', 't')
    await world.commit('b', 't')
    world.publish([])
    const [broken] = world.partitions
    broken!.log.read = () => {
      throw new DiskError('io', 'read', '/data/__consumer_offsets-0')
    }
    world.publish([topicImage('__consumer_offsets', [1, 1])])
    const errors = [(await world.commit('a', 't')).error, (await world.commit('b', 't')).error]
    expect(errors.sort()).toEqual(['NONE', 'NOT_COORDINATOR'])
  })
})

describe('while a partition is loading', () => {
  /** Groups of before, in logs that take their time to be read. */
  async function loading() {
    const world = leading('old', 'kept')
    await world.commit('a', 'old')
    await world.commit('a', 'kept')
    for (const partition of world.partitions) partition.becomeCold()
    world.publish([])
    world.publish([topicImage('__consumer_offsets', [1, 1]), topicImage('old', [1]), topicImage('kept', [1])])
    return world
  }

  test('requests wait, heartbeats do not', async () => {
    const world = await loading()
    const fetched = world.groups.fetchOffsets('a', true)
    const listed = world.groups.listGroups()
    const beat = { groupId: 'a', generationId: 1, memberId: 'm', groupInstanceId: null }
    expect((await world.groups.heartbeat(beat)).error).toBe('NONE')
    for (const partition of world.partitions) partition.becomeHot()
    expect([...(await fetched).offsets.keys()]).toEqual(['old', 'kept'])
    expect(await listed).toHaveLength(1)
    expect((await world.groups.heartbeat(beat)).error).toBe('UNKNOWN_MEMBER_ID')
  })

  test('requests are told so when it takes more than a second', async () => {
    const world = await loading()
    const asked = [world.groups.fetchOffsets('a', false), world.groups.fetchOffsets('a', true)]
    const listed = world.groups.listGroups()
    world.time.advance(1000)
    for (const reply of asked) expect((await reply).error).toBe('COORDINATOR_LOAD_IN_PROGRESS')
    expect(await listed).toEqual({ error: 'COORDINATOR_LOAD_IN_PROGRESS' })
    expect(await world.groups.describeGroup('a')).toEqual({ error: 'COORDINATOR_LOAD_IN_PROGRESS' })
  })

  test('requests are sent elsewhere when another broker takes over meanwhile', async () => {
    const world = await loading()
    const asked = world.groups.fetchOffsets('a', true)
    world.publish([topicImage('__consumer_offsets', [2, 2])])
    expect((await asked).error).toBe('NOT_COORDINATOR')
  })

  test('topics deleted meanwhile are not forgotten', async () => {
    const world = await loading()
    world.publish([topicImage('__consumer_offsets', [1, 1]), topicImage('kept', [1])])
    for (const partition of world.partitions) partition.becomeHot()
    await world.topicsOf('a')
    await world.turn(Promise.resolve())
    expect(await world.topicsOf('a')).toEqual(['kept'])
  })
})

describe('the end of a transaction', () => {
  const end = {
    type: 'ABORT' as const,
    producerId: 3,
    producerEpoch: 0,
    coordinatorEpoch: 0,
    transactionVersion: 0,
  }

  test('is for the leader of the partition, whose shard must be loaded', async () => {
    const world = leading('t')
    expect(await world.turn(world.groups.endTransaction(0, end))).toBeUndefined()
    world.publish([topicImage('__consumer_offsets', [2, 1])])
    expect(await world.groups.endTransaction(0, end)).toBe('NOT_LEADER_OR_FOLLOWER')
    for (const partition of world.partitions) partition.becomeCold()
    world.publish([topicImage('__consumer_offsets', [1, 1])])
    const early = world.groups.endTransaction(0, end)
    world.time.advance(1000)
    expect(await early).toBe('NOT_LEADER_OR_FOLLOWER')
  })
})

describe('committed offsets', () => {
  test('go with their topic, also when it is created anew under the same name', async () => {
    const world = leading('one', 'two')
    await world.commit('a', 'one')
    await world.commit('a', 'two')
    world.publish([
      topicImage('__consumer_offsets', [1, 1]),
      topicImage('one', [1], 'another'),
      topicImage('two', [1]),
    ])
    await world.turn(Promise.resolve())
    expect(await world.topicsOf('a')).toEqual(['two'])
  })

  test('expire at the check after their retention, and their group with them', async () => {
    const world = leading('t')
    await world.commit('a', 't')
    world.time.advance(7 * day - 1)
    await world.turn(Promise.resolve())
    expect(await world.topicsOf('a')).toEqual(['t'])
    world.time.advance(600_000)
    await world.turn(Promise.resolve())
    expect(await world.groups.listGroups()).toEqual([])
  })
})

test('a shard whose batch failed is built again from the log after a second', async () => {
  const world = leading('t')
  await world.commit('a', 't')
  for (const partition of world.partitions) partition.failWith = 'REQUEST_TIMED_OUT'
  expect((await world.commit('a', 't', 2)).error).toBe('COORDINATOR_NOT_AVAILABLE')
  for (const partition of world.partitions) partition.failWith = undefined
  expect((await world.commit('a', 't', 3)).error).toBe('NOT_COORDINATOR')
  world.time.advance(1000)
  expect(await world.topicsOf('a')).toEqual(['t'])
  expect((await world.commit('a', 't', 4)).error).toBe('NONE')
})

test('a closed coordinator leaves no timer behind and answers who still waits', async () => {
  const world = leading()
  const joining = world.groups.joinGroup({
    groupId: 'a',
    memberId: '',
    groupInstanceId: 'i',
    clientId: 'c',
    clientHost: '/h',
    sessionTimeoutMs: 10_000,
    rebalanceTimeoutMs: 10_000,
    protocolType: 'consumer',
    protocols: [{ name: 'range', metadata: new Uint8Array(0) }],
    reason: null,
    requiresKnownMemberId: true,
    supportsSkippingAssignment: true,
  })
  await world.turn(Promise.resolve())
  world.groups.close()
  expect((await joining).error).toBe('NOT_COORDINATOR')
  expect(world.time.pending).toBe(0)
})

test('a member id is the client id, or the group instance id, and a random id as Java writes it', async () => {
  const world = leading()
  const reply = await world.turn(
    world.groups.joinGroup({
      groupId: 'a',
      memberId: '',
      groupInstanceId: null,
      clientId: 'c',
      clientHost: '/h',
      sessionTimeoutMs: 10_000,
      rebalanceTimeoutMs: 10_000,
      protocolType: 'consumer',
      protocols: [{ name: 'range', metadata: new Uint8Array(0) }],
      reason: null,
      requiresKnownMemberId: true,
      supportsSkippingAssignment: true,
    }),
  )
  expect(reply.memberId).toBe('c-07070707-0707-4707-8707-070707070707')
})
