/**
 * How a decision says no: Kafka's error name and words for the person who asked.
 */
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import type { Refusal } from '../controller.js'

export function refuse(error: KafkaErrorName, message: string | null): Refusal {
  return { error, message }
}
