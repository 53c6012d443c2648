/**
 * Groups under generated histories: members come, go, fall silent, commit; coordinators die. What must
 * always hold is checked after every step.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ReplayedState } from '../../coordinator/replayed-state.js'
import { type Asked, GroupWorld } from '../testing/group-world.js'
import type { ClassicGroup } from './classic/classic-group.js'
import { groupMachine } from './group-machine.js'
import type { GroupReply, JoinGroupReply } from './group-replies.js'
import type { GroupState } from './group-state.js'

const who = fc.nat(5)
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('join' as const), who, known: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('static' as const), who }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('sync' as const), who }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('heartbeat' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('leave' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('commit' as const), who }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      ms: fc.constantFrom(0, 500, 4000, 9000, 61_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refuse' as const), on: fc.boolean() }) },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** Six clients, each with the member id and generation it was told last. */
class Clients {
  readonly ids = ['', '', '', '', '', '']
  readonly generations = [0, 0, 0, 0, 0, 0]
  readonly asked: Asked<GroupReply>[] = []
  readonly joins: { who: number; asked: Asked<JoinGroupReply> }[] = []

  constructor(readonly world: GroupWorld) {}

  async take(step: Step): Promise<void> {
    const { world, ids, generations } = this
    switch (step.do) {
      case 'join':
        return this.#joined(step.who, await world.join(ids[step.who]!, { requiresKnownMemberId: step.known }))
      case 'static':
        return this.#joined(step.who, await world.join('', { groupInstanceId: `i${step.who % 2}` }))
      case 'sync': {
        const assignments = Object.fromEntries(ids.map((id, n) => [id, `${n}`]))
        this.asked.push(await world.sync(ids[step.who]!, generations[step.who]!, assignments))
        return
      }
      case 'heartbeat':
        await world.heartbeat(ids[step.who]!, generations[step.who]!)
        return
      case 'leave':
        this.asked.push(await world.leave({ memberId: ids[step.who]! }))
        return
      case 'commit':
        this.asked.push(
          await world.commit(step.who, { memberId: ids[step.who]!, generationId: generations[step.who]! }),
        )
        return
      case 'pass':
        return world.pass(step.ms)
      case 'restart':
        return world.restart()
      case 'refuse':
        world.log.refuseWith = step.on ? 'NOT_ENOUGH_REPLICAS' : undefined
    }
  }

  /** Clients believe what they were told. */
  listen(): void {
    for (const { who: n, asked } of this.joins) {
      if (asked.reply === undefined) continue
      if (asked.reply.error === 'NONE') this.generations[n] = asked.reply.generationId
      if (asked.reply.error === 'NONE' || asked.reply.error === 'MEMBER_ID_REQUIRED') {
        this.ids[n] = asked.reply.memberId
      }
    }
  }

  #joined(n: number, asked: Asked<JoinGroupReply>): void {
    this.asked.push(asked as Asked<GroupReply>)
    this.joins.push({ who: n, asked })
  }
}

function replayOf(world: GroupWorld): GroupState | undefined {
  const machine = groupMachine(() => world.settings)
  const replayed = new ReplayedState(machine, { write: () => undefined }, 'g')
  world.log.replay((found) => replayed.visit(found))
  return replayed.states.get('g')
}

/** What of a group must survive its coordinator. */
function durable(group: ClassicGroup | undefined) {
  if (group === undefined) return undefined
  const members = [...group.members.values()].map((member) => ({
    id: member.memberId,
    instance: member.groupInstanceId,
    sessionTimeoutMs: member.sessionTimeoutMs,
    rebalanceTimeoutMs: member.rebalanceTimeoutMs,
    assignment: [...member.assignment],
    subscription: member.protocols.find(({ name }) => name === group.protocolName)?.metadata,
  }))
  const { state, generationId, protocolName, leaderId, stateTimestamp } = group
  return { state, generationId, protocolName, leaderId, stateTimestamp, members }
}

function checkShape(group: ClassicGroup): void {
  const waitingToJoin = [...group.members.values()].filter((member) => member.awaitingJoin !== undefined)
  const waitingToSync = [...group.members.values()].filter((member) => member.awaitingSync !== undefined)
  if (group.state !== 'PreparingRebalance') expect(waitingToJoin).toEqual([])
  if (group.state !== 'CompletingRebalance') expect(waitingToSync).toEqual([])
  expect(group.members.size > 0).toBe(group.leaderId !== undefined)
  if (group.leaderId !== undefined) expect(group.members.has(group.leaderId)).toBe(true)
  for (const id of group.pendingSyncs) expect(group.members.has(id)).toBe(true)
  for (const id of group.pendingJoins.keys()) expect(group.members.has(id)).toBe(false)
  const instances = [...group.members.values()].flatMap((member) => member.groupInstanceId ?? [])
  expect(new Set(instances).size).toBe(instances.length)
  if (group.state === 'Empty') expect(group.members.size).toBe(0)
}

test('there is one generation at a time, and the log tells the same as the memory', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
      const world = new GroupWorld()
      const clients = new Clients(world)
      let generation = 0
      for (const next of steps) {
        const restarted = next.do === 'restart'
        await clients.take(next)
        clients.listen()
        const group = world.state?.classic
        if (group === undefined) continue
        checkShape(group)
        // A new coordinator may know only of an older generation: the one in between was never stored.
        if (!restarted) expect(group.generationId).toBeGreaterThanOrEqual(generation)
        generation = group.generationId
        if (group.state === 'Stable' || (group.state === 'Empty' && group.stateTimestamp !== -1)) {
          expect(durable(replayOf(world)?.classic)).toEqual(durable({ ...group }))
        }
        expect(replayOf(world)?.offsets).toEqual(world.state?.offsets)
      }
      // Left alone, everybody is answered and the group becomes empty.
      world.log.refuseWith = undefined
      await world.pass(20 * 60_000)
      for (const asked of clients.asked) expect(asked.waits).toBe(false)
      expect(world.state?.classic?.state ?? 'Empty').toBe('Empty')
      expect(world.state?.classic?.pendingJoins.size ?? 0).toBe(0)
      expect(world.time.pending).toBe(0)
    }),
    { numRuns: 150 },
  )
})

test('of one generation everybody who joined is told the same leader and protocol', async () => {
  const dynamic = step.filter((each) => each.do !== 'static' && each.do !== 'restart')
  await fc.assert(
    fc.asyncProperty(fc.array(dynamic, { minLength: 10, maxLength: 60 }), async (steps) => {
      const clients = new Clients(new GroupWorld())
      for (const next of steps) {
        await clients.take(next)
        clients.listen()
      }
      const told = new Map<number, string>()
      for (const { asked } of clients.joins) {
        if (asked.reply?.error !== 'NONE') continue
        const { generationId, leader, protocolName } = asked.reply
        const text = `${leader} ${protocolName}`
        expect(told.get(generationId) ?? text).toBe(text)
        told.set(generationId, text)
      }
    }),
    { numRuns: 100 },
  )
})
