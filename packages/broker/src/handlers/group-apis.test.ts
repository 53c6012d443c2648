/**
 * Every version of the group APIs, from request bytes to response bytes, on a coordinator with its log in
 * memory. What they decide is tested in the cores; here it is that each version can say it.
 */
import { ByteReader } from '@samsa/protocol/bytes/byte-reader'
import { ByteWriter } from '@samsa/protocol/bytes/byte-writer'
import { errorCode } from '@samsa/protocol/kafka-errors'
import { describe, expect, test } from 'vitest'
import type { Broker } from '../broker.js'
import { CoordinatorWorld, leading, topicImage } from '../groups/testing/coordinator-world.js'
import type { Call, Handler } from '../handler.js'
import { deleteGroups } from './delete-groups.js'
import { describeGroups } from './describe-groups.js'
import { findCoordinator } from './find-coordinator.js'
import { heartbeat } from './heartbeat.js'
import { joinGroup } from './join-group.js'
import { leaveGroup } from './leave-group.js'
import { listGroups } from './list-groups.js'
import { offsetCommit } from './offset-commit.js'
import { offsetDelete } from './offset-delete.js'
import { offsetFetch } from './offset-fetch.js'
import { syncGroup } from './sync-group.js'

const topicId = 'kttVWT1vQA-4w-IZekBFJg'
const goneId = 'MjFKMIKOl6LWOSQhrpxxMA'

/** As JSON would show it: what a version does not have is left at its default by the decoder. */
type Answer = any

class ApiWorld {
  readonly world: CoordinatorWorld

  constructor(world?: CoordinatorWorld) {
    this.world = world ?? leading()
    if (world === undefined)
      this.world.publish([...this.world.metadata.topics(), topicImage('t', [1, 1], topicId)])
  }

  /** Sends the fields that the version has, and reads the answer. */
  async ask(api: Handler, apiVersion: number, fields: object): Promise<Answer> {
    const writer = new ByteWriter()
    api.requestType.encode(writer, fields, apiVersion)
    const request = api.requestType.decode(new ByteReader(writer.finishOne()), apiVersion)
    const connection = {
      peerHost: '127.0.0.1',
      listenerName: 'PLAINTEXT',
      localHost: 'here',
      localPort: 9092,
    }
    const call = { apiVersion, correlationId: 1, clientId: 'client', connection } as unknown as Call
    const broker = {
      host: this.world.host,
      nodeId: 1,
      metadata: this.world.metadata,
      groups: this.world.groups,
      endpoints: { forListener: () => ({ host: 'here', port: 9092 }) },
    } as unknown as Broker
    const answering = Promise.resolve(api.run(broker, request, call))
    for (let hops = 0; hops < 3; hops++) {
      await Promise.resolve()
      this.world.time.advance(3000)
      await this.world.turn(Promise.resolve())
    }
    const answer = await answering
    api.responseType.encode(writer, answer as object, apiVersion)
    return api.responseType.decode(new ByteReader(writer.finishOne()), apiVersion)
  }
}

const versionsOf = (api: Handler) =>
  Array.from({ length: api.versions[1] - api.versions[0] + 1 }, (_, index) => api.versions[0] + index)

const join = (version: number, fields: object) => ({
  groupId: 'g',
  sessionTimeoutMs: 30_000,
  ...(version >= 1 ? { rebalanceTimeoutMs: 30_000 } : {}),
  memberId: '',
  protocolType: 'consumer',
  protocols: [{ name: 'range', metadata: new Uint8Array([1]) }],
  ...fields,
})

