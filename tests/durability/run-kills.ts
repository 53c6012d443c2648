/**
 * A real broker on a real disk is killed with SIGKILL while clients write, over and over on the same data: after each
 * kill it must start, and every record and every commit that was ever acknowledged must be there, in order, once.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { createNodeHost } from '@samsa/host/node/node-host'
import { SeededRandom } from '@samsa/host/simulated/seeded-random'
import { type Ledger, emptyLedger, type WriterLedger } from '../simulation/ledger.js'
import { Load, type Surroundings } from '../simulation/load.js'
import { commitOffsets, created, readAlong } from '../simulation/other-clients.js'
import { verify } from '../simulation/verify.js'
import { writeIdempotently, writePlainly } from '../simulation/writers.js'
import { BrokerProcess, freePort } from './broker-process.js'

export interface KillOptions {
  /** Path of `bin/samsa`. */
  readonly program: string
  readonly kills: number
  readonly seed: number
  readonly say: (line: string) => void
}

/** Resolves to the number of kills after which something was wrong. */
export async function runKills(options: KillOptions): Promise<number> {
  const data = mkdtempSync(`${tmpdir()}/samsa-durability-`)
  const run = new Kills(options, data, await freePort())
  try {
    const failed = await run.all()
    if (failed === 0) rmSync(data, { recursive: true, force: true })
    else options.say(`the data is left in ${data}`)
    return failed
  } finally {
    await run.broker.kill()
  }
}

class Kills {
  readonly broker: BrokerProcess
  readonly #around: Surroundings
  readonly #random: SeededRandom
  readonly #ledger: Ledger = emptyLedger()
  #surprises: string[] = []

  constructor(
    private readonly options: KillOptions,
    data: string,
    port: number,
  ) {
    const host = createNodeHost()
    this.#random = new SeededRandom(options.seed)
    this.#around = {
      get nowMs() {
        return host.clock.monotonic()
      },
      brokerAt: { host: '127.0.0.1', port },
      clientHost: () => host,
    }
    const settings = { 'offsets.topic.num.partitions': '3', 'log.index.interval.bytes': '1000' }
    this.broker = new BrokerProcess(options.program, data, port, settings, (what) =>
      this.#surprises.push(what),
    )
  }

  async all(): Promise<number> {
    let failed = 0
    this.broker.start()
    await this.#createTopic()
    for (let round = 1; round <= this.options.kills; round += 1) {
      const wrong = [...(await this.#round(round)), ...this.#surprises.splice(0)]
      if (wrong.length > 0) failed += 1
      const records = this.#ledger.writers.reduce(
        (sum, writer) => sum + writer.attempts.filter((attempt) => attempt.ackedAtMs !== undefined).length,
        0,
      )
      this.options.say(
        `kill ${round}: ${wrong.length === 0 ? 'all there' : 'WRONG'}, ${records} records acknowledged`,
      )
      for (const finding of wrong.slice(0, 10)) this.options.say(`  ${finding}`)
    }
    await this.broker.stop()
    return failed
  }

  async #createTopic(): Promise<void> {
    const load = new Load(this.#around, this.#random)
    await created(load, 'killed', 2, { 'internal.segment.bytes': '200000' })
  }

  /** Load, kill at a drawn moment, start again, let the clients come to rest, look. */
  async #round(round: number): Promise<string[]> {
    const load = new Load(this.#around, this.#random.fork(`round ${round}`), this.#ledger)
    load.mostBatchBytes = 100_000
    const workers = this.#startClients(load, round)
    const session = load.session('verifier')
    await session.pause(this.#random.between(50, 900))
    await this.broker.kill()
    this.broker.start()
    if (this.#random.chance(0.3)) {
      await session.pause(this.#random.between(5, 120))
      await this.broker.kill()
      this.broker.start()
    }
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
