import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { assignorNamed } from './assignor-names.js'
import type { AssignorMember, AssignorTopic } from './assignor.js'

interface Vector {
  assignor: string
  scenario: number
  step: number
  topics: Record<string, { partitions: number; racks?: string[][] }>
  members: {
    memberId: string
    groupInstanceId: string | null
    rack: string | null
    topics: string[]
    owned: Record<string, number[]>
    generation: number
    userData: string | null
  }[]
  orderSensitive: boolean
  seen?: { counts: number[][]; kept: [number, number] }
  assignment: Record<string, Record<string, number[]>>
}

const vectors: Vector[] = gunzipSync(
  readFileSync(new URL('../../testdata/assignors.ndjson.gz', import.meta.url)),
)
  .toString()
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

function assigned(vector: Vector): Record<string, Record<string, number[]>> {
  const topics = new Map<string, AssignorTopic>(Object.entries(vector.topics))
  const members: AssignorMember[] = vector.members.map((member) => ({
    ...member,
    owned: new Map(Object.entries(member.owned)),
    userData: member.userData === null ? null : Uint8Array.from(Buffer.from(member.userData, 'hex')),
  }))
  const result = assignorNamed(vector.assignor)?.assign(topics, members) ?? new Map()
  return Object.fromEntries(
    [...result].map(([memberId, topicPartitions]) => [memberId, Object.fromEntries(topicPartitions)]),
  )
}

function counts(assignment: Record<string, Record<string, number[]>>): number[] {
  return Object.values(assignment)
    .map((topics) => Object.values(topics).reduce((sum, partitions) => sum + partitions.length, 0))
    .sort((a, b) => a - b)
}

for (const name of ['range', 'roundrobin', 'sticky', 'cooperative-sticky']) {
  test(`${name} assigns as Kafka does`, () => {
    const chosen = vectors.filter((vector) => vector.assignor === name)
    expect(chosen.length).toBeGreaterThan(70)
    for (const vector of chosen) {
      const where = `${name} scenario ${vector.scenario} step ${vector.step}`
      const got = assigned(vector)
      if (vector.orderSensitive) expect(vector.seen?.counts, where).toContainEqual(counts(got))
      else expect(got, where).toEqual(vector.assignment)
    }
  })
}