describe('a member of a classic group', () => {
  test.each(versionsOf(joinGroup))('lives its whole life, with JoinGroup v%i', async (version) => {
    const api = new ApiWorld()
    let joined = await api.ask(joinGroup, version, join(version, {}))
    if (version >= 4) {
      expect(joined.errorCode).toBe(errorCode('MEMBER_ID_REQUIRED'))
      joined = await api.ask(joinGroup, version, join(version, { memberId: joined.memberId }))
    }
    const { memberId, generationId } = joined
    expect(joined).toMatchObject({ errorCode: 0, generationId: 1, protocolName: 'range', leader: memberId })
    expect(joined.protocolType).toBe(version >= 7 ? 'consumer' : null)
    const sync = Math.min(version, syncGroup.versions[1])
    const synced = await api.ask(syncGroup, sync, {
      groupId: 'g',
      generationId,
      memberId,
      ...(sync >= 5 ? { protocolType: 'consumer', protocolName: 'range' } : {}),
      assignments: [{ memberId, assignment: new Uint8Array([2]) }],
    })
    expect(synced).toMatchObject({ errorCode: 0, assignment: new Uint8Array([2]) })
    const beat = await api.ask(heartbeat, Math.min(version, 4), { groupId: 'g', generationId, memberId })
    expect(beat.errorCode).toBe(0)
    const described = await api.ask(describeGroups, Math.min(version, 6), { groups: ['g', 'unknown'] })
    expect(described.groups[0]).toMatchObject({
      groupState: 'Stable',
      protocolData: 'range',
      members: [
        { memberId, clientId: 'client', clientHost: '/127.0.0.1', memberMetadata: new Uint8Array([1]) },
      ],
    })
    const unknown = version >= 6 ? errorCode('GROUP_ID_NOT_FOUND') : 0
    expect(described.groups[1]).toMatchObject({ groupState: 'Dead', errorCode: unknown })
    const leave = Math.min(version, 5)
    const left = await api.ask(leaveGroup, leave, {
      groupId: 'g',
      ...(leave >= 3 ? { members: [{ memberId }, { memberId: 'nobody' }] } : { memberId }),
    })
    expect(left.errorCode).toBe(0)
    const codes = leave >= 3 ? [0, errorCode('UNKNOWN_MEMBER_ID')] : []
    expect(left.members.map((member: Answer) => member.errorCode)).toEqual(codes)
  })

  test.each([0, 1, 2])('is told at the top of LeaveGroup v%i that it is unknown', async (version) => {
    const left = await new ApiWorld().ask(leaveGroup, version, { groupId: 'g', memberId: 'nobody' })
    expect(left.errorCode).toBe(errorCode('UNKNOWN_MEMBER_ID'))
  })

  test('must name its protocol in SyncGroup v5', async () => {
    const synced = await new ApiWorld().ask(syncGroup, 5, { groupId: 'g', generationId: 1, memberId: 'm' })
    expect(synced.errorCode).toBe(errorCode('INCONSISTENT_GROUP_PROTOCOL'))
  })
})

describe('offsets', () => {
  const commit = (version: number, offset: number) => ({
    groupId: 'g',
    topics: [
      {
        ...(version >= 10 ? { topicId } : { name: 't' }),
        partitions: [
          { partitionIndex: 1, committedOffset: offset, committedMetadata: version % 2 ? 'm' : null },
        ],
      },
      {
        ...(version >= 10 ? { topicId: goneId } : { name: 'gone' }),
        partitions: [{ partitionIndex: 0, committedOffset: 1 }],
      },
    ],
  })

  test.each(versionsOf(offsetCommit))('are committed with OffsetCommit v%i', async (version) => {
    const api = new ApiWorld()
    const committed = await api.ask(offsetCommit, version, commit(version, 7))
    const refused = errorCode(version >= 10 ? 'UNKNOWN_TOPIC_ID' : 'UNKNOWN_TOPIC_OR_PARTITION')
    expect(committed.topics.map((topic: Answer) => topic.partitions[0].errorCode)).toEqual([0, refused])
    const fetched = await api.ask(offsetFetch, 8, { groups: [{ groupId: 'g', topics: null }] })
    expect(fetched.groups[0].topics).toMatchObject([
      { name: 't', partitions: [{ committedOffset: 7, metadata: version % 2 ? 'm' : '' }] },
    ])
  })

  test.each(versionsOf(offsetFetch).filter((version) => version < 8))(
    'of one group are fetched with OffsetFetch v%i',
    async (version) => {
      const api = new ApiWorld()
      await api.ask(offsetCommit, 8, commit(8, 7))
      const topics = [{ name: 't', partitionIndexes: [1, 0] }]
      const fetched = await api.ask(offsetFetch, version, { groupId: 'g', topics })
      const none = version === 0 ? errorCode('UNKNOWN_TOPIC_OR_PARTITION') : 0
      expect(fetched.topics[0].partitions).toMatchObject([
        { partitionIndex: 1, committedOffset: 7, errorCode: 0 },
        { partitionIndex: 0, committedOffset: -1, errorCode: none },
      ])
      if (version < 2) return
      const all = await api.ask(offsetFetch, version, { groupId: 'g', topics: null })
      expect(all.topics).toMatchObject([
        { name: 't', partitions: [{ partitionIndex: 1, committedOffset: 7 }] },
      ])
    },
  )

  test.each([8, 9, 10])('of several groups are fetched with OffsetFetch v%i', async (version) => {
    const api = new ApiWorld()
    await api.ask(offsetCommit, 8, commit(8, 7))
    const name = version >= 10 ? { topicId } : { name: 't' }
    const gone = version >= 10 ? { topicId: goneId } : { name: 'gone' }
    const fetched = await api.ask(offsetFetch, version, {
      groups: [
        {
          groupId: 'g',
          topics: [
            { ...name, partitionIndexes: [1] },
            { ...gone, partitionIndexes: [0] },
          ],
        },
        { groupId: 'none', topics: null },
        { groupId: 'g', topics: null },
      ],
      requireStable: true,
    })
    const unknown = version >= 10 ? errorCode('UNKNOWN_TOPIC_ID') : 0
    expect(fetched.groups).toMatchObject([
      {
        topics: [
          { ...name, partitions: [{ committedOffset: 7, errorCode: 0 }] },
          { ...gone, partitions: [{ committedOffset: -1, errorCode: unknown }] },
        ],
      },
      { groupId: 'none', topics: [], errorCode: 0 },
      { topics: [{ ...name, partitions: [{ partitionIndex: 1, committedOffset: 7 }] }] },
    ])
  })

  test('of a topic created anew under the same name are not told', async () => {
    const api = new ApiWorld()
    await api.ask(offsetCommit, 10, commit(10, 7))
    const { world } = api
    // A topic of that name with another id, of which the coordinator has not heard.
    world.metadata.publish({
      ...world.metadata.image,
      topics: new Map(world.metadata.image.topics).set('t', topicImage('t', [1, 1], goneId)),
      topicsById: new Map([[goneId as never, topicImage('t', [1, 1], goneId)]]),
    })
    const topics = [{ topicId: goneId, partitionIndexes: [1] }]
    const fetched = await api.ask(offsetFetch, 10, { groups: [{ groupId: 'g', topics }] })
    expect(fetched.groups[0].topics[0].partitions[0]).toMatchObject({ committedOffset: -1, errorCode: 0 })
  })

  test('are deleted one by one with OffsetDelete, the group with DeleteGroups', async () => {
    const api = new ApiWorld()
    await api.ask(offsetCommit, 8, commit(8, 7))
    const deleted = await api.ask(offsetDelete, 0, {
      groupId: 'g',
      topics: [
        { name: 't', partitions: [{ partitionIndex: 1 }, { partitionIndex: 9 }] },
        { name: 'gone', partitions: [{ partitionIndex: 0 }] },
      ],
    })
    const codes = deleted.topics.map((topic: Answer) =>
      topic.partitions.map((each: Answer) => each.errorCode),
    )
    expect(codes).toEqual([[0, 3], [3]])
    for (const version of versionsOf(deleteGroups)) {
      const result = await api.ask(deleteGroups, version, { groupsNames: ['g', 'none', 'g'] })
      const gone = errorCode('GROUP_ID_NOT_FOUND')
      expect(result.results).toMatchObject([{ errorCode: version === 0 ? 0 : gone }, { errorCode: gone }])
    }
  })
})

