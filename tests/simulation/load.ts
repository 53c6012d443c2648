/** What all clients of a run share: where they live, the ledger, and the word that it is over. */
import type { SeededRandom } from '@samsa/host/simulated/seeded-random'
import type { Host } from '@samsa/host'
import { emptyLedger, type Ledger } from './ledger.js'
import { Session } from './session.js'

/** A simulated world, or the real one. */
export interface Surroundings {
  readonly nowMs: number
  readonly brokerAt: { readonly host: string; readonly port: number }
  clientHost(): Host
}

export class Load {
  readonly failures: string[] = []
  over = false
  /** No batch may be larger than a segment. */
  mostBatchBytes = 1_000

  constructor(
    readonly around: Surroundings,
    readonly random: SeededRandom,
    readonly ledger: Ledger = emptyLedger(),
  ) {}

  session(clientId: string): Session {
    return new Session(this.around.clientHost(), clientId, this.around.brokerAt, (error) => {
      this.fail(`${clientId}: ${error instanceof Error ? error.stack : error}`)
    })
  }

  /** Something that must not happen did. */
  fail(what: string): void {
    this.failures.push(`at ${this.around.nowMs.toFixed(1)} ms ${what}`)
  }
}
