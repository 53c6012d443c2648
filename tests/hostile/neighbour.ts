/**
 * The well-behaved client beside the attackers, in a thread of its own so that their work does not slow it: it produces
 * a record and fetches it back, again and again, now and then over a new connection, and keeps the longest round trip.
 * Talks to its parent by messages: 'look' asks for what was seen since the last 'look', 'stop' ends it.
 */
import { fetchRequest } from '@samsa/protocol/messages/fetch-request'
import { fetchResponse } from '@samsa/protocol/messages/fetch-response'
import { produceRequest } from '@samsa/protocol/messages/produce-request'
import { produceResponse } from '@samsa/protocol/messages/produce-response'
import { encodeBatch } from '@samsa/record/encode-batch'
import { recordsOf } from '@samsa/record/record'
import { parentPort, workerData } from 'node:worker_threads'
import { AttackSocket } from './attack-socket.js'
import { pause } from './broker-process.js'
import { ask } from './requests.js'

/** What the neighbour saw since it was last asked. */
export interface Neighbourhood {
  readonly trips: number
  readonly longestMs: number
  /** How late a timer of its own was at most: what the machine, not the broker, adds. */
  readonly ownDelayMs: number
  readonly problems: readonly string[]
}

const everyMs = 15
const newConnectionEvery = 8
const { port, topic } = workerData as { port: number; topic: string }
const seen = { trips: 0, longestMs: 0, ownDelayMs: 0, problems: [] as string[] }
let began: number | undefined
let stopped = false

parentPort?.on('message', (message: string) => {
  if (message === 'stop') {
    stopped = true
    return
  }
  const waitingMs = began === undefined ? 0 : performance.now() - began
  const answer: Neighbourhood = { ...seen, longestMs: Math.max(seen.longestMs, waitingMs) }
  Object.assign(seen, { trips: 0, longestMs: 0, ownDelayMs: 0, problems: [] })
  parentPort?.postMessage(answer)
})

await liveBesideThem()
parentPort?.close()

async function liveBesideThem(): Promise<void> {
  let socket: AttackSocket | undefined
  for (let trip = 0; !stopped; trip++) {
    began = performance.now()
    try {
      if (socket === undefined || trip % newConnectionEvery === 0) {
        socket?.socket.destroy()
        socket = await AttackSocket.open(port)
      }
      await roundTrip(socket, trip)
    } catch (error) {
      seen.problems.push(String(error))
      socket?.socket.destroy()
      socket = undefined
    }
    seen.longestMs = Math.max(seen.longestMs, performance.now() - began)
    seen.trips += 1
    began = undefined
    const before = performance.now()
    await pause(everyMs)
    seen.ownDelayMs = Math.max(seen.ownDelayMs, performance.now() - before - everyMs)
  }
  socket?.socket.destroy()
}

async function roundTrip(socket: AttackSocket, trip: number): Promise<void> {
  const value = new TextEncoder().encode(`trip ${trip}`)
  const records = encodeBatch([{ timestamp: Date.now(), key: value, value }])
  const produced = await ask(socket, produceRequest, produceResponse, 9, {
    acks: -1,
    timeoutMs: 5000,
    topicData: [{ name: topic, partitionData: [{ index: 0, records }] }],
  })
  const written = produced.responses[0]?.partitionResponses[0]
  if (written?.errorCode !== 0) throw new Error(`produce: error ${written?.errorCode}`)
  const fetched = await ask(socket, fetchRequest, fetchResponse, 11, {
    maxWaitMs: 5000,
    minBytes: 1,
    topics: [
      {
        topic,
        partitions: [{ partition: 0, fetchOffset: written.baseOffset, partitionMaxBytes: 1 << 20 }],
      },
    ],
  })
  const bytes = fetched.responses[0]?.partitions[0]?.records
  const first = bytes ? [...recordsOf(bytes)][0] : undefined
  if (first?.value === undefined || first.value === null) throw new Error('fetch: no record')
  if (new TextDecoder().decode(first.value) !== `trip ${trip}`) throw new Error('fetch: another record')
}
