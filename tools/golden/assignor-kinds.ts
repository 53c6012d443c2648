/**
 * Golden vectors of assignors, and of SCRAM, which has no implementation yet and is counted as skipped.
 */
import type { AssignorMember, AssignorTopic } from '@samsa/client/assignors/assignor'
import { assignorNamed } from '@samsa/client/assignors/assignor-names'
import type { Vector, VectorKind } from './vector-kind.js'

/** Sorted partitions by topic, by member. */
type Assignment = Record<string, Record<string, readonly number[]>>

function assigned(vector: Vector): Assignment | undefined {
  const assignor = assignorNamed(vector.assignor)
  if (assignor === undefined) return undefined
  const topics = new Map<string, AssignorTopic>(Object.entries(vector.topics))
  const members: AssignorMember[] = vector.members.map((member: Vector) => ({
    ...member,
    owned: new Map(Object.entries(member.owned)),
    userData: member.userData === null ? null : new Uint8Array(Buffer.from(member.userData, 'hex')),
  }))
  const result = assignor.assign(topics, members)
  return Object.fromEntries(
    [...result].map(([member, partitions]) => [member, Object.fromEntries(partitions)]),
  )
}

function checkAssignment(vector: Vector): string[] | string {
  const found = assigned(vector)
  if (found === undefined) return `there is no assignor '${vector.assignor}'`
  if (vector.orderSensitive) return checkOrderSensitive(vector, found)
  return canonical(found) === canonical(vector.assignment) ? [] : ['assigns otherwise']
}

/** Where Kafka's own result depends on the order of its hash maps, only what all its results share can be asked. */
function checkOrderSensitive(vector: Vector, found: Assignment): string[] {
  const problems: string[] = []
  const taken = partitionsOf(found)
  if (new Set(taken).size !== taken.length) problems.push('assigns a partition twice')
  const wanted = partitionsOf(vector.assignment)
  if (new Set(taken).size !== new Set(wanted).size) problems.push('leaves a partition out')
  const counts = Object.values(found).map((topics) => Object.values(topics).flat().length)
  const sorted = JSON.stringify(counts.sort((a, b) => a - b))
  if (!vector.seen.counts.some((seen: number[]) => JSON.stringify(seen) === sorted)) {
    problems.push(`gives ${sorted} partitions`)
  }
  const kept = vector.members.flatMap((member: Vector) => {
    const now = new Set(partitionsOf({ one: found[member.memberId] ?? {} }))
    return partitionsOf({ one: member.owned ?? {} }).filter((partition) => now.has(partition))
  })
  if (kept.length < vector.seen.kept[0]) problems.push(`lets only ${kept.length} partitions stay`)
  return problems
}

function partitionsOf(assignment: Assignment): string[] {
  return Object.values(assignment).flatMap((topics) =>
    Object.entries(topics).flatMap(([topic, partitions]) =>
      partitions.map((partition) => `${topic}-${partition}`),
    ),
  )
}

function canonical(assignment: Assignment): string {
  const sorted = (entries: [string, unknown][]): [string, unknown][] =>
    entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify(
    sorted(Object.entries(assignment).map(([member, topics]) => [member, sorted(Object.entries(topics))])),
  )
}

export const assignorKinds: readonly VectorKind[] = [
  {
    name: 'assignors',
    accepts: (vector) => vector.assignor !== undefined,
    title: (vector) => `${vector.assignor} scenario ${vector.scenario} step ${vector.step}`,
    check: checkAssignment,
  },
  {
    name: 'scram',
    accepts: (vector) => vector.mechanism !== undefined || vector.serverError !== undefined,
    title: (vector) => `${vector.mechanism ?? vector.serverError} of ${vector.username}`,
    check: () => 'SCRAM is not built yet',
  },
]
