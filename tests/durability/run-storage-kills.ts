/**
 * A real broker on a real disk is killed with SIGKILL while its cleaner and its retention are at work, over and over on
 * the same data, which is also written in transactions. After each kill it must start; the latest acknowledged value of
 * every key must be there, nothing that was deleted may be back, no offset may hold another record than before, of
 * transactions exactly the committed ones may be seen, and Kafka's dump tool must find every file sound.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { emptyLedger, type Ledger } from '../simulation/ledger.js'
import { Load } from '../simulation/load.js'
import { commitOffsets, created } from '../simulation/other-clients.js'
import type { Session } from '../simulation/session.js'
import { verify } from '../simulation/verify.js'
import { type KillOptions, type KillRounds, type KillStage, playRounds } from './kill-rounds.js'
import { readPartition } from './read-partition.js'
import { transactionFindings, transactionalTopics as topics } from './read-transactions.js'
import { TableLedger } from './table-ledger.js'
import { TrailLedger } from './trail-ledger.js'
import { TransactionLedger } from './transaction-ledger.js'
import { writeTable } from './write-table.js'
import { type Deletion, deleteTrail, writeTrail } from './write-trail.js'
import { endTransactions, writeTransactions } from './write-transactions.js'

export interface StorageKillOptions extends KillOptions {
  /** What Kafka's dump tool says against the files of partitions' folders. */
  dumpComplaints(folders: readonly string[]): Promise<string[]>
}

/** Time for the checkpoint that makes a deletion last. */
const checkpointMs = 100
const deletionLastsMs = 1_000
const folders = /^(table|trail|accounts|statements|__consumer_offsets)-\d+$/

/** Resolves to the number of runs after which something was wrong. */
export async function runStorageKills(options: StorageKillOptions): Promise<number> {
  return playRounds(options, settings, (stage) => new StorageKills(stage, options.dumpComplaints))
}

class StorageKills implements KillRounds {
  readonly #table = new TableLedger()
  readonly #trail = new TrailLedger()
  readonly #accounts = new TableLedger()
  readonly #transactions = new TransactionLedger(this.#accounts)
  readonly #commits: Ledger = emptyLedger()
  readonly #numbers = new Map<string, { next: number }>()
  /** Transactions that a kill found open. */
  #interrupted = 0

  constructor(
    private readonly stage: KillStage,
    private readonly dumpComplaints: StorageKillOptions['dumpComplaints'],
  ) {}

  async prepare(): Promise<unknown> {
    const compacted = { ...small, 'cleanup.policy': 'compact', 'delete.retention.ms': '300' }
    const load = new Load(this.stage.around, this.stage.random)
    // Made by the broker its segments would be at least 1 MiB, and nothing of it ever compacted.
    await created(load, '__consumer_offsets', 2, { ...compacted, 'internal.segment.bytes': '20000' })
    await created(load, 'table', 1, compacted)
    await created(load, 'trail', 1, { ...small, 'retention.bytes': '400000' })
    await created(load, topics.compacted, 1, compacted)
    return created(load, topics.retained, 1, { ...small, 'retention.bytes': '200000' })
  }

