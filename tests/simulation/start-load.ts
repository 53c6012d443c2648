/** Makes the topics of a broker's seed and starts the clients that its plan asks for. */
import type { BrokerPlan } from './broker-plan.js'
import type { WriterLedger } from './ledger.js'
import type { Load } from './load.js'
import { changeTopics, commitOffsets, created, readAlong } from './other-clients.js'
import { moveReplicas, type Place } from './replica-mover.js'
import type { Tables } from './tables.js'
import { writeIdempotently, writePlainly } from './writers.js'

const never = '9223372036854775807'

/** Resolves once the topics are there, to the clients' ends. */
export async function startLoad(
  load: Load,
  plan: BrokerPlan,
  tables: Tables,
): Promise<readonly Promise<void>[]> {
  await createTopics(load, plan, tables)
  const writer = (name: string, topic: string, partition: number): WriterLedger => {
    const durable = topic === 'durable' || plan.flushesInGroups
    const ledger = { name, topic, partition, durable, attempts: [] }
    load.ledger.writers.push(ledger)
    return ledger
  }
  const clients = [
    writeIdempotently(load, writer('idempotent-0', 'durable', 0)),
    writeIdempotently(load, writer('idempotent-1', 'durable', 1)),
    writePlainly(load, writer('all', 'durable', 0), -1),
    writePlainly(load, writer('one', 'durable', 1), 1),
    writePlainly(load, writer('cached', 'cached', 0), 1),
    commitOffsets(load, 'committer', 'durable'),
    readAlong(load, 'durable', 0),
    changeTopics(load),
    ...tables.startClients(load),
  ]
  if (plan.flushesInGroups) clients.push(readAlong(load, 'cached', 0))
  if (plan.directories.length > 1) clients.push(moveReplicas(load, placesOf(tables), plan.directories))
  return clients
}

async function createTopics(load: Load, { flushesInGroups }: BrokerPlan, tables: Tables): Promise<void> {
  const { random } = load
  load.mostBatchBytes = random.pick([2_000, 20_000, 1 << 20])
  const indexed = {
    'internal.segment.bytes': String(load.mostBatchBytes),
    'index.interval.bytes': String(random.pick([100, 4_096])),
  }
  const durable = { 'flush.messages': flushesInGroups ? never : '1' }
  await created(load, 'durable', 2, { ...indexed, ...durable })
  await created(load, 'cached', 1, { ...indexed, 'flush.messages': never })
  await tables.create(load, durable)
}

/** The partitions that clients write to. */
export function placesOf({ topics }: Tables): readonly Place[] {
  return [
    { topic: 'durable', partition: 0 },
    { topic: 'durable', partition: 1 },
    { topic: 'cached', partition: 0 },
    ...topics.map((topic) => ({ topic, partition: 0 })),
  ]
}
