/** The topics that are written in transactions, and what is wrong with what a reader of committed records finds there. */
import type { Session } from '../simulation/session.js'
import { readCommitted } from './read-partition.js'
import type { TableLedger } from './table-ledger.js'
import type { TransactionLedger } from './transaction-ledger.js'

export const transactionalTopics = { compacted: 'accounts', retained: 'statements' }

export async function transactionFindings(
  session: Session,
  transactions: TransactionLedger,
  accounts: TableLedger,
): Promise<string[]> {
  const wrong: string[] = []
  const { compacted, retained } = transactionalTopics
  for (const topic of [compacted, retained]) {
    const reading = await readCommitted(session, topic)
    const found = transactions.findings(topic, reading)
    // What lies behind an open transaction cannot be seen yet.
    if (topic === compacted && transactions.undecided().length === 0)
      found.push(...accounts.findings(reading.records, reading.lastStableOffset))
    wrong.push(...found.map((finding) => `${topic}: ${finding}`))
  }
  return wrong
}