  summary(): string {
    const [table, trail] = [this.#table.acknowledged, this.#trail.acknowledged]
    const [committed, aborted] = [this.#transactions.count('committed'), this.#transactions.count('aborted')]
    const cleaned = `cleaned to ${this.#cleanedTo('table')} and ${this.#cleanedTo(topics.compacted)}`
    return `acknowledged ${table} of the table, ${trail} of the trail; ${committed} transactions committed, ${aborted} aborted, ${this.#interrupted} interrupted; ${cleaned}`
  }

  shortcomings(): readonly string[] {
    const uncleaned = ['table', topics.compacted].filter((topic) => this.#cleanedTo(topic) === 0)
    const found = uncleaned.map((topic) => `the cleaner was never at work in ${topic}`)
    return this.#interrupted > 0 ? found : [...found, 'no kill interrupted a transaction']
  }

  /** Load, kill, start; look; kill again while the cleaner may be at work, ask the dump tool, start. */
  async round(round: number): Promise<string[]> {
    const { stage } = this
    const load = new Load(stage.around, stage.random.fork(`run ${round}`), this.#commits)
    const deletions = deleteTrail(load, 'trail')
    const workers = this.#startClients(load, round)
    const session = load.session('verifier')
    // Not killed before it serves: that is what the second kill of some runs is for.
    this.#trail.startsAt((await readPartition(session, 'trail')).start)
    await session.pause(stage.random.between(200, 1_800))
    const killedAtMs = await stage.killAndStart(session, 400)
    load.over = true
    await Promise.all(workers)
    this.#noteDeletions(await deletions, killedAtMs)
    const wrong = [...(await this.#look(session)), ...(await this.#lookAtTransactions(load, session))]
    wrong.push(...load.failures, ...(await verify(this.#commits, session)))
    session.close()
    await stage.broker.kill()
    const found = readdirSync(stage.data).filter((name) => folders.test(name))
    wrong.push(...(await this.dumpComplaints(found.map((name) => join(stage.data, name)))))
    stage.broker.start()
    return wrong
  }

  async #look(session: Session): Promise<string[]> {
    const table = await readPartition(session, 'table')
    const trail = await readPartition(session, 'trail')
    return [
      ...this.#table.findings(table.records, table.end).map((finding) => `table: ${finding}`),
      ...this.#trail.findings(trail).map((finding) => `trail: ${finding}`),
    ]
  }

  /** As the kill left them, and once they are ended. Now and then some stay open until the next round. */
  async #lookAtTransactions(load: Load, session: Session): Promise<string[]> {
    this.#interrupted += this.#transactions.undecided().length
    const wrong = await this.#readTransactions(session)
    await endTransactions(load, session, this.#transactions, load.random.chance(0.3))
    return [...wrong, ...(await this.#readTransactions(session))]
  }

  #readTransactions(session: Session): Promise<string[]> {
    return transactionFindings(session, this.#transactions, this.#accounts)
  }

  #noteDeletions(deletions: readonly Deletion[], killedAtMs: number): void {
    for (const { offset, answeredAtMs } of deletions) {
      if (answeredAtMs + deletionLastsMs < killedAtMs) this.#trail.startsAt(offset)
    }
  }

  #startClients(load: Load, round: number): Promise<void>[] {
    const table = (name: string): Promise<void> =>
      writeTable(load, { topic: 'table', name }, this.#table, this.#numbersOf(name))
    const transactions = (name: string, transactionVersion: number): Promise<void> => {
      const place = { topics, name, transactionVersion }
      return writeTransactions(load, place, this.#transactions, this.#numbersOf(name))
    }
    return [
      table('a'),
      table('b'),
      table('c'),
      writeTrail(load, 'trail', `trail-${round}`, this.#trail),
      commitOffsets(load, `group-${round}`, 'trail'),
      transactions('t', 0),
      transactions('u', 1),
      transactions('v', 2),
    ]
  }

  /** Names and numbers go on from round to round. */
  #numbersOf(name: string): { next: number } {
    const numbers = this.#numbers.get(name) ?? { next: 0 }
    this.#numbers.set(name, numbers)
    return numbers
  }

  /** How far the cleaner came in a topic. */
  #cleanedTo(topic: string): number {
    const path = join(this.stage.data, 'cleaner-offset-checkpoint')
    if (!existsSync(path)) return 0
    return Number(new RegExp(`^${topic} 0 (\\d+)$`, 'm').exec(readFileSync(path, 'utf8'))?.[1] ?? 0)
  }
}

const small = {
  'internal.segment.bytes': '40000',
  'file.delete.delay.ms': '200',
  'min.cleanable.dirty.ratio': '0.01',
}

const settings = {
  'log.index.interval.bytes': '1000',
  'log.cleaner.backoff.ms': '30',
  'log.initial.task.delay.ms': '50',
  'log.retention.check.interval.ms': '100',
  'log.flush.start.offset.checkpoint.interval.ms': String(checkpointMs),
  'replica.high.watermark.checkpoint.interval.ms': String(checkpointMs),
  'transaction.partition.verification.enable': 'false',
}
