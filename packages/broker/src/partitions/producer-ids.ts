/**
 * Producer ids for idempotent producers, handed out from blocks that the controller made durable before the
 * first of them is given to anyone: no id is ever given twice, also not after a crash.
 */
import type { Controller } from '../controller/controller.js'

/** Hands out producer ids. */
export class ProducerIds {
  #next = 0
  #end = 0
  #allocating: Promise<void> | undefined

  constructor(private readonly controller: Pick<Controller, 'allocateProducerIds'>) {}

  /** A producer id nobody has had. Waits only when a new block is needed. */
  async allocate(): Promise<number> {
    while (this.#next >= this.#end) await this.#refill()
    return this.#next++
  }

  #refill(): Promise<void> {
    this.#allocating ??= this.controller
      .allocateProducerIds()
      .then((block) => {
        this.#next = block.firstProducerId
        this.#end = block.firstProducerId + block.count
      })
      .finally(() => {
        this.#allocating = undefined
      })
    return this.#allocating
  }
}
