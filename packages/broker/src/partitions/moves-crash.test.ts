/**
 * A partition goes back and forth between two data directories while it is written to and the machine loses power at
 * drawn moments, and with it, it may be, what was not synced. With samsa.flush=group every acknowledged record is on the device:
 * none may be missing, whatever step of a move was cut.
 */
import { BrokerConfig } from '@samsa/config'
import { World } from '@samsa/host/simulated/world'
import { alterReplicaLogDirsRequest } from '@samsa/protocol/messages/alter-replica-log-dirs-request'
import { alterReplicaLogDirsResponse } from '@samsa/protocol/messages/alter-replica-log-dirs-response'
import { encodeBatch } from '@samsa/record/encode-batch'
import { recordsOf } from '@samsa/record/record'
import { expect, test } from 'vitest'
import { startBroker } from '../start-broker.js'
import { createTopic, fetchFrom, produceTo } from '../testing/broker-world.js'
import { ProtocolClient } from '../testing/protocol-client.js'

const KINDS = ['crash', 'lose-unsynced', 'kill'] as const

class Run {
  readonly acknowledged: number[] = []
  #next = 0
  #target = 0
  moves = 0

  constructor(readonly world: World) {}

  async work(client: ProtocolClient): Promise<void> {
    for (;;) {
      if (this.world.random.uint32() % 8 === 0) await this.#move(client)
      const ids = Array.from({ length: 1 + (this.world.random.uint32() % 5) }, () => this.#next++)
      const answer = await produceTo(client, 'orders', encodeBatch(ids.map(record)))
      expect(answer.errorCode).toBe(0)
      this.acknowledged.push(...ids)
    }
  }

  async #move(client: ProtocolClient): Promise<void> {
    this.#target = 1 - this.#target
    const dirs = [
      { path: this.#target === 0 ? '/data' : '/more', topics: [{ name: 'orders', partitions: [0] }] },
    ]
    const answer = await client.send(alterReplicaLogDirsRequest, alterReplicaLogDirsResponse, 2, { dirs })
    expect(answer.results[0]?.partitions[0]?.errorCode).toBe(0)
    this.moves += 1
  }

  /** All that was acknowledged is there, once and in order. */
  async check(client: ProtocolClient): Promise<void> {
    const found: number[] = []
    for (let offset = 0; ; ) {
      const answer = await fetchFrom(client, 'orders', offset, { maxWaitMs: 0 })
      expect(answer.errorCode).toBe(0)
      const records = [...recordsOf(answer.records as Uint8Array)].filter((one) => one.offset >= offset)
      if (offset >= answer.highWatermark) break
      for (const { value } of records)
        found.push(Number(new TextDecoder().decode(value as Uint8Array).trim()))
      offset = (records.at(-1)?.offset ?? offset - 1) + 1
    }
    expect(found).toEqual([...new Set(found)].sort((a, b) => a - b))
    const present = new Set(found)
    expect(this.acknowledged.filter((id) => !present.has(id))).toEqual([])
  }
}

function record(id: number) {
  return { timestamp: 1_700_000_000_000, key: null, value: new TextEncoder().encode(`${id}`.padEnd(3_000)) }
}

async function crashSeed(seed: number): Promise<Run> {
  const world = new World({ seed })
  const run = new Run(world)
  const overrides = {
    'log.dirs': '/data,/more',
    listeners: 'PLAINTEXT://:9092',
    'samsa.flush': 'group',
    'log.segment.delete.delay.ms': '20',
  }
  const config = BrokerConfig.from({ overrides })
  for (let life = 0; life < 6; life++) {
    await world.run(startBroker(world.host('broker'), config))
    const client = new ProtocolClient(world.host('client'), 9092, 'broker')
    if (life === 0) await world.run(createTopic(client, 'orders', { 'internal.segment.bytes': '60000' }))
    await world.run(run.check(client))
    const failed: Error[] = []
    run.work(client).catch((error: Error) => failed.push(error))
    const kind = KINDS[world.random.uint32() % KINDS.length] as (typeof KINDS)[number]
    world.plan([{ at: world.nowMs + (world.random.uint32() % 150), kind, where: 'broker' }])
    await world.advance(170)
    world.machine('broker').crash()
    client.close()
    await world.advance(20)
    const assertion = failed.find((error) => error.name === 'AssertionError')
    if (assertion !== undefined) throw assertion
  }
  return run
}

test('no step of a move loses what was acknowledged: 5 seeds', async () => {
  let moves = 0
  let acknowledged = 0
  for (let seed = 1; seed <= 5; seed++) {
    try {
      const run = await crashSeed(seed)
      moves += run.moves
      acknowledged += run.acknowledged.length
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error })
    }
  }
  expect(moves).toBeGreaterThan(20)
  expect(acknowledged).toBeGreaterThan(500)
})
