/**
 * A clean stop and start of the broker under clients that stay: committed offsets and records are there again, the same
 * clients write on, and members of a group find back to their partitions.
 */
import { deepStrictEqual } from 'node:assert/strict'
import {
  type Check,
  createTopic,
  eventually,
  fromStart,
  NotPlayable,
  type Scene,
  topicName,
} from '../check.js'
import type { Verb } from '../client.js'
import type { ClientRow } from '../client-rows.js'
import { assertSame, record } from '../records.js'

const partitions = 2

export function restartChecks(rows: readonly ClientRow[]): Check[] {
  let restarted: Promise<void> | undefined
  const able = (row: ClientRow, ...verbs: Verb[]) => verbs.every((verb) => row.lacks[verb] === undefined)
  const after = (row: ClientRow, name: string, run: (scene: Scene) => Promise<void>): Check => ({
    of: 'restart',
    name: `${row.name}: ${name}`,
    run: async (scene) => {
      restarted ??= prepareAndRestart(scene, rows)
      await restarted
      await run(scene)
    },
  })
  return rows.flatMap((row) => [
    ...(able(row, 'commit', 'committed')
      ? [after(row, 'finds its commits', (scene) => findsCommits(scene, row))]
      : []),
    after(row, 'reads what was there and writes on', (scene) => writesOn(scene, row)),
    after(row, 'a member owns its partitions again', async (scene) => {
      await ownsAgain(scene, row)
      const group = topicOf(scene, row)
      const describe = () => scene.stageHand.call('describeGroup', { group })
      await eventually('its group', describe, ({ state, members }) => state === 'Stable' && members === 1)
    }),
  ])
}

async function prepareAndRestart(scene: Scene, rows: readonly ClientRow[]): Promise<void> {
  const { restart } = scene.broker
  if (restart === undefined) throw new NotPlayable('how to restart the broker was not told')
  for (const row of rows) {
    const topic = topicOf(scene, row)
    await createTopic(scene, topic, partitions)
    const client = scene.client(row.name)
    await client.call('produce', { topic, codec: 'none', idempotent: true, records: someRecords('before') })
    if (row.lacks.commit === undefined) {
      await client.call('commit', { group: `${topic}-commits`, topic, offsets: { 0: 3, 1: 2 } })
    }
    await client.call('join', { member: topic, group: topic, topic })
    await ownsAgain(scene, row)
  }
  await restart()
}

async function findsCommits(scene: Scene, row: ClientRow): Promise<void> {
  const topic = topicOf(scene, row)
  const request = { group: `${topic}-commits`, topic, partitions: [0, 1] }
  // Some clients give up while the coordinator still loads: asking again is theirs to do, and here ours.
  const ask = () =>
    scene
      .client(row.name)
      .call('committed', request)
      .catch((error: Error) => error.message)
  const committed = await eventually('commits', ask, (answer) => typeof answer !== 'string')
  deepStrictEqual(committed, { 0: 3, 1: 2 })
}

async function writesOn(scene: Scene, row: ClientRow): Promise<void> {
  const topic = topicOf(scene, row)
  const client = scene.client(row.name)
  await client.call('produce', { topic, codec: 'none', idempotent: true, records: someRecords('after') })
  const both = [...someRecords('before'), ...someRecords('after')]
  assertSame(await client.call('consume', { topic, from: fromStart(partitions), count: both.length }), both)
}

async function ownsAgain(scene: Scene, row: ClientRow): Promise<void> {
  const member = topicOf(scene, row)
  const client = scene.client(row.name)
  const owned = () => client.call('owned', { member })
  await eventually('what the only member owns', owned, ({ length }) => length === partitions)
}

function topicOf(scene: Scene, row: ClientRow): string {
  return topicName(scene, row.name, 'restart')
}

function someRecords(when: string) {
  return Array.from({ length: 10 }, (_, index) => ({
    ...record(`${when}-${index}`, `value ${index}`),
    partition: index < 5 ? 0 : 1,
  }))
}
