/**
 * What all runs with kill -9 have in common: one broker with a data directory and a port of its own, rounds on it, a line
 * for each. The data is left behind when something was wrong.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { createNodeHost } from '@samsa/host/node/node-host'
import { SeededRandom } from '@samsa/host/simulated/seeded-random'
import type { Surroundings } from '../simulation/load.js'
import type { Session } from '../simulation/session.js'
import { BrokerProcess, freePort } from './broker-process.js'

export interface KillOptions {
  /** Path of `bin/samsa`. */
  readonly program: string
  readonly rounds: number
  readonly seed: number
  readonly say: (line: string) => void
}

/** One kind of run. */
export interface KillRounds {
  /** What the rounds need to be there. */
  prepare(): Promise<unknown>
  /** Load, a kill, a look; resolves to what was wrong. */
  round(number: number): Promise<string[]>
  /** Of a round that is over. */
  summary(): string
  /** After the last round, the broker still there: why nothing was shown by them. */
  shortcomings(): readonly string[]
}

/** Where the rounds take place. */
export class KillStage {
  readonly broker: BrokerProcess
  readonly around: Surroundings
  readonly random: SeededRandom
  readonly surprises: string[] = []

  constructor(
    options: KillOptions,
    readonly data: string,
    port: number,
    settings: Readonly<Record<string, string>>,
  ) {
    const host = createNodeHost()
    this.random = new SeededRandom(options.seed)
    this.around = {
      get nowMs() {
        return host.clock.monotonic()
      },
      brokerAt: { host: '127.0.0.1', port },
      clientHost: () => host,
    }
    this.broker = new BrokerProcess(options.program, data, port, settings, (what) =>
      this.surprises.push(what),
    )
  }

  /** Kills and starts, now and then once more within `againMs` of the start; resolves to the time of the first kill. */
  async killAndStart(session: Session, againMs: number): Promise<number> {
    await this.broker.kill()
    const killedAtMs = this.around.nowMs
    this.broker.start()
    if (this.random.chance(0.3)) {
      await session.pause(this.random.between(5, againMs))
      await this.broker.kill()
      this.broker.start()
    }
    return killedAtMs
  }
}

/** Resolves to the number of rounds after which something was wrong. */
export async function playRounds(
  options: KillOptions,
  settings: Readonly<Record<string, string>>,
  make: (stage: KillStage) => KillRounds,
): Promise<number> {
  const data = mkdtempSync(`${tmpdir()}/samsa-durability-`)
  const stage = new KillStage(options, data, await freePort(), settings)
  try {
    const failed = await playAll(options, stage, make(stage))
    if (failed === 0) rmSync(data, { recursive: true, force: true })
    else options.say(`the data is left in ${data}`)
    return failed
  } finally {
    await stage.broker.kill()
  }
}

async function playAll({ rounds, say }: KillOptions, stage: KillStage, play: KillRounds): Promise<number> {
  let failed = 0
  stage.broker.start()
  await play.prepare()
  for (let number = 1; number <= rounds; number += 1) {
    const wrong = [...(await play.round(number)), ...stage.surprises.splice(0)]
    if (wrong.length > 0) failed += 1
    say(`kill ${number}: ${wrong.length === 0 ? 'all there' : 'WRONG'}, ${play.summary()}`)
    for (const finding of wrong.slice(0, 10)) say(`  ${finding}`)
  }
  await stage.broker.stop()
  const shortcomings = play.shortcomings()
  for (const line of shortcomings) say(`nothing was shown: ${line}`)
  return shortcomings.length === 0 ? failed : Math.max(failed, 1)
}
