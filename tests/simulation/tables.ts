/**
 * The compacted topics of a broker's seed, and those written in transactions, whose coordinator the clients are: made,
 * written and read back.
 */
import { readPartition } from '../durability/read-partition.js'
import { transactionFindings, transactionalTopics as topics } from '../durability/read-transactions.js'
import { TableLedger } from '../durability/table-ledger.js'
import { TransactionLedger } from '../durability/transaction-ledger.js'
import { writeTable } from '../durability/write-table.js'
import { endTransactions, writeTransactions } from '../durability/write-transactions.js'
import type { BrokerPlan } from './broker-plan.js'
import type { Load } from './load.js'
import { created } from './other-clients.js'
import type { Session } from './session.js'

export class Tables {
  readonly #table = new TableLedger()
  readonly #accounts = new TableLedger()
  readonly #transactions = new TransactionLedger(this.#accounts)

  constructor(private readonly plan: BrokerPlan) {}

  /** One partition each. */
  get topics(): readonly string[] {
    const { compacts, transacts } = this.plan
    return [...(compacts ? ['table'] : []), ...(transacts ? [topics.compacted, topics.retained] : [])]
  }

  /** `durable`: settings with which an acknowledgement promises that the record is on the device. */
  async create(load: Load, durable: Readonly<Record<string, string>>): Promise<void> {
    for (const topic of this.topics) {
      const isCompacted = topic !== topics.retained
      await created(load, topic, 1, {
        ...durable,
        'internal.segment.bytes': isCompacted ? '5000' : '20000',
        ...(isCompacted ? { 'cleanup.policy': 'compact' } : {}),
        'min.cleanable.dirty.ratio': '0',
        'delete.retention.ms': String(load.random.pick([0, 100])),
      })
    }
  }

  startClients(load: Load): Promise<void>[] {
    const clients: Promise<void>[] = []
    if (this.plan.compacts) {
      clients.push(writeTable(load, { topic: 'table', name: 'keys' }, this.#table, { next: 0 }))
    }
    if (this.plan.transacts) {
      const place = { topics, name: 'transfers', transactionVersion: load.random.below(3) }
      clients.push(writeTransactions(load, place, this.#transactions, { next: 0 }))
    }
    return clients
  }

  /** What is wrong with what can be read now. */
  async findings(session: Session): Promise<string[]> {
    const wrong: string[] = []
    if (this.plan.compacts) {
      const { records, end } = await readPartition(session, 'table')
      wrong.push(...this.#table.findings(records, end).map((finding) => `table: ${finding}`))
    }
    if (this.plan.transacts)
      wrong.push(...(await transactionFindings(session, this.#transactions, this.#accounts)))
    return wrong
  }

  /** Ends the transactions that faults left open, all or most of them. */
  async endTransactions(load: Load, session: Session, someStay: boolean): Promise<void> {
    if (this.plan.transacts) await endTransactions(load, session, this.#transactions, someStay)
  }
}
