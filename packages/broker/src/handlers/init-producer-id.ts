/**
 * InitProducerId, versions 0 to 5 (6 is unstable in Kafka and not offered): a producer id for an idempotent
 * producer. A transactional id is checked as Kafka does and then refused as by a broker whose transaction
 * coordinator is not there. v3: a producer may name the id it has; without transactional id it gets a fresh
 * one all the same.
 */
import { errorCode, type KafkaErrorName } from '@samsa/protocol/kafka-errors'
import { initProducerIdRequest } from '@samsa/protocol/messages/init-producer-id-request'
import { initProducerIdResponse } from '@samsa/protocol/messages/init-producer-id-response'
import { handler } from '../handler.js'

/** See the file. */
export const initProducerId = handler(
  initProducerIdRequest,
  initProducerIdResponse,
  { versions: [0, 5] },
  async (broker, request) => {
    const { transactionalId, transactionTimeoutMs, producerId, producerEpoch } = request
    const noId = producerId === -1
    if (noId !== (producerEpoch === -1)) return refused('INVALID_REQUEST')
    if (transactionalId === null) {
      return { producerId: await broker.producerIds.allocate(), producerEpoch: 0 }
    }
    if (transactionalId === '') return refused('INVALID_REQUEST')
    const most = broker.config.get('transaction.max.timeout.ms')
    if (transactionTimeoutMs <= 0 || transactionTimeoutMs > most)
      return refused('INVALID_TRANSACTION_TIMEOUT')
    return refused('COORDINATOR_NOT_AVAILABLE')
  },
)

function refused(error: KafkaErrorName): { errorCode: number; producerId: number; producerEpoch: number } {
  return { errorCode: errorCode(error), producerId: -1, producerEpoch: -1 }
}
