import { describe, expect, test } from 'vitest'
import type { RequestId } from '../../../coordinator/decision.js'
import { bytesOf, GroupWorld, testSettings } from '../../testing/group-world.js'
import { noGroup } from '../group-state.js'
import { decideJoin } from '../join.js'
import type { JoinGroup } from './join-group.js'

const join: JoinGroup = {
  groupId: 'g',
  memberId: '',
  groupInstanceId: null,
  clientId: 'client',
  clientHost: '/127.0.0.1',
  sessionTimeoutMs: 10_000,
  rebalanceTimeoutMs: 10_000,
  protocolType: 'consumer',
  protocols: [{ name: 'range', metadata: bytesOf('x') }],
  reason: null,
  requiresKnownMemberId: true,
  supportsSkippingAssignment: true,
  freshId: 'fresh',
}

describe('a JoinGroup is refused', () => {
  test.each<[string, Partial<JoinGroup>, string, string]>([
    ['without a group id', { groupId: '', memberId: 'm' }, 'INVALID_GROUP_ID', 'm'],
    ['with a session below the least', { sessionTimeoutMs: 5999 }, 'INVALID_SESSION_TIMEOUT', ''],
    ['with a session above the most', { sessionTimeoutMs: 1800001 }, 'INVALID_SESSION_TIMEOUT', ''],
    ['with an id nobody gave', { memberId: 'nobody' }, 'UNKNOWN_MEMBER_ID', 'nobody'],
    ['with a text that no record can hold', { protocolType: 'x'.repeat(10_001) }, 'INVALID_REQUEST', ''],
    ['with a client id that no member id can hold', { clientId: 'x'.repeat(32_767) }, 'INVALID_REQUEST', ''],
    [
      'with more than a megabyte of metadata in all its protocols',
      {
        protocols: [
          { name: 'range', metadata: new Uint8Array(2 ** 20) },
          { name: 'sticky', metadata: new Uint8Array(1) },
        ],
      },
      'INVALID_REQUEST',
      '',
    ],
    ['without protocols', { protocols: [] }, 'INCONSISTENT_GROUP_PROTOCOL', ''],
    ['without a protocol type', { protocolType: '' }, 'INCONSISTENT_GROUP_PROTOCOL', ''],
  ])('%s, and no group comes of it', (_case, fields, error, memberId) => {
    const decision = decideJoin(undefined, { ...join, ...fields }, 1 as RequestId, testSettings, 0)
    expect(decision.replies[0]!.reply).toMatchObject({ error, memberId, generationId: -1, leader: '' })
    expect([decision.records, decision.soft, decision.timers]).toEqual([[], [], []])
  })

  test.each<[string, Partial<JoinGroup>, string]>([
    ['of another protocol type', { protocolType: 'connect' }, 'INCONSISTENT_GROUP_PROTOCOL'],
    [
      'without a common protocol',
      { protocols: [{ name: 'x', metadata: bytesOf('') }] },
      'INCONSISTENT_GROUP_PROTOCOL',
    ],
    ['in the name of a static member that is not there', { groupInstanceId: 'i' }, 'UNKNOWN_MEMBER_ID'],
  ])('by a group with members %s', async (_case, fields, error) => {
    const world = new GroupWorld()
    const joined = await world.join('')
    await world.pass(0)
    const memberId = fields.groupInstanceId === undefined ? '' : joined.answered.memberId
    const refused = await world.join(memberId, fields)
    expect(refused.answered.error).toBe(error)
    expect(world.state?.classic?.state).toBe('CompletingRebalance')
  })

  test('when an id given to a dynamic member comes back with a group instance id', async () => {
    const world = new GroupWorld()
    const given = await world.join('', { requiresKnownMemberId: true })
    const back = await world.join(given.answered.memberId, { groupInstanceId: 'i' })
    expect(back.answered.error).toBe('UNKNOWN_MEMBER_ID')
  })
})

describe('a first JoinGroup', () => {
  test('puts the new group into the log before it is answered', async () => {
    const world = new GroupWorld()
    world.log.hold = true
    const given = await world.join('', { requiresKnownMemberId: true })
    expect(given.waits).toBe(true)
    world.log.commitAll()
    await world.pass(0)
    expect(given.answered.error).toBe('MEMBER_ID_REQUIRED')
    world.restart()
    expect(world.state?.classic).toMatchObject({ state: 'Empty', generationId: 0, protocolType: undefined })
  })

  test('of another protocol type takes over an empty group, and generations go on', async () => {
    const world = new GroupWorld()
    const consumer = await world.join('')
    await world.pass(0)
    await world.leave({ memberId: consumer.answered.memberId })
    const worker = await world.join('', {
      protocolType: 'connect',
      protocols: [{ name: 'v2', metadata: bytesOf('') }],
    })
    await world.pass(0)
    expect(worker.answered).toMatchObject({ generationId: 3, protocolType: 'connect', protocolName: 'v2' })
  })
})

describe('a JoinGroup to a group of another kind', () => {
  const key = new Uint8Array([0, 3, 0, 1, 103])
  const foreign = (type: 'consumer' | 'share', members: number) => ({
    ...noGroup,
    foreign: { type, members, keys: new Map([['0003000167', key]]) },
  })

  test('takes the place of an empty consumer group', () => {
    const decision = decideJoin(foreign('consumer', 0), join, 1 as RequestId, testSettings, 0)
    expect(decision.records.map((record) => record.kind)).toEqual(['foreign', 'group'])
    expect(decision.replies[0]!.reply).toMatchObject({
      error: 'MEMBER_ID_REQUIRED',
      memberId: 'client-fresh',
    })
  })

  test.each([
    ['consumer', 1, '', 'INCONSISTENT_GROUP_PROTOCOL'],
    ['share', 0, '', 'INCONSISTENT_GROUP_PROTOCOL'],
    ['consumer', 0, 'm', 'UNKNOWN_MEMBER_ID'],
  ] as const)('leaves a %s group with %i members alone (member id %j)', (type, members, memberId, error) => {
    const decision = decideJoin(
      foreign(type, members),
      { ...join, memberId },
      1 as RequestId,
      testSettings,
      0,
    )
    expect(decision.replies[0]!.reply).toMatchObject({ error })
    expect(decision.records).toEqual([])
  })
})
