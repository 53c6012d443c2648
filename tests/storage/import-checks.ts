/**
 * A directory that real Kafka wrote and left cleanly, taken over by `samsa log import`: told what is in it, sound by
 * `samsa log verify`, served to Kafka's Java client record for record, and not written to where it was copied from.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { differences } from '@samsa/log/golden/compare'
import { BrokerProcess, freePort } from '../durability/broker-process.js'
import { assert, type Check, type Stage } from './check.js'
import { compactionScenarios } from './compaction-scenarios.js'
import { KafkaProcess } from './kafka-process.js'
import { type Isolation, isolations, type ShownRecord, StorageDriver } from './storage-driver.js'

const servedWithinMs = 20_000

export function importChecks(): Check[] {
  return [
    {
      name: 'import: what Kafka wrote is sound and read by the Java client as it was read from Kafka',
      run: importAndCompare,
    },
  ]
}

async function importAndCompare(stage: Stage): Promise<void> {
  const folder = stage.folder('import')
  const scenarios = compactionScenarios(Date.now()).filter(({ name }) => !name.includes('open'))
  const topics = scenarios.map(({ name }) => name)
  const kafka = await KafkaProcess.prepare({ jars: stage.jars, folder: join(folder, 'kafka') })
  let wanted: ReadonlyMap<Isolation, Record<string, ShownRecord[]>>
  try {
    await kafka.start({ 'log.cleaner.enable': 'false' })
    const driver = new StorageDriver(stage.driver, kafka.bootstrap)
    await driver.createTopics(Object.fromEntries(scenarios.map(({ name, settings }) => [name, settings])))
    for (const { name, waves } of scenarios) await driver.write(name, waves[0])
    wanted = await readAll(driver, topics)
    await kafka.stop()
  } finally {
    await kafka.kill()
  }
  const copy = join(folder, 'samsa')
  const told = run(stage, 'import', kafka.data, '--to', copy, '--link')
  assert(
    topics.filter((topic) => !told.includes(`  ${topic}: 1 partition, `)),
    `topics that samsa log import did not tell of:\n${told}`,
  )
  run(stage, 'verify', copy, '--deep')
  const found = await serve(stage, copy, topics)
  for (const isolation of isolations)
    assert(differences(wanted.get(isolation), found.get(isolation), 'topics'), isolation)
  run(stage, 'verify', copy, kafka.data, '--deep')
}

/** Standard output; throws when it did not end with 0. */
function run({ program }: Stage, verb: string, ...args: readonly string[]): string {
  const ended = spawnSync(process.execPath, [program, 'log', verb, ...args], { encoding: 'utf8' })
  if (ended.status !== 0)
    throw new Error(`samsa log ${verb} ended with ${ended.status}:\n${ended.stdout}${ended.stderr}`)
  return ended.stdout
}

async function serve(
  stage: Stage,
  data: string,
  topics: readonly string[],
): Promise<ReadonlyMap<Isolation, Record<string, ShownRecord[]>>> {
  const surprises: string[] = []
  const port = await freePort()
  const settings = { 'log.cleaner.enable': 'false' }
  const samsa = new BrokerProcess(stage.program, data, port, settings, (what) => surprises.push(what))
  samsa.start()
  const driver = new StorageDriver(stage.driver, `127.0.0.1:${port}`)
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('not served in time')), servedWithinMs).unref()
  })
  try {
    return await Promise.race([readAll(driver, topics), late])
  } finally {
    await driver.close()
    await samsa.stop()
    assert(surprises, 'the broker')
  }
}

async function readAll(
  driver: StorageDriver,
  topics: readonly string[],
): Promise<ReadonlyMap<Isolation, Record<string, ShownRecord[]>>> {
  const read = new Map<Isolation, Record<string, ShownRecord[]>>()
  for (const isolation of isolations) read.set(isolation, await driver.read(topics, isolation))
  return read
}
