import { zeroUuid } from '@samsa/protocol/model/uuid'
import { describe, expect, test } from 'vitest'
import type { RequestId } from '../../../coordinator/decision.js'
import { type ClassicGroup, emptyClassicGroup } from '../classic/classic-group.js'
import { type GroupRecord } from '../group-records.js'
import { type GroupState, noGroup } from '../group-state.js'
import { PersistentMap } from '../persistent-map.js'
import { decideDeleteGroup, decideExpiry, decideOffsetDelete, decideTopicsDeleted } from './delete-offsets.js'
import { type GroupOffsets, noOffsets, withOffset } from './group-offsets.js'

const request = 1 as RequestId
const retention = 1000

function offsets(...of: [topic: string, commitTimestamp: number, expireTimestamp?: number][]): GroupOffsets {
  return of.reduce<GroupOffsets>(
    (all, [topic, commitTimestamp, expireTimestamp = -1]) =>
      withOffset(all, topic, 0, {
        offset: 1,
        leaderEpoch: -1,
        metadata: '',
        commitTimestamp,
        expireTimestamp,
        topicId: zeroUuid,
        recordOffset: 0,
      }),
    noOffsets,
  )
}

function state(
  classic: Partial<ClassicGroup>,
  of: GroupOffsets,
  fields: Partial<GroupState> = {},
): GroupState {
  return { ...noGroup, classic: { ...emptyClassicGroup('g', -1), ...classic }, offsets: of, ...fields }
}

/** Names of the topics whose offsets go; 'group' for the group itself. */
const gone = (records: readonly GroupRecord[]) =>
  records.map((record) => (record.kind === 'offset' ? record.topic : record.kind))

const consumers = { state: 'Stable', protocolType: 'consumer' } as const
const subscribedTopics = new Set(['mine'])

describe('offsets expire', () => {
  test.each<[string, GroupState, number, string[]]>([
    ['of a simple group, by the age of each commit', state({}, offsets(['a', 100], ['b', 500])), 1100, ['a']],
    ['with their simple group when none is left', state({}, offsets(['a', 100])), 1100, ['a', 'group']],
    [
      'of an empty group, by how long it has been empty',
      state({ protocolType: 'consumer', stateTimestamp: 900 }, offsets(['a', 100])),
      1899,
      [],
    ],
    [
      'of an empty group, all at once',
      state({ protocolType: 'consumer', stateTimestamp: 900 }, offsets(['a', 1800], ['b', 100])),
      1900,
      ['a', 'b', 'group'],
    ],
    [
      'of an empty group of an old broker, by each commit',
      state({ protocolType: 'consumer' }, offsets(['a', 100], ['b', 500])),
      1100,
      ['a'],
    ],
    [
      'of topics that a stable group does not subscribe to, and the group stays',
      state({ ...consumers, subscribedTopics }, offsets(['mine', 0], ['old', 0], ['new', 5000])),
      5500,
      ['old'],
    ],
    ['not while subscriptions are unknown', state(consumers, offsets(['a', 0])), 9999, []],
    [
      'not while the group rebalances',
      state({ ...consumers, subscribedTopics, state: 'PreparingRebalance' }, offsets(['old', 0])),
      9999,
      [],
    ],
    [
      'not of a stable group that is none of consumers',
      state({ state: 'Stable', protocolType: 'connect' }, offsets(['a', 0])),
      9999,
      [],
    ],
    ['at the time an old client gave', state({}, offsets(['a', 0, 5000], ['b', 0, 9000])), 5000, ['a']],
    [
      'not while a transaction may change them',
      state({}, offsets(['a', 0]), { pendingOffsets: new Map([[7, offsets(['a', 0])]]) }),
      9999,
      [],
    ],
    [
      'with an empty group that never had any',
      state({ protocolType: 'consumer', stateTimestamp: 1 }, noOffsets),
      5,
      ['group'],
    ],
    [
      'but no group that somebody was just given an id for',
      state({ pendingJoins: PersistentMap.empty<true>().with('m', true) }, noOffsets),
      5,
      [],
    ],
    [
      'not in groups of another kind',
      { ...noGroup, offsets: offsets(['a', 0]), foreign: { type: 'consumer', keys: new Map(), members: 0 } },
      9999,
      [],
    ],
  ])('%s', (_case, group, now, expected) => {
    expect(gone(decideExpiry(group, retention, now).records)).toEqual(expected)
  })
})

describe('OffsetDelete', () => {
  const asked = ['mine', 'old', 'never'].map((topic) => ({ topic, partition: 0 }))

  test.each<[string, GroupState | undefined, string, string[], string[]]>([
    ['of an unknown group', undefined, 'GROUP_ID_NOT_FOUND', [], []],
    [
      'spares topics that the group subscribes to',
      state({ ...consumers, subscribedTopics }, offsets(['mine', 0], ['old', 0])),
      'NONE',
      ['GROUP_SUBSCRIBED_TO_TOPIC', 'NONE', 'NONE'],
      ['old'],
    ],
    [
      'of a group with members that are no consumers',
      state({ state: 'Stable', protocolType: 'connect' }, offsets(['old', 0])),
      'NON_EMPTY_GROUP',
      [],
      [],
    ],
    ['of an empty group', state({}, offsets(['old', 0])), 'NONE', ['NONE', 'NONE', 'NONE'], ['old']],
    [
      'takes what a transaction holds back',
      state({}, noOffsets, { pendingOffsets: new Map([[7, offsets(['old', 0])]]) }),
      'NONE',
      ['NONE', 'NONE', 'NONE'],
      ['old'],
    ],
  ])('%s', (_case, group, error, partitions, expected) => {
    const decision = decideOffsetDelete(group, asked, request)
    expect(decision.replies).toEqual([{ to: request, reply: { kind: 'offset-delete', error, partitions } }])
    expect(gone(decision.records)).toEqual(expected)
  })
})

describe('DeleteGroups', () => {
  test.each<[string, GroupState | undefined, string, string[]]>([
    ['does not find an unknown group', undefined, 'GROUP_ID_NOT_FOUND', []],
    ['refuses a group with members', state(consumers, offsets(['a', 0])), 'NON_EMPTY_GROUP', []],
    [
      'refuses a group that rebalances',
      state({ ...consumers, state: 'PreparingRebalance' }, noOffsets),
      'NON_EMPTY_GROUP',
      [],
    ],
    ['takes an empty group and its offsets', state({}, offsets(['a', 0])), 'NONE', ['a', 'group']],
    [
      'refuses a group of another kind with members',
      { ...noGroup, foreign: { type: 'share', keys: new Map([['0a', new Uint8Array(1)]]), members: 1 } },
      'NON_EMPTY_GROUP',
      [],
    ],
    [
      'takes an empty group of another kind',
      { ...noGroup, foreign: { type: 'share', keys: new Map([['0a', new Uint8Array(1)]]), members: 0 } },
      'NONE',
      ['foreign'],
    ],
  ])('%s', (_case, group, error, expected) => {
    const decision = decideDeleteGroup(group, request)
    expect(decision.replies[0]!.reply).toEqual({ kind: 'delete-group', error })
    expect(gone(decision.records)).toEqual(expected)
  })
})

test('deleted topics take their offsets with them, also from groups with members', () => {
  const group = state({ ...consumers, subscribedTopics }, offsets(['mine', 0], ['other', 0]))
  expect(gone(decideTopicsDeleted(group, new Set(['mine', 'unused'])).records)).toEqual(['mine'])
  expect(decideTopicsDeleted(group, new Set(['unused'])).records).toEqual([])
})
