/**
 * CreatePartitions (API 37): topics grow. The added partitions can be used when the answer arrives.
 */
import { errorCode } from '@samsa/protocol/kafka-errors'
import type { Draft } from '@samsa/protocol/message-type'
import {
  type CreatePartitionsRequest,
  type CreatePartitionsTopic,
  createPartitionsRequest,
} from '@samsa/protocol/messages/create-partitions-request'
import {
  type CreatePartitionsResponse,
  createPartitionsResponse,
} from '@samsa/protocol/messages/create-partitions-response'
import type { Broker } from '../broker.js'
import { handler } from '../handler.js'
import { repeatedNames } from './repeated-names.js'

export const createPartitions = handler(
  createPartitionsRequest,
  createPartitionsResponse,
  {
    versions: [0, 3],
    failed: (request, code) => ({ results: request.topics.map(({ name }) => ({ name, errorCode: code })) }),
  },
  answer,
)

async function answer(
  broker: Broker,
  request: CreatePartitionsRequest,
): Promise<Draft<CreatePartitionsResponse>> {
  const repeated = repeatedNames(request.topics)
  const topics = request.topics.filter(({ name }) => !repeated.has(name)).map(asked)
  const results = await broker.controller.createPartitions(topics, { validateOnly: request.validateOnly })
  return {
    results: [
      ...[...repeated].map((name) => ({
        name,
        errorCode: errorCode('INVALID_REQUEST'),
        errorMessage: 'Duplicate topic name.',
      })),
      ...results.map(({ name, refusal }) => ({
        name,
        errorCode: refusal === undefined ? 0 : errorCode(refusal.error),
        errorMessage: refusal?.message ?? null,
      })),
    ],
  }
}

function asked(topic: CreatePartitionsTopic) {
  return {
    name: topic.name,
    count: topic.count,
    assignments: topic.assignments?.map((each) => each.brokerIds),
  }
}
