/**
 * A real broker on a real disk is killed with SIGKILL while clients write, over and over on the same data: after each
 * kill it must start, and every record and every commit that was ever acknowledged must be there, in order, once.
 */
import { type Ledger, emptyLedger, type WriterLedger } from '../simulation/ledger.js'
import { Load } from '../simulation/load.js'
import { commitOffsets, created, readAlong } from '../simulation/other-clients.js'
import { verify } from '../simulation/verify.js'
import { writeIdempotently, writePlainly } from '../simulation/writers.js'
import { type KillOptions, type KillRounds, type KillStage, playRounds } from './kill-rounds.js'

/** Resolves to the number of kills after which something was wrong. */
export function runKills(options: KillOptions): Promise<number> {
  const settings = { 'offsets.topic.num.partitions': '3', 'log.index.interval.bytes': '1000' }
  return playRounds(options, settings, (stage) => new Kills(stage))
}

class Kills implements KillRounds {
  readonly #ledger: Ledger = emptyLedger()

  constructor(private readonly stage: KillStage) {}

  prepare(): Promise<unknown> {
    const { around, random } = this.stage
    return created(new Load(around, random), 'killed', 2, { 'internal.segment.bytes': '200000' })
  }

  summary(): string {
    const records = this.#ledger.writers.reduce(
      (sum, writer) => sum + writer.attempts.filter((attempt) => attempt.ackedAtMs !== undefined).length,
      0,
    )
    return `${records} records acknowledged`
  }

  shortcomings(): readonly string[] {
    return []
  }

  /** Load, kill at a drawn moment, start again, let the clients come to rest, look. */
  async round(round: number): Promise<string[]> {
    const { around, random } = this.stage
    const load = new Load(around, random.fork(`round ${round}`), this.#ledger)
    load.mostBatchBytes = 100_000
    const workers = this.#startClients(load, round)
    const session = load.session('verifier')
    await session.pause(random.between(50, 900))
    await this.stage.killAndStart(session, 120)
    load.over = true
    await Promise.all(workers)
    const wrong = await verify(this.#ledger, session)
    session.close()
    return [...load.failures, ...wrong]
  }

  #startClients(load: Load, round: number): Promise<void>[] {
    const writer = (kind: string, partition: number): WriterLedger => {
      const ledger = { name: `${kind}-${round}`, topic: 'killed', partition, durable: true, attempts: [] }
      this.#ledger.writers.push(ledger)
      return ledger
    }
    return [
      writeIdempotently(load, writer('idempotent-a', 0)),
      writeIdempotently(load, writer('idempotent-b', 1)),
      writePlainly(load, writer('all', 0), -1),
      writePlainly(load, writer('one', 1), 1),
      commitOffsets(load, `group-${round}`, 'killed'),
      readAlong(load, 'killed', 0),
    ]
  }
}
