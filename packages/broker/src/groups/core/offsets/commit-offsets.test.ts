import { describe, expect, test } from 'vitest'
import { GroupWorld } from '../../testing/group-world.js'
import type { GroupState } from '../group-state.js'
import { noGroup } from '../group-state.js'
import { testSettings } from '../../testing/group-world.js'
import type { RequestId } from '../../../coordinator/decision.js'
import { decideOffsetCommit } from './commit-offsets.js'

/** One member in the state after `steps` of: join, sync, another joins. */
async function groupAfter(steps: 'join' | 'sync' | 'rebalance') {
  const world = new GroupWorld()
  const joined = await world.join('')
  await world.pass(0)
  const { memberId } = joined.answered
  if (steps !== 'join') await world.sync(memberId, 1, {})
  if (steps === 'rebalance') await world.join('')
  return { world, memberId }
}

describe('a commit', () => {
  test.each([
    ['while the generation has no assignment', 'join', 1, true, 'REBALANCE_IN_PROGRESS'],
    ['of a member of the stable group', 'sync', 1, true, 'NONE'],
    ['of a member that has to rejoin', 'rebalance', 1, true, 'NONE'],
    ['of an old generation', 'sync', 0, true, 'ILLEGAL_GENERATION'],
    ['of a stranger', 'sync', 1, false, 'UNKNOWN_MEMBER_ID'],
    ['of nobody while the group has members', 'sync', -1, false, 'UNKNOWN_MEMBER_ID'],
  ] as const)('%s', async (_case, steps, generationId, known, error) => {
    const { world, memberId } = await groupAfter(steps)
    const commit = await world.commit(3, { memberId: known ? memberId : '', generationId })
    expect(commit.answered.error).toBe(error)
  })

  test('without a group makes a simple one, which a restart brings back', async () => {
    const world = new GroupWorld()
    expect((await world.commit(3)).answered.partitions).toEqual(['NONE'])
    expect(world.state?.classic).toMatchObject({ state: 'Empty', protocolType: undefined })
    world.restart()
    expect([...world.state!.offsets.get('topic')!][0]).toMatchObject({
      partition: 0,
      committed: { offset: 3 },
    })
  })

  test('of an unknown group by somebody who claims a generation is refused as the version can say it', () => {
    for (const [knowsGroupNotFound, error] of [
      [true, 'GROUP_ID_NOT_FOUND'],
      [false, 'ILLEGAL_GENERATION'],
    ] as const) {
      const commit = {
        groupId: 'g',
        generationId: 1,
        memberId: 'm',
        groupInstanceId: null,
        offsets: [],
        knowsGroupNotFound,
      }
      const decision = decideOffsetCommit(undefined, commit, 1 as RequestId, testSettings, 0)
      expect(decision.replies[0]!.reply).toMatchObject({ error })
    }
  })

  test('with too long a text beside the offset is refused for that partition only', async () => {
    const world = new GroupWorld({ offsetMetadataMaxBytes: 10 })
    expect((await world.commit(3, { metadata: 'x'.repeat(11) })).answered.partitions).toEqual([
      'OFFSET_METADATA_TOO_LARGE',
    ])
    expect(world.log.batches).toEqual([])
    expect((await world.commit(3, { metadata: 'x'.repeat(10) })).answered.partitions).toEqual(['NONE'])
  })

  test('keeps the session of its member alive', async () => {
    const { world, memberId } = await groupAfter('sync')
    for (let n = 0; n < 3; n++) {
      await world.pass(9000)
      await world.commit(n, { memberId, generationId: 1 })
    }
    expect(await world.heartbeat(memberId, 1)).toBe('NONE')
  })

  test.each([
    ['consumer', 0, 'NONE'],
    ['consumer', 1, 'UNKNOWN_MEMBER_ID'],
    ['share', 0, 'GROUP_ID_NOT_FOUND'],
  ] as const)('from outside to a %s group of another protocol with %i members', (type, members, error) => {
    const state: GroupState = { ...noGroup, foreign: { type, keys: new Map(), members } }
    const commit = {
      groupId: 'g',
      generationId: -1,
      memberId: '',
      groupInstanceId: null,
      offsets: [],
      knowsGroupNotFound: true,
    }
    const decision = decideOffsetCommit(state, commit, 1 as RequestId, testSettings, 0)
    expect(decision.replies[0]!.reply).toMatchObject({ error })
  })
})
