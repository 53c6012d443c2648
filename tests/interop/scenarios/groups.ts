/**
 * Consumer groups: three members that join and leave, of one client or of several, with every partition owned by exactly
 * one member whenever the group is at rest; commits that other clients read.
 */
import { deepStrictEqual } from 'node:assert/strict'
import { type Check, clientCheck, createTopic, eventually, type Scene, topicName } from '../check.js'
import type { Client } from '../client.js'
import type { ClientRow } from '../client-rows.js'

const partitions = 6

export function groupChecks(row: ClientRow): Check[] {
  return [
    ...clientCheck(row, 'shares partitions among three members', ['join', 'owned', 'leave'], async (part) => {
      const { client, scene, name } = part
      await threeMembers(scene, name('group'), [client, client, client])
    }),
    ...clientCheck(row, 'commits offsets and reads them', ['commit', 'committed'], async (part) => {
      const { client, scene, name } = part
      const topic = name('commits')
      await createTopic(scene, topic, 3)
      await client.call('commit', { group: topic, topic, offsets: { 0: 5, 1: 7 } })
      const committed = await client.call('committed', { group: topic, topic, partitions: [0, 1] })
      deepStrictEqual(committed, { 0: 5, 1: 7 })
    }),
  ]
}

/** Members that must speak of the same assignor: `range`, which all but kafkajs and kcat's kin know alike. */
export function mixedGroupChecks(rows: readonly ClientRow[]): Check[] {
  const able = rows.filter(({ range, lacks }) => range && lacks.join === undefined)
  const check = (three: readonly ClientRow[]): Check => ({
    of: 'mixed-group',
    name: three.map(({ name }) => name).join(', '),
    run: async (scene) => {
      const clients = three.map(({ name }) => scene.client(name))
      await threeMembers(scene, topicName(scene, 'mixed', String(able.indexOf(three[0]!))), clients, 'range')
    },
  })
  const found: Check[] = []
  for (let at = 0; at + 3 <= able.length; at += 2) found.push(check(able.slice(at, at + 3)))
  return found
}

interface Member {
  readonly member: string
  readonly client: Client
}

async function threeMembers(scene: Scene, group: string, clients: readonly Client[], assignor?: string) {
  const topic = group
  await createTopic(scene, topic, partitions)
  const present: Member[] = []
  const [first, second, third] = clients.map((client, index) => ({ member: `${group}-${index + 1}`, client }))
  if (first === undefined || second === undefined || third === undefined) throw new Error('three are needed')
  const join = async ({ member, client }: Member) => {
    present.push({ member, client })
    await client.call('join', { member, group, topic, ...(assignor === undefined ? {} : { assignor }) })
  }
  const leave = async ({ member, client }: Member) => {
    present.splice(
      present.findIndex((each) => each.member === member),
      1,
    )
    await client.call('leave', { member })
  }
  await join(first)
  await atRest(present)
  await join(second)
  await join(third)
  await atRest(present)
  await leave(second)
  await atRest(present)
  await leave(first)
  await atRest(present)
  await leave(third)
}

/** Each partition has one owner, and nobody is idle. */
async function atRest(members: readonly Member[]): Promise<void> {
  await eventually(
    `what ${members.length} members own`,
    () => Promise.all(members.map(({ member, client }) => client.call('owned', { member }))),
    (owned) => {
      const all = owned.flat().sort((a, b) => a - b)
      return (
        owned.every(({ length }) => length > 0) &&
        all.length === partitions &&
        new Set(all).size === partitions
      )
    },
  )
}
