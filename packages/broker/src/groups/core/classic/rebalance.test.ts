import { describe, expect, test } from 'vitest'
import { GroupWorld } from '../../testing/group-world.js'

/** Three members of a stable group, the first one leads. */
async function stableGroup(world = new GroupWorld(), count = 3) {
  const joins = []
  for (let n = 0; n < count; n++) joins.push(await world.join(''))
  await world.pass(0)
  const ids = joins.map((join) => join.answered.memberId)
  const { generationId, leader } = joins[0]!.answered
  const assignments = Object.fromEntries(ids.map((id, n) => [id, `part ${n}`]))
  const syncs = []
  for (const id of ids) syncs.push(await world.sync(id, generationId, id === leader ? assignments : {}))
  return { world, ids, leader, generationId, syncs }
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

describe('a first rebalance', () => {
  test('waits the initial delay and then forms generation 1 of all who joined', async () => {
    const world = new GroupWorld({ initialRebalanceDelayMs: 3000 })
    const first = await world.join('')
    await world.pass(2900)
    const second = await world.join('')
    expect(first.waits).toBe(true)
    await world.pass(200)
    expect(first.waits).toBe(true) // somebody came: another 3 s
    await world.pass(3000)
    expect(first.answered).toMatchObject({ error: 'NONE', generationId: 1, protocolName: 'range' })
    expect(second.answered.leader).toBe(first.answered.memberId)
    expect(first.answered.members.map((member) => member.memberId)).toEqual([
      first.answered.memberId,
      second.answered.memberId,
    ])
    expect(second.answered.members).toEqual([])
  })

  test('is extended by newcomers no longer than the rebalance timeout', async () => {
    const world = new GroupWorld({ initialRebalanceDelayMs: 3000 })
    const first = await world.join('', { rebalanceTimeoutMs: 7000 })
    for (let n = 0; n < 3; n++) {
      await world.pass(2000)
      await world.join('', { rebalanceTimeoutMs: 7000 })
    }
    await world.pass(900)
    expect(first.waits).toBe(true)
    await world.pass(200)
    expect(first.answered.generationId).toBe(1)
  })

  test('gives a dynamic member its id first when the client knows how to come back with it', async () => {
    const world = new GroupWorld()
    const given = await world.join('', { requiresKnownMemberId: true })
    expect(given.answered).toMatchObject({ error: 'MEMBER_ID_REQUIRED', memberId: 'client-1' })
    const joined = await world.join('client-1', { requiresKnownMemberId: true })
    await world.pass(0)
    expect(joined.answered).toMatchObject({ error: 'NONE', memberId: 'client-1', leader: 'client-1' })
  })

  test('forgets an id that nobody comes back with', async () => {
    const world = new GroupWorld()
    await world.join('', { requiresKnownMemberId: true })
    await world.pass(10_100)
    const late = await world.join('client-1', { requiresKnownMemberId: true })
    expect(late.answered.error).toBe('UNKNOWN_MEMBER_ID')
  })
})

describe('a stable group', () => {
  test('gives every member what the leader assigned, in whatever order they ask', async () => {
    const world = new GroupWorld()
    const a = await world.join('')
    const b = await world.join('')
    await world.pass(0)
    const [leader, follower] = [a.answered.memberId, b.answered.memberId]
    const waiting = await world.sync(follower, 1)
    expect(waiting.waits).toBe(true)
    const led = await world.sync(leader, 1, { [leader]: 'L', [follower]: 'F' })
    expect(text(led.answered.assignment)).toBe('L')
    expect(text(waiting.answered.assignment)).toBe('F')
    const again = await world.sync(follower, 1)
    expect(text(again.answered.assignment)).toBe('F')
  })

  test('assigns nothing to a member the leader forgot', async () => {
    const { syncs } = await stableGroup(new GroupWorld(), 1)
    expect(syncs[0]!.answered.error).toBe('NONE')
    const world = new GroupWorld()
    const joined = await world.join('')
    await world.pass(0)
    const sync = await world.sync(joined.answered.memberId, 1, {})
    expect(sync.answered).toMatchObject({ error: 'NONE', assignment: new Uint8Array(0) })
  })

  test('rebalances when a member joins, and tells the others at their heartbeat', async () => {
    const { world, ids, generationId } = await stableGroup()
    const newcomer = await world.join('')
    expect(await world.heartbeat(ids[0]!, generationId)).toBe('REBALANCE_IN_PROGRESS')
    const rejoins = []
    for (const id of ids) rejoins.push(await world.join(id))
    expect(newcomer.answered).toMatchObject({ error: 'NONE', generationId: 2 })
    for (const rejoin of rejoins) expect(rejoin.answered.generationId).toBe(2)
    expect(await world.heartbeat(ids[0]!, 2)).toBe('NONE')
    expect(await world.heartbeat(ids[0]!, 1)).toBe('ILLEGAL_GENERATION')
  })

  test('goes on without members that do not rejoin in time', async () => {
    const { world, ids } = await stableGroup()
    const first = await world.join(ids[0]!)
    const second = await world.join(ids[1]!)
    for (let n = 0; n < 12; n++) {
      await world.heartbeat(ids[2]!, 1)
      await world.pass(5000)
    }
    expect(first.answered.generationId).toBe(2)
    expect(second.answered.generationId).toBe(2)
    expect(await world.heartbeat(ids[2]!, 2)).toBe('UNKNOWN_MEMBER_ID')
    expect(first.answered.members).toHaveLength(2)
  })

  test('elects another leader when the old one is gone', async () => {
    const { world, ids } = await stableGroup()
    await world.leave({ memberId: ids[0]! })
    const second = await world.join(ids[1]!)
    const third = await world.join(ids[2]!)
    expect(second.answered.leader).toBe(ids[1])
    expect(third.answered.leader).toBe(ids[1])
    expect(second.answered.members).toHaveLength(2)
  })

  test('drops a member whose session ends, unless it waits for an answer of ours', async () => {
    const { world, ids } = await stableGroup()
    const waiting = await world.join(ids[0]!) // the leader wants a rebalance
    for (let n = 0; n < 4; n++) {
      await world.pass(2000)
      await world.heartbeat(ids[1]!, 1)
    }
    await world.pass(2100) // ids[2] never beats: 10.1 s
    expect(waiting.waits).toBe(true)
    const rejoined = await world.join(ids[1]!)
    expect(rejoined.answered.generationId).toBe(2)
    expect(waiting.answered.members.map((member) => member.memberId)).toEqual([ids[0], ids[1]])
  })

  test('is empty when all have left, and says so in the log', async () => {
    const { world, ids } = await stableGroup()
    const left = await world.leave(...ids.map((memberId) => ({ memberId })))
    expect(left.answered.members.map((member) => member.error)).toEqual(['NONE', 'NONE', 'NONE'])
    expect(world.state?.classic).toMatchObject({ state: 'Empty', generationId: 2 })
    world.restart()
    expect(world.state?.classic).toMatchObject({ state: 'Empty', generationId: 2, protocolType: 'consumer' })
  })

  test('takes out members that never ask for their assignment', async () => {
    const world = new GroupWorld()
    const a = await world.join('')
    const b = await world.join('')
    await world.pass(0)
    const [leader, silent] = [a.answered.memberId, b.answered.memberId]
    await world.sync(leader, 1, {})
    for (let n = 0; n < 13; n++) {
      await world.pass(5000)
      await world.heartbeat(silent, 1)
      await world.heartbeat(leader, 1)
    }
    expect(await world.heartbeat(silent, 1)).toBe('UNKNOWN_MEMBER_ID')
    expect(await world.heartbeat(leader, 1)).toBe('REBALANCE_IN_PROGRESS')
  })

  test('answers a follower that asks again without a rebalance, and rebalances for its leader', async () => {
    const { world, ids, leader } = await stableGroup()
    const follower = ids.find((id) => id !== leader)!
    const again = await world.join(follower)
    expect(again.answered).toMatchObject({ error: 'NONE', generationId: 1, members: [] })
    const led = await world.join(leader)
    expect(led.waits).toBe(true)
    expect(world.state?.classic?.state).toBe('PreparingRebalance')
  })

  test('sends those who wait for the assignment back to join when another member comes', async () => {
    const world = new GroupWorld()
    const a = await world.join('')
    const b = await world.join('')
    await world.pass(0)
    const waiting = await world.sync(b.answered.memberId, 1)
    await world.join('')
    expect(waiting.answered.error).toBe('REBALANCE_IN_PROGRESS')
    expect((await world.sync(a.answered.memberId, 1)).answered.error).toBe('REBALANCE_IN_PROGRESS')
  })

  test('has no more members than group.max.size', async () => {
    const { world } = await stableGroup(new GroupWorld({ maxSize: 2 }), 2)
    const third = await world.join('')
    expect(third.answered).toMatchObject({ error: 'GROUP_MAX_SIZE_REACHED', memberId: '' })
    expect(world.state?.classic?.state).toBe('Stable')
  })
})

describe('a static member', () => {
  const mine = { groupInstanceId: 'inst' }

  async function staticGroup(world = new GroupWorld()) {
    const leader = await world.join('')
    const member = await world.join('', mine)
    await world.pass(0)
    const [leaderId, oldId] = [leader.answered.memberId, member.answered.memberId]
    await world.sync(leaderId, 1, { [leaderId]: 'L', [oldId]: 'S' })
    await world.sync(oldId, 1)
    return { world, leaderId, oldId }
  }

  test('comes back under a new id without a rebalance and gets its old assignment', async () => {
    const { world, leaderId, oldId } = await staticGroup()
    const back = await world.join('', mine)
    expect(back.answered).toMatchObject({ error: 'NONE', generationId: 1, leader: leaderId, members: [] })
    expect(back.answered.memberId).toBe('inst-3')
    expect(text((await world.sync('inst-3', 1)).answered.assignment)).toBe('S')
    expect(await world.heartbeat(oldId, 1, 'inst')).toBe('FENCED_INSTANCE_ID')
    expect(await world.heartbeat(leaderId, 1)).toBe('NONE')
    world.restart()
    expect([...world.state!.classic!.members.keys()]).toEqual([leaderId, 'inst-3'])
  })

  test('that leads is told to skip the assignment, or not told that it leads', async () => {
    for (const supportsSkippingAssignment of [true, false]) {
      const world = new GroupWorld()
      await world.join('', mine)
      await world.pass(0)
      await world.sync('inst-1', 1, { 'inst-1': 'S' })
      const back = await world.join('', { ...mine, supportsSkippingAssignment })
      expect(back.answered).toMatchObject({
        memberId: 'inst-2',
        generationId: 1,
        leader: supportsSkippingAssignment ? 'inst-2' : 'inst-1',
        skipAssignment: supportsSkippingAssignment,
      })
      expect(back.answered.members).toHaveLength(supportsSkippingAssignment ? 1 : 0)
    }
  })

  test('fences the one that still waits under its id', async () => {
    const { world, leaderId } = await staticGroup()
    await world.join(leaderId)
    const older = await world.join('inst-2', mine)
    expect(older.answered.generationId).toBe(2)
    const waiting = await world.sync('inst-2', 2)
    expect(waiting.waits).toBe(true)
    const newer = await world.join('', mine)
    expect(waiting.answered.error).toBe('FENCED_INSTANCE_ID')
    expect(newer.waits).toBe(true) // the generation was not assigned yet: everybody rejoins
    expect((await world.join('inst-2', mine)).answered.error).toBe('FENCED_INSTANCE_ID')
  })

  test('that does not rejoin stays a member until its session ends', async () => {
    const { world, leaderId } = await staticGroup()
    const led = await world.join(leaderId, { rebalanceTimeoutMs: 5000 })
    await world.heartbeat('inst-2', 1, 'inst')
    expect(led.waits).toBe(true)
    for (let n = 0; n < 11; n++) {
      await world.pass(5000)
      await world.heartbeat('inst-2', 1, 'inst')
    }
    await world.pass(5000)
    expect(led.answered.members.map((member) => member.memberId)).toEqual([leaderId, 'inst-2'])
  })

  test('is taken out by an operator through its group instance id', async () => {
    const { world } = await staticGroup()
    const left = await world.leave(
      { groupInstanceId: 'inst' },
      { groupInstanceId: 'other' },
      { memberId: 'x' },
    )
    expect(left.answered.members.map((member) => member.error)).toEqual([
      'NONE',
      'UNKNOWN_MEMBER_ID',
      'UNKNOWN_MEMBER_ID',
    ])
    expect(world.state?.classic?.members.size).toBe(1)
  })
})
