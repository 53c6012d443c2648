/**
 * One seed: a broker under clients' load, with crashes, torn and lost writes and a bad network drawn from the seed;
 * then the faults end, everything is read back and compared with what was promised, also after a clean restart.
 */
import { SeededRandom } from '@samsa/host/simulated/seeded-random'
import { World } from '@samsa/host/simulated/world'
import { BrokerLife } from './broker-life.js'
import { type BrokerPlan, describeBrokerPlan, drawBrokerPlan, failsDisks } from './broker-plan.js'
import { Load, type Surroundings } from './load.js'
import { mountVolumes } from './mounted-volume.js'
import { placeFindings } from './replica-mover.js'
import { placesOf, startLoad } from './start-load.js'
import { Tables } from './tables.js'
import { verify } from './verify.js'

export interface SeedOptions {
  readonly onTrace?: (line: string) => void
}

export interface SeedResult {
  readonly seed: number
  readonly hash: string
  readonly failures: readonly string[]
  readonly acknowledged: number
  readonly starts: number
  readonly virtualMs: number
}

export async function runSeed(seed: number, options: SeedOptions = {}): Promise<SeedResult> {
  const random = new SeededRandom(seed).fork('scenario')
  const world: World = new World({
    seed,
    onDown: (_, how) => {
      if (how === 'power-lost') load.ledger.powerLossesMs.push(world.nowMs)
      life.down()
    },
    ...(options.onTrace === undefined
      ? {}
      : {
          onTrace: options.onTrace,
          onLog: (machine, level, message, facts) =>
            options.onTrace?.(
              `    ${machine} ${level} ${message} ${facts === undefined ? '' : JSON.stringify(facts)}`,
            ),
        }),
  })
  const load: Load = new Load(aroundOf(world), random)
  const plan = drawBrokerPlan(random)
  const life: BrokerLife = new BrokerLife(world, load, plan.settings)
  world.machine('clients')
  try {
    await drive(world, load, life, plan)
  } catch (error) {
    load.fail(
      error instanceof Error
        ? `${error.stack}${error.cause ? `\n  because ${error.cause}` : ''}`
        : String(error),
    )
  }
  if (load.failures.length > 0) load.failures.push(`the plan was ${describeBrokerPlan(plan)}`)
  let acknowledged = 0
  for (const writer of load.ledger.writers) {
    for (const attempt of writer.attempts) if (attempt.ackedAtMs !== undefined) acknowledged += 1
  }
  return {
    seed,
    hash: world.hash,
    failures: load.failures,
    acknowledged,
    starts: life.starts,
    virtualMs: world.nowMs,
  }
}

function aroundOf(world: World): Surroundings {
  return {
    get nowMs() {
      return world.nowMs
    },
    brokerAt: { host: 'broker', port: 9092 },
    clientHost: () => world.host('clients'),
  }
}

async function drive(world: World, load: Load, life: BrokerLife, plan: BrokerPlan): Promise<void> {
  await mountVolumes(world, 'broker', plan.directories)
  life.boot()
  await world.run(life.up())
  const tables = new Tables(plan)
  const clients = await world.run(startLoad(load, plan, tables))
  life.mayFailToStart = failsDisks(plan.faults)
  world.plan(plan.faults.map((fault) => ({ ...fault, at: fault.at + world.nowMs })))
  await world.advance(plan.loadMs)
  load.over = true
  await world.advance(1_500)
  world.machine('broker').calm()
  life.mayFailToStart = false
  await world.run(life.up())
  await world.run(Promise.all(clients))
  const session = load.session('verifier')
  const look = async (when: string): Promise<void> => {
    const found = [...(await verify(load.ledger, session)), ...(await tables.findings(session))]
    for (const finding of found) load.fail(`${when}${finding}`)
  }
  const end = async (someStay: boolean): Promise<void> => {
    await tables.endTransactions(load, session, someStay)
    for (const finding of await tables.findings(session)) load.fail(`with transactions ended: ${finding}`)
  }
  await world.run(look(''))
  await world.run(end(true))
  await world.run(life.stop())
  life.boot()
  await world.run(life.up())
  await world.run(look('after a clean restart: '))
  await world.run(end(false))
  for (const finding of await world.run(placeFindings(session, placesOf(tables)))) load.fail(finding)
  session.close()
  await world.run(life.stop())
}
