import { metadataResponse } from '@samsa/protocol/messages/metadata-response'
import { expect, test } from 'vitest'
import { applyMetadata, emptyClusterView, partitionOf } from './cluster-view.js'

function answer(leaderEpoch: number, leaderId: number, topicId = 'BQAAAAAAAAAAAAAAAAAAAA') {
  return metadataResponse.create({
    brokers: [{ nodeId: 1, host: 'a', port: 9092, rack: null }],
    clusterId: 'c',
    controllerId: 1,
    topics: [{ name: 't', topicId, partitions: [{ partitionIndex: 0, leaderId, leaderEpoch }] }],
  })
}

test('an answer of a broker that is behind does not undo a newer leader', () => {
  const newer = applyMetadata(emptyClusterView, answer(7, 2), false)
  const older = applyMetadata(newer, answer(6, 1), false)
  expect(partitionOf(older, 't', 0)).toMatchObject({ leader: 2, leaderEpoch: 7 })
})

test('a topic that was created anew starts with its own epochs', () => {
  const before = applyMetadata(emptyClusterView, answer(7, 2), false)
  const after = applyMetadata(before, answer(0, 1, 'BgAAAAAAAAAAAAAAAAAAAA'), false)
  expect(partitionOf(after, 't', 0)).toMatchObject({ leader: 1, leaderEpoch: 0 })
})

test('a list of all topics forgets those that are gone, one of some keeps the others', () => {
  const view = applyMetadata(emptyClusterView, answer(1, 1), false)
  const nothing = metadataResponse.create({})
  expect(applyMetadata(view, nothing, false).topics.has('t')).toBe(true)
  expect(applyMetadata(view, nothing, true).topics.has('t')).toBe(false)
})

test('a topic that the broker refuses is known by its error', () => {
  const view = applyMetadata(emptyClusterView, answer(1, 1), false)
  const refused = metadataResponse.create({ topics: [{ name: 't', errorCode: 3 }] })
  const after = applyMetadata(view, refused, false)
  expect([after.topics.has('t'), after.topicErrors.get('t')]).toEqual([false, 3])
  expect(applyMetadata(after, answer(1, 1), false).topicErrors.has('t')).toBe(false)
})
