/** The neighbour as its parent sees it. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Neighbourhood } from './neighbour.js'
import { topics } from './prepare-topics.js'

/** See the file. */
export class Neighbour {
  readonly #worker: Worker

  constructor(module: string, port: number) {
    this.#worker = new Worker(module, { workerData: { port, topic: topics.neighbour } })
  }

  /** What it saw since the last look; a round trip under way counts as long as it lasts. */
  async look(): Promise<Neighbourhood> {
    this.#worker.postMessage('look')
    const [answer] = (await once(this.#worker, 'message')) as [Neighbourhood]
    return answer
  }

  async stop(): Promise<void> {
    this.#worker.postMessage('stop')
    await this.#worker.terminate()
  }
}
