/** The topics of the suite: the neighbour's, and those that are attacked. */
import { createTopicsRequest } from '@samsa/protocol/messages/create-topics-request'
import { createTopicsResponse } from '@samsa/protocol/messages/create-topics-response'
import { produceRequest } from '@samsa/protocol/messages/produce-request'
import { produceResponse } from '@samsa/protocol/messages/produce-response'
import { encodeBatch } from '@samsa/record/encode-batch'
import { AttackSocket } from './attack-socket.js'
import { ask, type ServedApi, servedApis } from './requests.js'

/** Kept apart from each other: nothing that is done to one may hurt another. */
export const topics = {
  neighbour: 'neighbour',
  plain: 'plain',
  compacted: 'compacted',
  large: 'large',
} as const

const largeBatches = 64
const largeValueBytes = 1_000_000

/** Creates them, fills the large one with 64 MB, and returns what the broker serves. */
export async function prepareTopics(port: number): Promise<ServedApi[]> {
  const socket = await AttackSocket.open(port)
  const apis = await servedApis(socket)
  const created = await ask(socket, createTopicsRequest, createTopicsResponse, 5, {
    timeoutMs: 10_000,
    topics: Object.values(topics).map((name) => ({
      name,
      numPartitions: 1,
      replicationFactor: 1,
      configs: name === topics.compacted ? [{ name: 'cleanup.policy', value: 'compact' }] : [],
    })),
  })
  for (const { name, errorCode } of created.topics) {
    if (errorCode !== 0) throw new Error(`topic ${name} cannot be created: error ${errorCode}`)
  }
  for (let batch = 0; batch < largeBatches; batch++) {
    const value = new Uint8Array(largeValueBytes).fill(batch)
    await ask(socket, produceRequest, produceResponse, 9, {
      acks: 1,
      timeoutMs: 5000,
      topicData: [
        {
          name: topics.large,
          partitionData: [{ index: 0, records: encodeBatch([{ timestamp: 1, key: null, value }]) }],
        },
      ],
    })
  }
  socket.socket.destroy()
  return apis
}
