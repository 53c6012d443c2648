/**
 * The suite: other people's clients, and Kafka's own tools, against one running broker. Owns the order of the checks,
 * what a check that cannot run counts as, and the last line `N passed, N failed`.
 */
import { mkdirSync } from 'node:fs'
import { type BrokerUnderTest, externalBroker, ownBroker } from './broker-under-test.js'
import { type Check, NotPlayable, type Scene } from './check.js'
import type { Client } from './client.js'
import { type ClientRow, clientRows, type Places } from './client-rows.js'
import { adminChecks } from './scenarios/admin.js'
import { crossReadingChecks } from './scenarios/cross-reading.js'
import { groupChecks, mixedGroupChecks } from './scenarios/groups.js'
import { recordChecks } from './scenarios/records.js'
import { restartChecks } from './scenarios/restart.js'
import { toolChecks } from './scenarios/tools.js'
import { kafkaReleases, Missing } from './toolchains.js'

export interface InteropOptions {
  readonly root: string
  readonly places: Places
  /** An external broker; without it a Samsa is started. */
  readonly bootstrap: string | undefined
  readonly logDirectory: string | undefined
  readonly restartCommand: string | undefined
  /** Names of clients or parts; empty: all. */
  readonly only: readonly string[]
  /** Part of a check's name. */
  readonly match: string | undefined
  readonly list: boolean
  /** A toolchain that cannot be had fails the suite. */
  readonly needAll: boolean
}

const checkWithinMs = 120_000

/** Resolves to true when every check held. */
export async function runInterop(options: InteropOptions): Promise<boolean> {
  // A part such as `restart` is played by all clients; naming a client as well leaves the others out.
  const named = clientRows.filter(({ name }) => options.only.length > 0 && chosen(options, name))
  const rows = named.length > 0 || onlyTools(options) ? named : clientRows
  const checks = allChecks(rows).filter(
    ({ of, name }) => chosen(options, of) && (options.match === undefined || name.includes(options.match)),
  )
  if (options.list) {
    for (const { of, name } of checks) console.log(`${of}: ${name}`)
    console.log(`${checks.length} checks`)
    return true
  }
  mkdirSync(options.places.cache, { recursive: true })
  const tally = new Tally(options.needAll)
  const broker = await brokerFor(options)
  const clients = new Map<string, Client>()
  try {
    await startClients(rows, broker, options, clients, tally)
    const stageHand = await rowNamed('kafkajs').start(broker.bootstrap, options.places)
    const prefix = `interop-${process.pid}-${Math.floor(performance.timeOrigin % 1e8)}`
    const client = (name: string): Client => {
      const found = clients.get(name)
      if (found !== undefined) return found
      throw tally.missing.has(name) ? new NotPlayable(`without ${name}`) : new Error(`${name} did not start`)
    }
    const scene = { broker, prefix, places: options.places, client, stageHand }
    for (const check of checks) await play(check, scene, tally)
    await stageHand.close()
  } finally {
    for (const client of clients.values()) await client.close()
    await broker.stop()
  }
  return tally.tell()
}

function allChecks(rows: readonly ClientRow[]): Check[] {
  return [
    ...rows.flatMap((row) => [...recordChecks(row), ...groupChecks(row), ...adminChecks(row)]),
    ...mixedGroupChecks(rows),
    ...crossReadingChecks(rows),
    ...kafkaReleases.flatMap((release) => toolChecks(release)),
    ...restartChecks(rows),
  ]
}

function onlyTools({ only }: InteropOptions): boolean {
  return only.length > 0 && only.every((word) => word.startsWith('tools'))
}

/** `java` chooses `java-4.3.1` and `java-3.9.2`. */
function chosen({ only }: InteropOptions, name: string): boolean {
  return only.length === 0 || only.some((word) => name === word || name.startsWith(`${word}-`))
}

function rowNamed(name: string): ClientRow {
  const row = clientRows.find((candidate) => candidate.name === name)
  if (row === undefined) throw new Error(`no client ${name}`)
  return row
}

async function brokerFor({ root, bootstrap, logDirectory, restartCommand }: InteropOptions) {
  return bootstrap === undefined
    ? await ownBroker(root)
    : externalBroker({ bootstrap, logDirectory, restartCommand })
}

async function startClients(
  rows: readonly ClientRow[],
  broker: BrokerUnderTest,
  { places, needAll }: InteropOptions,
  clients: Map<string, Client>,
  tally: Tally,
): Promise<void> {
  for (const row of rows) {
    const started = performance.now()
    try {
      clients.set(row.name, await row.start(broker.bootstrap, places))
      const took = performance.now() - started
      if (took > 2_000) console.log(`${row.name} made ready in ${(took / 1000).toFixed(0)} s`)
    } catch (error) {
      if (error instanceof Missing && !needAll) tally.missing.set(row.name, error.message)
      else tally.failed(row.name, 'is made ready', error)
    }
  }
}

async function play(check: Check, scene: Scene, tally: Tally): Promise<void> {
  const reason = tally.missing.get(check.of)
  if (reason !== undefined) {
    tally.skipped(check.of, check.name, reason)
    return
  }
  const lost = scene.broker.lost()
  if (lost !== undefined) {
    tally.failed(check.of, check.name, new Error(lost))
    return
  }
  const started = performance.now()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${checkWithinMs / 1000} s`)), checkWithinMs)
  })
  try {
    await Promise.race([check.run(scene), late])
    tally.passed(check.of, check.name, performance.now() - started)
  } catch (error) {
    if (error instanceof NotPlayable || (error instanceof Missing && !tally.needAll))
      tally.skipped(check.of, check.name, error.message)
    else tally.failed(check.of, check.name, error)
  } finally {
    clearTimeout(timer)
  }
}

/** Counts, and prints each result when it is known. */
class Tally {
  readonly missing = new Map<string, string>()
  readonly #fallen: string[] = []
  /** A toolchain that cannot be had is a failure. */
  readonly needAll: boolean
  #passed = 0
  #skipped = 0

  constructor(needAll: boolean) {
    this.needAll = needAll
  }

  passed(of: string, name: string, tookMs: number): void {
    this.#passed += 1
    console.log(`passed   ${of}: ${name}  ${tookMs.toFixed(0)} ms`)
  }

  skipped(of: string, name: string, reason: string): void {
    this.#skipped += 1
    console.log(`skipped  ${of}: ${name} (${reason})`)
  }

  failed(of: string, name: string, error: unknown): void {
    this.#fallen.push(`${of}: ${name}`)
    const said = (error as Error).message ?? String(error)
    console.log(`FAILED   ${of}: ${name}\n    ${said.slice(0, 3_000).replaceAll('\n', '\n    ')}`)
  }

  tell(): boolean {
    if (this.#fallen.length > 0) console.log(`\nfailed:\n  ${this.#fallen.join('\n  ')}`)
    const skipped = this.#skipped > 0 ? `, ${this.#skipped} skipped` : ''
    console.log(`${this.#passed} passed, ${this.#fallen.length} failed${skipped}`)
    return this.#fallen.length === 0
  }
}
