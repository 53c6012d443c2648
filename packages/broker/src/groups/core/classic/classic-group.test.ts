import { describe, expect, test } from 'vitest'
import { bytesOf, testSettings } from '../../testing/group-world.js'
import {
  type ClassicGroup,
  type ClassicGroupState,
  type ClassicMember,
  emptyClassicGroup,
  mayFollow,
  nextClassicGroupStates,
} from './classic-group.js'
import { GroupTurn } from './group-turn.js'
import { selectProtocol, supportsProtocols } from './select-protocol.js'
import { isSubscribed, subscribedTopicsOf } from './subscribed-topics.js'
import { noBytes } from '../group-replies.js'

const states = Object.keys(nextClassicGroupStates) as ClassicGroupState[]

/** Rows: from. Columns: to, in the order of `states`. */
const allowed: Record<ClassicGroupState, readonly boolean[]> = {
  Empty: [false, true, false, false, true],
  PreparingRebalance: [true, false, true, false, true],
  CompletingRebalance: [false, true, false, true, true],
  Stable: [false, true, false, false, true],
  Dead: [false, false, false, false, false],
}

function member(memberId: string, ...names: string[]): ClassicMember {
  return {
    memberId,
    groupInstanceId: null,
    clientId: 'client',
    clientHost: '/127.0.0.1',
    rebalanceTimeoutMs: 1000,
    sessionTimeoutMs: 1000,
    protocols: names.map((name) => ({ name, metadata: bytesOf(name) })),
    assignment: noBytes,
    isNew: false,
    awaitingJoin: undefined,
    awaitingSync: undefined,
  }
}

function groupOf(...members: ClassicMember[]): ClassicGroup {
  return {
    ...emptyClassicGroup('g', 0),
    state: 'Stable',
    protocolType: 'consumer',
    members: new Map(members.map((each) => [each.memberId, each])),
  }
}

describe('the table of states', () => {
  for (const [row, from] of states.entries()) {
    test(`has exactly the steps that may follow ${from}`, () => {
      expect(row).toBeLessThan(states.length)
      expect(states.map((to) => mayFollow(from, to))).toEqual(allowed[from])
      for (const to of states) {
        const turn = new GroupTurn({ ...emptyClassicGroup('g', 0), state: from }, testSettings, 7)
        if (mayFollow(from, to)) {
          turn.moveTo(to)
          expect(turn.group).toMatchObject({ state: to, stateTimestamp: 7 })
        } else {
          expect(() => turn.moveTo(to)).toThrow('group g may go from')
        }
      }
    })
  }
})

describe('the protocol of a generation', () => {
  test.each([
    [
      'the only common one',
      [
        ['a', 'b'],
        ['b', 'c'],
      ],
      'b',
    ],
    [
      'the one most members prefer',
      [
        ['a', 'b'],
        ['b', 'a'],
        ['b', 'a'],
      ],
      'b',
    ],
    [
      'of a tie, the one voted for first',
      [
        ['a', 'b'],
        ['b', 'a'],
      ],
      'a',
    ],
    [
      'by each first choice that all support',
      [
        ['x', 'a', 'b'],
        ['b', 'a'],
      ],
      'a',
    ],
  ])('is %s', (_case, lists, chosen) => {
    expect(selectProtocol(lists.map((names, index) => member(`m${index}`, ...names)))).toBe(chosen)
  })

  test.each([
    ['a protocol all have', 'consumer', ['b'], true],
    ['none that all have', 'consumer', ['a'], false],
    ['another type', 'connect', ['b'], false],
    ['no protocol', 'consumer', [], false],
  ])('lets a member in with %s', (_case, type, names, expected) => {
    const group = groupOf(member('1', 'a', 'b'), member('2', 'b'))
    expect(supportsProtocols(group, type, member('3', ...names).protocols)).toBe(expected)
  })

  test.each([
    ['any type and protocol', 'anything', ['x'], true],
    ['no type', '', ['x'], false],
    ['no protocol', 'anything', [], false],
  ])('lets a member into an empty group with %s', (_case, type, names, expected) => {
    expect(supportsProtocols(emptyClassicGroup('g', 0), type, member('3', ...names).protocols)).toBe(expected)
  })
})

describe('the topics of a consumer group', () => {
  const subscription = (version: number, ...topics: string[]) =>
    new Uint8Array([
      0,
      version,
      ...[0, 0, 0, topics.length],
      ...topics.flatMap((topic) => [0, topic.length, ...bytesOf(topic)]),
      ...[255, 255, 255, 255],
      ...(version > 0 ? [0, 0, 0, 0] : []),
    ])
  const members = (...metadata: Uint8Array[]) =>
    new Map(
      metadata.map((bytes, n) => [
        `${n}`,
        { ...member(`${n}`), protocols: [{ name: 'p', metadata: bytes }] },
      ]),
    )

  test('are those of all members, whatever the version of their subscription', () => {
    const all = members(subscription(0, 'a', 'b'), subscription(1, 'b', 'c'), subscription(9, 'd'))
    expect(subscribedTopicsOf('consumer', 'p', all)).toEqual(new Set(['a', 'b', 'c', 'd']))
  })

  test('are unknown when one subscription cannot be read, and then every topic counts', () => {
    const subscribedTopics = subscribedTopicsOf('consumer', 'p', members(subscription(0, 'a'), bytesOf('x')))
    expect(subscribedTopics).toBeUndefined()
    expect(isSubscribed({ ...groupOf(), subscribedTopics }, 'any')).toBe(true)
  })

  test('do not exist for other kinds of groups', () => {
    expect(subscribedTopicsOf('connect', 'p', members(subscription(0, 'a')))).toBeUndefined()
    expect(isSubscribed({ ...groupOf(), protocolType: 'connect' }, 'a')).toBe(false)
  })
})
