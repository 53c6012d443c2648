/**
 * Compaction beside real Kafka: Kafka writes topics while its cleaner is off, a copy of the stopped directory goes to
 * Samsa, and both clean. Then every segment must hold the same batches, and both must have come equally far. Twice: the
 * second time on what Kafka's first cleaning left, with more written to it, so that delete horizons come to pass.
 */
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { differences } from '@samsa/log/golden/compare'
import { BrokerProcess, freePort } from '../durability/broker-process.js'
import { cleanerCheckpoint } from './cleaner-checkpoint.js'
import { assert, type Check, type Stage } from './check.js'
import { type CompactionScenario, compactionScenarios } from './compaction-scenarios.js'
import { activeOffset, folderContents, indexes } from './folder-contents.js'
import { dumpComplaints } from './kafka-dump.js'
import { KafkaProcess } from './kafka-process.js'
import { type Isolation, isolations, type ShownRecord, StorageDriver } from './storage-driver.js'

const cleanerSettings = {
  'log.cleaner.backoff.ms': '100',
  'log.cleaner.dedupe.buffer.size': '1100000',
  'log.retention.check.interval.ms': '1000',
  'log.initial.task.delay.ms': '100',
}
const cleanedWithinMs = 40_000
/** A cleaner that found nothing to do for so long has come to its end. */
const quietForMs = 1_500

export function compactionChecks(): Check[] {
  const scenarios = compactionScenarios(Date.now())
  const runs = new Map<Stage, Promise<SideBySide>>()
  const run = (stage: Stage): Promise<SideBySide> => {
    const found = runs.get(stage) ?? new SideBySide(stage, scenarios).play()
    runs.set(stage, found)
    return found
  }
  const nth = (wave: number): string => (wave === 0 ? 'first' : 'second')
  return [0, 1].flatMap((wave) => [
    ...scenarios.map(({ name }) => ({
      name: `compaction: ${name} is left as Kafka leaves it by the ${nth(wave)} cleaning`,
      run: async (stage: Stage) => (await run(stage)).compare(name, wave),
    })),
    ...isolations.map((isolation) => ({
      name: `compaction: the Java client reads the same of both after the ${nth(wave)} cleaning, ${isolation}`,
      run: async (stage: Stage) => (await run(stage)).compareReads(wave, isolation),
    })),
  ])
}

class SideBySide {
  readonly #folder: string
  readonly #read = new Map<string, Record<string, ShownRecord[]>>()

  constructor(
    private readonly stage: Stage,
    private readonly scenarios: readonly CompactionScenario[],
  ) {
    this.#folder = stage.folder('compaction')
  }

  /** Both waves; afterwards each broker's directory after each cleaning lies in a folder of its own. */
  async play(): Promise<this> {
    const kafka = await KafkaProcess.prepare({ jars: this.stage.jars, folder: join(this.#folder, 'kafka') })
    try {
      for (const wave of [0, 1]) {
        await this.#write(kafka, wave)
        this.#copy(kafka.data, this.#samsa(wave))
        await this.#cleanByKafka(kafka, wave)
        this.#copy(kafka.data, this.#kafka(wave))
        await this.#cleanBySamsa(wave)
      }
    } finally {
      await kafka.kill()
    }
    return this
  }

  async compare(topic: string, wave: number): Promise<void> {
    const folders = [this.#kafka(wave), this.#samsa(wave)].map((data) => join(data, `${topic}-0`))
    const [kafkas = '', samsas = ''] = folders
    assert(differences(folderContents(kafkas), folderContents(samsas), 'segment'), 'segments')
    assert(differences(indexes(kafkas), indexes(samsas), 'file'), 'indexes')
    const reached = [this.#kafka(wave), this.#samsa(wave)].map((data) => cleanerCheckpoint(data).get(topic))
    assert(differences(reached[0], reached[1], 'checkpoint'), 'how far the cleaner came')
    assert(await dumpComplaints(this.stage, [samsas], () => true), 'kafka-dump-log')
  }

  /** What the Java client was given by Kafka and by Samsa, each from what it had cleaned. */
  compareReads(wave: number, isolation: Isolation): void {
    const [kafkas, samsas] = [this.#kafka(wave), this.#samsa(wave)].map((data) =>
      this.#read.get(`${data} ${isolation}`),
    )
    for (const { name } of this.scenarios)
      assert(differences(kafkas?.[name], samsas?.[name], name), isolation)
  }

  async #readAll(bootstrap: string, data: string): Promise<void> {
    const driver = new StorageDriver(this.stage.driver, bootstrap)
    const topics = this.scenarios.map(({ name }) => name)
    for (const isolation of isolations)
      this.#read.set(`${data} ${isolation}`, await driver.read(topics, isolation))
    await driver.close()
  }

  async #write(kafka: KafkaProcess, wave: number): Promise<void> {
    await kafka.start({ 'log.cleaner.enable': 'false' })
    const driver = new StorageDriver(this.stage.driver, kafka.bootstrap)
    const topics = Object.fromEntries(this.scenarios.map(({ name, settings }) => [name, settings]))
    if (wave === 0) await driver.createTopics(topics)
    for (const { name, waves } of this.scenarios) await driver.write(name, waves[wave] ?? [])
    await driver.close()
    await kafka.stop()
  }

  async #cleanByKafka(kafka: KafkaProcess, wave: number): Promise<void> {
    await kafka.start(cleanerSettings)
    await this.#settled(kafka.data, this.#ends(kafka.data))
    await this.#readAll(kafka.bootstrap, this.#kafka(wave))
    await kafka.stop()
  }

  async #cleanBySamsa(wave: number): Promise<void> {
    const data = this.#samsa(wave)
    const surprises: string[] = []
    const port = await freePort()
    const samsa = new BrokerProcess(this.stage.program, data, port, cleanerSettings, (what) =>
      surprises.push(what),
    )
    samsa.start()
    try {
      await this.#settled(data, cleanerCheckpoint(this.#kafka(wave)))
      await this.#readAll(`127.0.0.1:${port}`, data)
    } finally {
      await samsa.stop()
    }
    assert(surprises, 'the broker')
  }

  /** Where the active segments begin, for logs that can be cleaned so far. */
  #ends(data: string): Map<string, number> {
    const free = this.scenarios.filter(({ staysBehind }) => staysBehind !== true)
    return new Map(free.map(({ name }) => [name, activeOffset(join(data, `${name}-0`))]))
  }

  /** Until the cleaner has been everywhere, as far as `goal` says where one is known, and moves no more. */
  async #settled(data: string, goal: ReadonlyMap<string, number>): Promise<void> {
    const until = performance.now() + cleanedWithinMs
    const missing = (): string[] => {
      const reached = cleanerCheckpoint(data)
      const names = this.scenarios.map(({ name }) => name)
      return names.filter((name) => (reached.get(name) ?? 0) < (goal.get(name) ?? 1))
    }
    let last = ''
    let since = performance.now()
    while (performance.now() < until) {
      const now = JSON.stringify([...cleanerCheckpoint(data)].sort())
      if (now !== last) since = performance.now()
      last = now
      if (missing().length === 0 && performance.now() - since > quietForMs) return
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    this.stage.say(`not cleaned within ${cleanedWithinMs / 1000} s: ${missing().join(', ')}`)
  }

  #kafka(wave: number): string {
    return join(this.#folder, `kafka-after-${wave}`)
  }

  #samsa(wave: number): string {
    return join(this.#folder, `samsa-after-${wave}`)
  }

  #copy(from: string, to: string): void {
    cpSync(from, to, { recursive: true })
    rmSync(join(to, '.lock'), { force: true })
  }
}
