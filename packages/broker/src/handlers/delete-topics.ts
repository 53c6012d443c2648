/**
 * DeleteTopics (API 20): by name, from version 6 also by id (KIP-516). A deleted topic is gone when the answer arrives.
 *
 * Versions: below 3 there is no error for a switched-off deletion; below 5 there are no messages.
 */
import { errorCode } from '@samsa/protocol/kafka-errors'
import type { Draft } from '@samsa/protocol/message-type'
import { type DeleteTopicsRequest, deleteTopicsRequest } from '@samsa/protocol/messages/delete-topics-request'
import {
  type DeletableTopicResult,
  type DeleteTopicsResponse,
  deleteTopicsResponse,
} from '@samsa/protocol/messages/delete-topics-response'
import { type Uuid, zeroUuid } from '@samsa/protocol/model/uuid'
import type { Broker } from '../broker.js'
import type { DeleteTopicTarget } from '../controller/controller.js'
import { type Call, handler } from '../handler.js'

export const deleteTopics = handler(
  deleteTopicsRequest,
  deleteTopicsResponse,
  {
    versions: [0, 6],
    failed: (request, code) => ({ responses: asked(request).map((each) => wrong(each, code, null)) }),
  },
  answer,
)

interface Asked {
  readonly name: string | null
  readonly topicId: Uuid
}

function asked(request: DeleteTopicsRequest): readonly Asked[] {
  if (request.topics.length > 0) return request.topics
  return request.topicNames.map((name) => ({ name, topicId: zeroUuid }))
}

async function answer(
  broker: Broker,
  request: DeleteTopicsRequest,
  call: Call,
): Promise<Draft<DeleteTopicsResponse>> {
  const all = asked(request)
  if (!broker.config.get('delete.topic.enable')) {
    const error = call.apiVersion < 3 ? 'INVALID_REQUEST' : 'TOPIC_DELETION_DISABLED'
    return { responses: all.map((each) => wrong(each, errorCode(error), 'Topic deletion is disabled.')) }
  }
  const { targets, refused } = sort(broker, all)
  const results = await broker.controller.deleteTopics(targets)
  const deleted = results.map(({ name, topicId, refusal }) => ({
    name,
    topicId,
    errorCode: refusal === undefined ? 0 : errorCode(refusal.error),
    errorMessage: refusal?.message ?? null,
  }))
  return { responses: [...refused, ...deleted] }
}

/** Sorts out what names a topic twice, in two ways or not at all: each such topic is answered once, with an error. */
function sort(
  broker: Broker,
  all: readonly Asked[],
): { targets: DeleteTopicTarget[]; refused: Draft<DeletableTopicResult>[] } {
  const invalid = errorCode('INVALID_REQUEST')
  const refused: Draft<DeletableTopicResult>[] = []
  const byKey = new Map<string, Asked[]>()
  for (const each of all) {
    const byId = each.topicId !== zeroUuid
    if (each.name !== null && byId)
      refused.push(wrong(each, invalid, 'Give the name of a topic or its id, not both.'))
    else if (each.name === null && !byId)
      refused.push(wrong(each, invalid, 'Neither topic name nor id were given.'))
    else {
      const id = byId
        ? each.topicId
        : (broker.metadata.topic(each.name as string)?.topicId ?? `name ${each.name}`)
      byKey.set(id, [...(byKey.get(id) ?? []), each])
    }
  }
  const targets: DeleteTopicTarget[] = []
  for (const same of byKey.values()) {
    const first = same[0] as Asked
    if (same.length > 1) {
      const what = first.name === null ? 'id' : 'name'
      refused.push(wrong(first, invalid, `Duplicate topic ${what}.`))
    } else targets.push(first.name === null ? { topicId: first.topicId } : { name: first.name })
  }
  return { targets, refused }
}

function wrong(
  { name, topicId }: Asked,
  code: number,
  errorMessage: string | null,
): Draft<DeletableTopicResult> {
  return { name, topicId, errorCode: code, errorMessage }
}
