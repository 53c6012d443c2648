/** What all simulated clients share: the world, the ledger, and the word that it is over. */
import type { SeededRandom } from '@samsa/host/simulated/seeded-random'
import type { World } from '@samsa/host/simulated/world'
import { emptyLedger } from './ledger.js'
import { Session } from './session.js'

export const brokerAt = { host: 'broker', port: 9092 }

export class Load {
  readonly ledger = emptyLedger()
  readonly failures: string[] = []
  over = false
  /** No batch may be larger than a segment. */
  mostBatchBytes = 1_000

  constructor(
    readonly world: World,
    readonly random: SeededRandom,
  ) {}

  session(clientId: string): Session {
    return new Session(this.world.host('clients'), clientId, brokerAt, (error) => {
      this.fail(`${clientId}: ${error instanceof Error ? error.stack : error}`)
    })
  }

  /** Something that must not happen did. */
  fail(what: string): void {
    this.failures.push(`at ${this.world.nowMs.toFixed(1)} ms ${what}`)
  }
}
