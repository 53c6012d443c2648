/**
 * Which topics go: by name or by id (KIP-516). Pure.
 */
import { zeroUuid } from '@samsa/protocol/model/uuid'
import type { MetadataChange } from '../../metadata/core/apply-change.js'
import type { MetadataImage } from '../../metadata/metadata-image.js'
import type { DeleteTopicResult, DeleteTopicTarget } from '../controller.js'
import { refuse } from './refusal.js'

export interface DeleteTopicsDecision {
  readonly changes: readonly MetadataChange[]
  readonly results: readonly DeleteTopicResult[]
}

export function decideDeleteTopics(
  image: MetadataImage,
  targets: readonly DeleteTopicTarget[],
): DeleteTopicsDecision {
  const changes: MetadataChange[] = []
  const going = new Set<string>()
  const results = targets.map((target): DeleteTopicResult => {
    const byName = 'name' in target
    const topic = byName ? image.topics.get(target.name) : image.topicsById.get(target.topicId)
    if (topic === undefined && byName) {
      return {
        name: target.name,
        topicId: zeroUuid,
        refusal: refuse('UNKNOWN_TOPIC_OR_PARTITION', 'This server does not host this topic-partition.'),
      }
    }
    if (topic === undefined) {
      const topicId = byName ? zeroUuid : target.topicId
      return {
        name: null,
        topicId,
        refusal: refuse('UNKNOWN_TOPIC_ID', 'This server does not host this topic ID.'),
      }
    }
    const { name, topicId } = topic
    if (!going.has(name)) changes.push({ kind: 'topic-deleted', name, topicId })
    going.add(name)
    return { name, topicId }
  })
  return { changes, results }
}
