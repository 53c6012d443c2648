/** A fresh producer id, once the broker answers. */
import { calls } from '@samsa/client/calls'
import type { Load } from '../simulation/load.js'
import type { Session } from '../simulation/session.js'

export interface NewProducer {
  readonly producerId: number
  readonly producerEpoch: number
}

/** Undefined: the load is over before. */
export async function newProducer(load: Load, session: Session): Promise<NewProducer | undefined> {
  while (!load.over) {
    try {
      const request = { transactionalId: null, transactionTimeoutMs: 60_000 }
      const { errorCode, producerId, producerEpoch } = await session.call(calls.initProducerId, request)
      if (errorCode === 0) return { producerId, producerEpoch }
    } catch {
      // The broker is down: again.
    }
    await session.pause(20)
  }
  return undefined
}
