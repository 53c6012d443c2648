import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Assignor, AssignorMember, AssignorTopic, GroupAssignment, TopicPartitions } from './assignor.js'
import { assignorNamed, assignors } from './assignor-names.js'

const topicNames = ['a', 'b', 'c']
const racks = fc.constantFrom('r1', 'r2', 'r3')
const topicsOf = fc
  .array(
    fc.record({
      partitions: fc.nat(9),
      rack: fc.array(fc.array(racks, { minLength: 1, maxLength: 2 }), { minLength: 9, maxLength: 9 }),
    }),
    { minLength: 3, maxLength: 3 },
  )
  .map(
    (rows) =>
      new Map<string, AssignorTopic>(
        rows.map(({ partitions, rack }, at) => [
          topicNames[at] as string,
          { partitions, racks: rack.slice(0, partitions) },
        ]),
      ),
  )
const memberFacts = fc.record({ topics: fc.subarray(topicNames, { minLength: 1 }), rack: fc.option(racks) })
const groups = fc.record({ topics: topicsOf, members: fc.array(memberFacts, { minLength: 1, maxLength: 6 }) })

function members(
  facts: readonly { topics: string[]; rack: string | null }[],
  before?: GroupAssignment,
  assignor?: Assignor,
) {
  return facts.map(({ topics, rack }, at): AssignorMember => {
    const memberId = `m${at}`
    const owned: TopicPartitions = before?.get(memberId) ?? new Map()
    const generation = before === undefined ? -1 : 1
    const userData = assignor?.userData?.(owned, generation) ?? null
    const kept = assignor?.protocol === 'cooperative' ? owned : new Map()
    return { memberId, groupInstanceId: null, rack, topics, owned: kept, generation, userData }
  })
}

function owners(assignment: GroupAssignment): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const [memberId, topics] of assignment) {
    for (const [topic, partitions] of topics) {
      for (const partition of partitions) {
        const key = `${topic}-${partition}`
        found.set(key, [...(found.get(key) ?? []), memberId])
      }
    }
  }
  return found
}

for (const assignor of assignors) {
  test(`${assignor.name} gives every wanted partition to exactly one member that wants it`, () => {
    fc.assert(
      fc.property(groups, ({ topics, members: facts }) => {
        const assignment = assignor.assign(topics, members(facts))
        expect([...assignment.keys()].sort()).toEqual(facts.map((_, at) => `m${at}`).sort())
        const found = owners(assignment)
        for (const [topic, { partitions }] of topics) {
          const wanted = facts.some((member) => member.topics.includes(topic))
          for (let partition = 0; partition < partitions; partition++) {
            expect(found.get(`${topic}-${partition}`)?.length ?? 0).toBe(wanted ? 1 : 0)
          }
        }
        for (const [memberId, mine] of assignment) {
          for (const topic of mine.keys()) expect(facts[Number(memberId.slice(1))]?.topics).toContain(topic)
        }
      }),
      { numRuns: 150 },
    )
  })
}

for (const name of ['sticky', 'cooperative-sticky']) {
  test(`${name} changes nothing when nothing has changed`, () => {
    const assignor = assignorNamed(name) as Assignor
    fc.assert(
      // Without racks: with them, Kafka's assignors take away each time what is not in the member's rack.
      fc.property(groups, ({ topics, members: given }) => {
        const facts = given.map((member) => ({ ...member, rack: null }))
        const first = assignor.assign(topics, members(facts))
        const second = assignor.assign(topics, members(facts, first, assignor))
        expect(second).toEqual(first)
      }),
      { numRuns: 150 },
    )
  })
}

test('a cooperative group settles after a member joined, and every partition has an owner again', () => {
  const assignor = assignorNamed('cooperative-sticky') as Assignor
  const topics = new Map<string, AssignorTopic>([['a', { partitions: 6 }]])
  const facts = [
    { topics: ['a'], rack: null },
    { topics: ['a'], rack: null },
  ]
  const alone = assignor.assign(topics, members(facts.slice(0, 1)))
  const joining = assignor.assign(topics, members(facts, alone, assignor))
  expect([joining.get('m0')?.get('a'), joining.get('m1')?.get('a')]).toEqual([[0, 1, 2], undefined])
  const settled = assignor.assign(topics, members(facts, joining, assignor))
  expect([settled.get('m0')?.get('a'), settled.get('m1')?.get('a')]).toEqual([
    [0, 1, 2],
    [3, 4, 5],
  ])
})

test("assignors are found by their names and by the names of Kafka's classes", () => {
  expect(assignorNamed('org.apache.kafka.clients.consumer.StickyAssignor')?.name).toBe('sticky')
  expect(assignorNamed('class org.apache.kafka.clients.consumer.RangeAssignor')?.name).toBe('range')
  expect(assignorNamed('roundrobin')?.name).toBe('roundrobin')
  expect(assignorNamed('com.example.Own')).toBeUndefined()
})
