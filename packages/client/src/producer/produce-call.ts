/**
 * One Produce request: batches of several partitions out, a result for each of them back.
 */
import { calls } from '../calls.js'
import type { Connection } from '../connection.js'
import { KafkaError } from '../errors.js'
import type { Batch } from './partition-queue.js'
import type { ProduceSettings } from './produce-settings.js'

export interface ProduceBatch {
  readonly batch: Batch
  readonly bytes: Uint8Array
}

export interface BatchResult {
  /** -1 when unknown. */
  readonly baseOffset: number
  /** -1 unless the broker set the time. */
  readonly logAppendTime: number
  readonly error: Error | undefined
  /** Errors of single records, by place in the batch (KIP-467). */
  readonly recordErrors?: ReadonlyMap<number, string>
}

/** Calls `answered` once, with results in the order of the batches; never throws. */
export function produce(
  connection: Connection,
  settings: ProduceSettings,
  batches: readonly ProduceBatch[],
  answered: (results: readonly BatchResult[]) => void,
): void {
  const draft = {
    transactionalId: null,
    acks: settings.acks,
    timeoutMs: settings.requestTimeoutMs,
    topicData: topicData(batches),
  }
  const failed = (error: Error) => answered(batches.map(() => ({ baseOffset: -1, logAppendTime: -1, error })))
  if (settings.acks === 0) {
    try {
      connection.sendOneWay(calls.produce, () => draft)
    } catch (error) {
      failed(error as Error)
      return
    }
    answered(batches.map(() => ({ baseOffset: -1, logAppendTime: -1, error: undefined })))
    return
  }
  connection.request(calls.produce, draft).then((response) => {
    const found = new Map<string, Map<number, BatchResult>>()
    for (const { name, partitionResponses } of response.responses) {
      found.set(name, new Map(partitionResponses.map((answer) => [answer.index, resultOf(answer)])))
    }
    const missing = {
      baseOffset: -1,
      logAppendTime: -1,
      error: new KafkaError('UNKNOWN_SERVER_ERROR', 'no answer for the partition'),
    }
    answered(batches.map(({ batch }) => found.get(batch.topic)?.get(batch.partition) ?? missing))
  }, failed)
}

function topicData(batches: readonly ProduceBatch[]) {
  const topics = new Map<string, { index: number; records: Uint8Array }[]>()
  for (const { batch, bytes } of batches) {
    const list = topics.get(batch.topic)
    const part = { index: batch.partition, records: bytes }
    if (list === undefined) topics.set(batch.topic, [part])
    else list.push(part)
  }
  return [...topics].map(([name, partitionData]) => ({ name, partitionData }))
}

function resultOf(answer: {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly baseOffset: number
  readonly logAppendTimeMs: number
  readonly recordErrors: readonly {
    readonly batchIndex: number
    readonly batchIndexErrorMessage: string | null
  }[]
}): BatchResult {
  const error = KafkaError.of(answer.errorCode, answer.errorMessage)
  // The broker has the batch already and no longer knows where: as good as acknowledged.
  if (error?.errorName === 'DUPLICATE_SEQUENCE_NUMBER') {
    return { baseOffset: -1, logAppendTime: -1, error: undefined }
  }
  const recordErrors = new Map(
    answer.recordErrors.map(({ batchIndex, batchIndexErrorMessage }) => [
      batchIndex,
      batchIndexErrorMessage ?? answer.errorMessage ?? '',
    ]),
  )
  return { baseOffset: answer.baseOffset, logAppendTime: answer.logAppendTimeMs, error, recordErrors }
}
