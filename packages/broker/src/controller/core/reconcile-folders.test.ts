import { type Uuid, zeroUuid } from '@samsa/protocol/model/uuid'
import { describe, expect, test } from 'vitest'
import { applyChanges, emptyImage } from '../../metadata/core/apply-change.js'
import type { MetadataImage } from '../../metadata/metadata-image.js'
import { newPartition } from './decide-create-topics.js'
import { electAfterStart } from './elect-leaders.js'
import { type FoundPartition, reconcileFolders } from './reconcile-folders.js'

const idOne = 'AAAAAAAAAAAAAAAAAAAAAQ' as Uuid
const idTwo = 'AAAAAAAAAAAAAAAAAAAAAg' as Uuid
const fresh = 'AAAAAAAAAAAAAAAAAAAAAw' as Uuid

const folder = (topic: string, partition: number, topicId?: Uuid): FoundPartition => ({
  topic,
  partition,
  topicId,
  latestLeaderEpoch: -1,
})

function imageWith(topicId?: Uuid): MetadataImage {
  const empty = emptyImage('cluster', 1)
  if (topicId === undefined) return empty
  const topic = { name: 't', topicId, configs: { 'retention.ms': '7' }, partitions: [newPartition(0, [1])] }
  return applyChanges(empty, [{ kind: 'topic-created', topic }])
}

function reconcile(image: MetadataImage, found: FoundPartition[], removed: Uuid[] = []) {
  const { changes, imported, strays } = reconcileFolders(image, found, {
    nodeId: 1,
    removed: new Map(removed.map((id) => [id, 't'])),
    importedConfigs: () => ({ 'retention.ms': '9' }),
    freshTopicId: () => fresh,
  })
  return { topic: applyChanges(image, changes).topics.get('t'), imported, strays, changes }
}

describe('folders found at the start', () => {
  test('of a topic that is known stay as they are', () => {
    expect(reconcile(imageWith(idOne), [folder('t', 0, idOne)])).toMatchObject({ changes: [], strays: [] })
  })

  test('of a topic nobody knows become a topic, with its id, its settings and as many partitions', () => {
    const { topic, imported } = reconcile(imageWith(), [folder('t', 2, idOne), folder('t', 0, idOne)])
    expect(topic).toMatchObject({ topicId: idOne, configs: { 'retention.ms': '9' } })
    expect(topic?.partitions.map((each) => [each.index, each.leader])).toEqual([
      [0, 1],
      [1, 1],
      [2, 1],
    ])
    expect(imported).toEqual(['t'])
  })

  test('without an id get a fresh one', () => {
    expect(reconcile(imageWith(), [folder('t', 0), folder('t', 1, zeroUuid)]).topic?.topicId).toBe(fresh)
  })

  test('left by a deletion that was noted are strays, also when the name is in use again', () => {
    const stray = folder('t', 0, idOne)
    expect(reconcile(imageWith(), [stray], [idOne])).toMatchObject({ changes: [], strays: [stray] })
    const again = reconcile(imageWith(idTwo), [stray], [idOne])
    expect(again).toMatchObject({ changes: [], strays: [stray], topic: { topicId: idTwo } })
  })

  test('without an id are strays while a deletion of their name is noted', () => {
    const stray = folder('t', 0)
    expect(reconcile(imageWith(idTwo), [stray], [idOne])).toMatchObject({ changes: [], strays: [stray] })
  })

  test('with another id that nobody deleted win over the store: the topic was recreated elsewhere', () => {
    const { topic, strays } = reconcile(imageWith(idOne), [folder('t', 0, idTwo), folder('t', 1, idTwo)])
    expect(topic).toMatchObject({ topicId: idTwo, configs: { 'retention.ms': '7' } })
    expect(topic?.partitions).toHaveLength(2)
    expect(strays).toEqual([])
  })

  test('of which only some have a foreign id leave those as strays', () => {
    const foreign = folder('t', 1, idTwo)
    expect(reconcile(imageWith(idOne), [folder('t', 0, idOne), foreign])).toMatchObject({ strays: [foreign] })
  })

  test('beyond the known count are partitions added elsewhere', () => {
    expect(
      reconcile(imageWith(idOne), [folder('t', 0, idOne), folder('t', 2, idOne)]).topic?.partitions,
    ).toHaveLength(3)
  })

  test("of Kafka's own metadata log are nobody's topic and no stray", () => {
    expect(reconcile(imageWith(), [folder('__cluster_metadata', 0, idOne)])).toMatchObject({
      changes: [],
      strays: [],
    })
  })
})

describe('leadership after a start', () => {
  test('moves by two epochs, and never behind the log', () => {
    const image = imageWith(idOne)
    const led = (latestLeaderEpoch: number) => {
      const changes = electAfterStart(image, [{ ...folder('t', 0, idOne), latestLeaderEpoch }], 1)
      return applyChanges(image, changes).topics.get('t')?.partitions[0]
    }
    expect(led(-1)).toMatchObject({ leader: 1, leaderEpoch: 2 })
    expect(led(7)).toMatchObject({ leaderEpoch: 9 })
  })

  test('of a partition that has no folder yet is left at its first epoch', () => {
    expect(electAfterStart(imageWith(idOne), [], 1)).toEqual([])
  })
})
