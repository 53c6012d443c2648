/**
 * The hostile suite: one broker with its defaults, a well-behaved neighbour, and attack after attack over raw sockets.
 * Each passes when the neighbour was served in time throughout, the broker's memory peaked near where it was, its log
 * stayed readable, its handles came back, and the attack saw the answers it should.
 */
import { seededRandom } from '@samsa/protocol/testing/decoder-fuzz'
import { type Attack, Battlefield } from './attack.js'
import { attacks } from './attacks.js'
import { BrokerProcess, pause } from './broker-process.js'
import { Neighbour } from './neighbour-thread.js'
import { prepareTopics } from './prepare-topics.js'
import type { ServedApi } from './requests.js'

/** What to run, and the bounds to hold. */
export interface HostileOptions {
  /** The broker's main module. */
  readonly program: string
  /** The built module that the neighbour's thread runs. */
  readonly neighbourModule: string
  readonly seed: number
  /** Only attacks whose name holds it. */
  readonly match: string | undefined
  /** A neighbour's round trip takes no longer. */
  readonly withinMs: number
  /** The broker's resident memory peaks no higher above what it was before the attack. */
  readonly growthBytes: number
  /** An attack falls when it fell so many times in a row, each time on a fresh broker: a busy machine stalls for itself. */
  readonly attempts: number
}

/**
 * Longer than the longest wait that an attack asks for and the answers to all its requests: a connection with many
 * unanswered ones is not read, so the broker meets its end only then.
 */
const settleMs = 90_000
const mostLinesPerSecond = 20
const mega = 1024 * 1024

/** True: all held, but for strains that are known. */
export async function runHostile(options: HostileOptions): Promise<boolean> {
  const chosen = attacks.filter(
    ({ name }) => options.match === undefined || new RegExp(options.match).test(name),
  )
  const counts: Record<Verdict, number> = { held: 0, strained: 0, fell: 0 }
  const fallen: string[] = []
  let scene = await openScene(options)
  try {
    for (const attack of chosen) {
      let verdict = await judge(attack, scene)
      for (let attempt = 1; verdict === 'fell' && attempt < options.attempts; attempt++) {
        scene = await reopened(scene)
        verdict = await judge(attack, scene)
      }
      counts[verdict] += 1
      if (verdict === 'fell') fallen.push(attack.name)
      // What an attack did to the broker must not be held against the next one.
      if (verdict !== 'held') scene = await reopened(scene)
    }
  } finally {
    await closeScene(scene)
  }
  for (const name of fallen) console.log(`fell: ${name}`)
  const skipped = counts.strained === 0 ? '' : `, ${counts.strained} skipped`
  console.log(`${counts.held} passed, ${counts.fell} failed${skipped}`)
  return counts.fell === 0
}

/** A broker with its defaults, and its neighbour. */
interface Scene {
  readonly options: HostileOptions
  readonly broker: BrokerProcess
  readonly neighbour: Neighbour
  readonly apis: readonly ServedApi[]
}

async function openScene(options: HostileOptions): Promise<Scene> {
  const broker = new BrokerProcess()
  try {
    await broker.start(options.program)
    const apis = await prepareTopics(broker.port)
    const neighbour = new Neighbour(options.neighbourModule, broker.port)
    await pause(1000)
    await neighbour.look()
    return { options, broker, neighbour, apis }
  } catch (error) {
    await broker.stop()
    throw error
  }
}

async function reopened(scene: Scene): Promise<Scene> {
  await closeScene(scene)
  return openScene(scene.options)
}

async function closeScene({ broker, neighbour }: Scene): Promise<void> {
  await neighbour.stop()
  await broker.stop()
}

/** 'strained': beyond the bounds in a way that the attack names as known. */
type Verdict = 'held' | 'strained' | 'fell'

async function judge(attack: Attack, scene: Scene): Promise<Verdict> {
  const { broker, neighbour, options, apis } = scene
  const field = new Battlefield(broker.port, seededRandom(options.seed), apis)
  const residentBefore = broker.residentBytes
  const socketsBefore = broker.openSockets
  const linesBefore = broker.lines.length
  broker.forgetPeak()
  await neighbour.look()
  const started = performance.now()
  const problems: string[] = []
  const strains: string[] = []
  let story = ''
  try {
    story = await attack.run(field)
    await pause(attack.lastsMs ?? 1000)
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error))
  }
  const seconds = (performance.now() - started) / 1000
  const seen = await neighbour.look()
  field.leave()
  if (broker.exit !== undefined) {
    problems.push(`the broker died: ${broker.exit}\n${broker.lines.slice(-30).join('\n')}`)
    return tell(attack, story, problems, strains)
  }
  const growth = broker.peakBytes - residentBefore
  const lines = broker.lines.slice(linesBefore)
  const unserved = seen.longestMs > options.withinMs + seen.ownDelayMs
  if (unserved) strains.push(`the neighbour waited ${seen.longestMs.toFixed(0)} ms for a round trip`)
  for (const problem of new Set(seen.problems)) problems.push(`the neighbour met: ${problem}`)
  if (growth > options.growthBytes) strains.push(`memory grew by ${inMega(growth)} MB`)
  problems.push(...judgeLog(lines, field.opened, seconds))
  const left = await settled(broker, socketsBefore)
  if (left > 0) problems.push(`${left} sockets more than before are open`)
  const facts =
    `${seconds.toFixed(1)} s, ${field.opened} connections, round trip <= ${seen.longestMs.toFixed(0)} ms ` +
    `(${seen.trips}; own delay ${seen.ownDelayMs.toFixed(0)}), +${inMega(growth)} MB at most, ${lines.length} log lines`
  return tell(attack, `${story}; ${facts}`, problems, strains)
}

function judgeLog(lines: readonly string[], connections: number, seconds: number): string[] {
  const problems: string[] = []
  const most = Math.min(connections, Math.ceil(seconds * mostLinesPerSecond)) + 20
  if (lines.length > most) problems.push(`${lines.length} log lines, e.g. ${lines.at(-1)}`)
  const kinds = new Set<string>()
  for (const line of lines) {
    if (!/ ERROR /.test(line)) continue
    const kind = line.replace(/^\S+ /, '').replace(/\d+/g, 'N').slice(0, 700)
    if (!kinds.has(kind) && kinds.size < 8) problems.push(`an error in the log: ${line.slice(0, 900)}`)
    kinds.add(kind)
  }
  return problems
}

/** Sockets above `before` that stay open; what closes within a while does not count. */
async function settled(broker: BrokerProcess, before: number): Promise<number> {
  const until = performance.now() + settleMs
  // The neighbour may be about to change its connection: one look decides, a second one might meet it doing so.
  const most = before + 2
  while (broker.exit === undefined) {
    const over = broker.openSockets - most
    if (over <= 0 || performance.now() >= until) return Math.max(0, over)
    await pause(50)
  }
  return 0
}

function tell(
  attack: Attack,
  story: string,
  problems: readonly string[],
  strains: readonly string[],
): Verdict {
  const known = problems.length === 0 && attack.strains !== undefined
  const verdict = problems.length + strains.length === 0 ? 'held' : known ? 'strained' : 'fell'
  console.log(`${verdict === 'fell' ? 'FELL' : verdict.padEnd(4)}  ${attack.name}: ${story}`)
  for (const problem of [...problems, ...strains]) console.log(`      ${problem}`)
  if (verdict === 'strained') console.log(`      known: ${attack.strains}`)
  return verdict
}

function inMega(bytes: number): string {
  return (bytes / mega).toFixed(0)
}
