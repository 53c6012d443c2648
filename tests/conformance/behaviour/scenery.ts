/**
 * What was there before the facts were asked: topics with their settings and records, and the steps in
 * between that are no facts themselves. One entry per area; areas that are not named need nothing.
 */
import type { Asker, Reply } from './asker.js'
import { plainBatch, plainRecords, recordTime } from './batches.js'
import { encodeBatch } from '@samsa/record/encode-batch'

/** Learns what differs from run to run: recorded value to the one of this run. */
export interface Learnt {
  set(recorded: string | number, actual: string | number): void
}

export interface Stage {
  readonly asker: Asker
  readonly learnt: Learnt
}

const topics: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>> = {
  fetch: { 'fetch-a': {}, 'fetch-b': {}, 'fetch-empty': {} },
  'list offsets': { 'list-a': {}, 'list-empty': {} },
  produce: {
    p: {},
    'p-id': {},
    'p-isr': { 'min.insync.replicas': '2' },
    'p-small': { 'max.message.bytes': '500' },
    'p-segment': { 'internal.segment.bytes': '600' },
    'p-compact': { 'cleanup.policy': 'compact' },
    'p-early': { 'message.timestamp.before.max.ms': '3600000' },
    'p-late': { 'message.timestamp.after.max.ms': '1000' },
    'p-append': { 'message.timestamp.type': 'LogAppendTime' },
    'p-zstd': { 'compression.type': 'zstd' },
  },
  idempotence: { i: {}, 'i-new': {}, 'i-wrap': {} },
  'create topics': { exists: {}, 'dot.name': {}, __transaction_state: {} },
  'alter configs': { cfg: {} },
  'delete records': {
    d: {},
    'd-compact': { 'cleanup.policy': 'compact' },
    'd-both': { 'cleanup.policy': 'compact,delete' },
    'd-empty': {},
  },
  'classic groups': { 'g-topic': {} },
  'after a clean restart': { r: {}, 'r-2023': {}, 'r-old-epoch': {} },
}

const topicAlreadyExists = 36

/** Topic ids that the facts name. */
const topicIds: Readonly<Record<string, string>> = {
  'fetch-a': 'hUjv9Y7hQbyD8YsihqLuyA',
  'p-id': 'B_l6fR2ORSCWTjj-9N5mHg',
}

export async function buildScenery(area: string, stage: Stage): Promise<void> {
  for (const [name, configs] of Object.entries(topics[area] ?? {})) await createTopic(stage, name, configs)
  await records[area]?.(stage)
}

const records: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  async fetch(stage) {
    for (const count of [3, 3, 4]) await append(stage, 'fetch-a', plainBatch(count))
    await append(stage, 'fetch-b', plainBatch(2))
  },
  async 'list offsets'(stage) {
    await append(stage, 'list-a', timed([100, 300, 200]))
    await append(stage, 'list-a', timed([300, 50]))
  },
  async 'delete records'(stage) {
    await append(stage, 'd', plainBatch(10))
    await append(stage, 'd-compact', plainBatch(2))
    await append(stage, 'd-both', plainBatch(2))
  },
  'classic groups': waitForCoordinator,
}

/** The groups' own topic was there when the facts were asked. */
async function waitForCoordinator({ asker }: Stage): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const reply = await asker.ask('FindCoordinator', 4, { coordinatorKeys: ['g'] })
    if (answerOf(reply).coordinators[0].errorCode !== 0) continue
    const described = await asker.ask('DescribeGroups', 5, { groups: ['g'] })
    if (answerOf(described).groups[0].errorCode === 0) return
  }
}

/** Steps right before a fact, by its case. */
export const before: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  'offset below the log start offset 4': (stage) => deleteRecords(stage, 'fetch-a', 4),
  'log start offset 2: -2 earliest': (stage) => deleteRecords(stage, 'list-a', 2),
  'after an append in the new epoch: last fetched epoch 0, beyond its end': (stage) =>
    append(stage, 'r-old-epoch', plainBatch(2)),
  // Real Kafka has no ids to give in its first moments.
  'no transactional id: a fresh producer id': async ({ asker }) => {
    for (let attempt = 0; attempt < 1000; attempt++) {
      const reply = await asker.ask('InitProducerId', 5, { transactionTimeoutMs: 60_000 })
      if (answerOf(reply).errorCode === 0) return
    }
  },
  'JoinGroup with the given id: leads generation 1': async ({ asker, learnt }) => {
    const metadata = new Uint8Array([0, 1, 2])
    const reply = await asker.ask('JoinGroup', 9, {
      groupId: 'g',
      sessionTimeoutMs: 10_000,
      rebalanceTimeoutMs: 10_000,
      protocolType: 'consumer',
      protocols: [{ name: 'range', metadata }],
    })
    learnt.set('conformance-0099f8f6-20d1-4003-8abc-56b11225a3bc', answerOf(reply).memberId)
  },
  'session with a wrong epoch': async (stage) => {
    const partition = { partition: 0, fetchOffset: 10, partitionMaxBytes: 1048576 }
    const reply = await stage.asker.ask('Fetch', 12, {
      maxBytes: 52428800,
      sessionEpoch: 0,
      topics: [{ topic: 'fetch-a', partitions: [partition] }],
    })
    stage.learnt.set(482109031, answerOf(reply).sessionId)
  },
}

async function createTopic(
  { asker, learnt }: Stage,
  name: string,
  configs: Readonly<Record<string, string>>,
): Promise<void> {
  const reply = await asker.ask('CreateTopics', 7, {
    topics: [
      {
        name,
        numPartitions: 1,
        replicationFactor: 1,
        configs: Object.entries(configs).map(([key, value]) => ({ name: key, value })),
      },
    ],
    timeoutMs: 10_000,
  })
  const [topic] = answerOf(reply).topics
  const existed = topic.errorCode === topicAlreadyExists && name.startsWith('__')
  if (topic.errorCode !== 0 && !existed)
    throw new Error(`${name} could not be created: ${topic.errorMessage}`)
  const recorded = topicIds[name]
  if (recorded !== undefined) learnt.set(recorded, topic.topicId)
}

/** Real Kafka refuses the first batches of a topic that its broker has not heard of yet. */
export async function append(
  { asker }: Pick<Stage, 'asker'>,
  topic: string,
  batch: Uint8Array,
): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const reply = await asker.ask('Produce', 11, {
      acks: -1,
      timeoutMs: 5000,
      topicData: [{ name: topic, partitionData: [{ index: 0, records: batch }] }],
    })
    const { errorCode } = answerOf(reply).responses[0].partitionResponses[0]
    if (errorCode === 0) return
    if (attempt > 200) throw new Error(`append to ${topic} failed with ${errorCode}`)
  }
}

async function deleteRecords({ asker }: Stage, name: string, offset: number): Promise<void> {
  const partitions = [{ partitionIndex: 0, offset }]
  await asker.ask('DeleteRecords', 2, { topics: [{ name, partitions }], timeoutMs: 5000 })
}

function timed(offsets: readonly number[]): Uint8Array {
  const times = plainRecords(offsets.length)
  return encodeBatch(
    times.map((record, i) => ({ ...record, timestamp: recordTime + (offsets[i] as number) })),
  )
}

function answerOf(reply: Reply): ReturnType<typeof JSON.parse> {
  if (reply.kind !== 'message') throw new Error(`the broker gave ${reply.kind}`)
  return reply.message
}