describe('FindCoordinator', () => {
  test.each(versionsOf(findCoordinator))('v%i names this broker for a group', async (version) => {
    const api = new ApiWorld(new CoordinatorWorld())
    const here = { errorCode: 0, nodeId: 1, host: 'here', port: 9092 }
    const found = await api.ask(
      findCoordinator,
      version,
      version >= 4 ? { coordinatorKeys: ['a', ''] } : { key: 'a' },
    )
    if (version < 4) expect(found).toMatchObject(here)
    else
      expect(found.coordinators).toMatchObject([
        { key: 'a', ...here },
        { key: '', ...here },
      ])
  })

  test.each([
    [1, 'UNSUPPORTED_VERSION'],
    [2, 'INVALID_REQUEST'],
    [9, 'INVALID_REQUEST'],
  ] as const)('refuses keys of type %i', async (keyType, error) => {
    const code = errorCode(error)
    const one = await new ApiWorld().ask(findCoordinator, 3, { key: 'a', keyType })
    expect(one).toMatchObject({ errorCode: code, nodeId: -1, host: '', port: -1 })
    const many = await new ApiWorld().ask(findCoordinator, 6, { coordinatorKeys: ['a'], keyType })
    expect(many.coordinators).toMatchObject([{ key: 'a', errorCode: code, nodeId: -1 }])
  })
})

describe('ListGroups', () => {
  test.each(versionsOf(listGroups))('v%i lists what its filters let through', async (version) => {
    const api = new ApiWorld()
    await api.world.commit('a', 't')
    const listed = async (fields: object) => (await api.ask(listGroups, version, fields)).groups.length
    expect(await listed({})).toBe(1)
    if (version >= 4) {
      expect(await listed({ statesFilter: ['stable', ' EMPTY'] })).toBe(1)
      expect(await listed({ statesFilter: ['asleep'] })).toBe(0)
    }
    if (version >= 5) {
      expect(await listed({ typesFilter: ['Classic'] })).toBe(1)
      expect(await listed({ typesFilter: ['herd'] })).toBe(0)
    }
  })
})
