/**
 * Plays what Apache Kafka 4.3.1 answered at the edges against the broker that SAMSA_BOOTSTRAP or
 * KAFKA_BOOTSTRAP names, else against a Samsa started here. Against a named broker
 * (auto.create.topics.enable=false, otherwise defaults, no data) the facts after a restart are left out.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningBroker, startBroker } from '@samsa/broker/start-broker'
import { BrokerConfig } from '@samsa/config/broker-config'
import { createNodeHost } from '@samsa/host/node/node-host'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiKeyOf, Asker, type Reply } from './behaviour/asker.js'
import { describedBatch, plainBatch, tinyBatch, recordTime } from './behaviour/batches.js'
import { Comparison } from './behaviour/compare.js'
import { areasNotServed, differences, uncompared } from './behaviour/differences.js'
import { type Fact, type Json, loadFacts } from './behaviour/facts.js'
import { append, before, buildScenery, type Stage } from './behaviour/scenery.js'

const restartArea = 'after a clean restart'
const named = process.env.SAMSA_BOOTSTRAP ?? process.env.KAFKA_BOOTSTRAP ?? ''
const isKafka = (process.env.KAFKA_BOOTSTRAP ?? '') !== ''
const facts = loadFacts().filter((fact) => !areasNotServed.has(fact.area))
const areas = [...new Set(facts.map((fact) => fact.area))].filter(
  (area) => named === '' || area !== restartArea,
)
const directory = mkdtempSync(join(tmpdir(), 'samsa-behaviour-'))

let broker: RunningBroker | undefined
let versions: Map<number, readonly [number, number]>
const comparison = new Comparison()
const stage: { asker: Asker; learnt: Comparison } = { asker: new Asker(''), learnt: comparison }

async function start(): Promise<void> {
  if (named === '') {
    const overrides = {
      listeners: 'PLAINTEXT://127.0.0.1:0',
      'log.dirs': directory,
      'auto.create.topics.enable': 'false',
      'group.initial.rebalance.delay.ms': '0',
      'node.id': '1',
    }
    broker = await startBroker(
      createNodeHost({ log: { write: () => undefined } }),
      BrokerConfig.from({ overrides }),
    )
  }
  stage.asker = new Asker(broker?.bootstrapServers ?? named)
  versions = await stage.asker.versions()
}

async function stop(): Promise<void> {
  stage.asker.close()
  await broker?.stop()
}

beforeAll(start)
afterAll(async () => {
  await stop()
  rmSync(directory, { recursive: true, force: true })
})

describe.each(areas)('%s', (area) => {
  beforeAll(async () => {
    await buildScenery(area, stage as Stage)
    if (area === restartArea) await beforeRestart()
  })

  test.each(
    facts
      .filter((fact) => fact.area === area)
      .map((fact) => [`${fact.case} (${fact.api} v${fact.version})`, fact] as const),
  )('%s', async (_title, fact) => {
    if (!isServed(fact)) return
    await before[fact.case]?.(stage as Stage)
    const found = await play(fact)
    const reason = isKafka ? undefined : differences[`${fact.area}: ${fact.case}`]
    if (reason === undefined && found.length > 0) expect.fail(found.join('\n'))
    if (reason !== undefined) expect(found, `no longer differs: ${reason}`).not.toHaveLength(0)
  })
})

/**
 * Producers of one batch a sequence, and a log of leader epoch 0, all of which the broker must still know
 * afterwards.
 */
async function beforeRestart(): Promise<void> {
  for (let sequence = 0; sequence < 4; sequence++) {
    const options = { producerId: 424_242, producerEpoch: 0, baseSequence: sequence }
    await append(stage, 'r', tinyBatch(Date.now(), options))
    await append(stage, 'r-2023', plainBatch(1, options, recordTime))
  }
  await append(stage, 'r-old-epoch', plainBatch(3))
  await stop()
  await start()
}

function isServed(fact: Fact): boolean {
  if (fact.askHex !== undefined) return true
  const range = versions.get(apiKeyOf(fact.api))
  return range !== undefined && fact.version >= range[0] && fact.version <= range[1]
}

/** The differences found. */
async function play(fact: Fact): Promise<readonly string[]> {
  if (fact.askHex !== undefined) return playBytes(fact)
  const ask = withBytes(fact, comparison.translate(fact.ask))
  const reply = await stage.asker.ask(fact.api, fact.version, ask)
  comparison.differences.length = 0
  if (fact.answer === undefined) return sameKind(fact, reply)
  if (reply.kind !== 'message') return [`an answer, got ${reply.kind}`]
  comparison.compare(fact.answer, reply.message)
  return comparison.differences.filter((found) => isKafka || !isUncompared(found))
}

/** `found` is `path: expected, got`. */
function isUncompared(found: string): boolean {
  const path = found.slice(0, found.indexOf(': '))
  return uncompared.some(([pattern]) => pattern.test(path))
}

async function playBytes(fact: Fact): Promise<readonly string[]> {
  const frame = await stage.asker.exchange(new Uint8Array(Buffer.from(fact.askHex as string, 'hex')))
  const got = typeof frame === 'string' ? frame : Buffer.from(frame).toString('hex')
  const expected = fact.answerHex ?? 'closed'
  return got === expected ? [] : [`${expected}, got ${got}`]
}

function sameKind(fact: Fact, reply: Reply): readonly string[] {
  const expected = fact.errors[0]?.includes('closed') ? 'closed' : 'nothing'
  return reply.kind === expected ? [] : [`${expected}, got ${reply.kind}`]
}

/** Puts bytes where the recorded request only tells of them. */
function withBytes(fact: Fact, ask: Json): Json {
  switch (fact.api) {
    case 'Produce':
      putBatch(fact, ask)
      break
    case 'JoinGroup':
      for (const protocol of ask.protocols) protocol.metadata = fromBase64(protocol.metadata)
      break
    case 'SyncGroup':
      for (const each of ask.assignments) each.assignment = fromBase64(each.assignment)
      break
  }
  return ask
}

function putBatch(fact: Fact, ask: Json): void {
  const partition = ask.topicData[0].partitionData[0]
  const words = fact.ask.topicData[0].name === 'r-2023' ? 'sequence 3' : (fact.records ?? 'null')
  const batch = describedBatch(words, producerIdOf(fact), Date.now())
  if (batch === undefined) throw new Error(`no batch is known for '${fact.records}'`)
  const size = partition.recordsSizeInBytes
  const isPacked = /gzip|zstd/.test(fact.records ?? '')
  if (size !== undefined && !isPacked) expect(batch?.length, `the size of ${fact.records}`).toBe(size)
  delete partition.recordsSizeInBytes
  partition.records = batch
}

function producerIdOf(fact: Fact): number {
  if (fact.area === restartArea) return 424_242
  const topic = fact.ask.topicData[0].name
  // One producer there was never given its id, the other was, and is new to that log.
  if (topic === 'i-new' && fact.records?.startsWith('producer id 987654')) return 987_654
  return (comparison.learnt.get(1) as number | undefined) ?? 1
}

function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'))
}
