/** Clients that ask and do not read, or ask for far more than they read. */
import { apiVersionsRequest } from '@samsa/protocol/messages/api-versions-request'
import { fetchRequest } from '@samsa/protocol/messages/fetch-request'
import { metadataRequest } from '@samsa/protocol/messages/metadata-request'
import { type Attack, eachOf } from '../attack.js'
import { topics } from '../prepare-topics.js'
import { frameOf, joined } from '../requests.js'

const mega = 1024 * 1024

function fetchFrame(topic: string, fetchOffset: number, maxWaitMs: number, minBytes: number): Uint8Array {
  return frameOf(fetchRequest, 4, {
    maxWaitMs,
    minBytes,
    maxBytes: 50 * mega,
    topics: [{ topic, partitions: [{ partition: 0, fetchOffset, partitionMaxBytes: 50 * mega }] }],
  })
}

const slowReaders: Attack = {
  name: '60 slow readers that fetch 50 MB each and never read',
  lastsMs: 2000,
  async run(field) {
    const sockets = await field.openMany(60, false)
    const fetch = fetchFrame(topics.large, 0, 0, 1)
    for (const socket of sockets) socket.send(joined([fetch, fetch, fetch]))
    return 'three fetches each'
  },
}

const unreadPipelines: Attack = {
  name: '100,000 small requests in one go, no answer read',
  lastsMs: 2000,
  async run(field) {
    const hello = frameOf(apiVersionsRequest, 0, {})
    const thousand = joined(Array.from({ length: 1000 }, () => hello))
    const sockets = await field.openMany(4, false)
    await eachOf(sockets, 4, async (socket) => {
      for (let sent = 0; sent < 100; sent++) await socket.push(thousand, 300)
    })
    return 'over each of 4 connections'
  },
}

const waitingPipelines: Attack = {
  name: '1,000 connections that pipeline behind a fetch that waits',
  strains:
    'every connection gets its share of each turn, however many there are: no fairness beyond the turn',
  lastsMs: 2000,
  async run(field) {
    const sockets = await field.openMany(1000, false)
    const wait = fetchFrame(topics.plain, 1, 20_000, 1000 * mega)
    const behind = joined(
      Array.from({ length: 400 }, () => frameOf(metadataRequest, 9, { topics: [] }, 'x'.repeat(1000))),
    )
    await eachOf(sockets, 100, async (socket) => {
      await socket.push(joined([wait, behind]), 200)
    })
    return '400 KB each'
  },
}

const manyWaits: Attack = {
  name: '200,000 fetches that wait',
  strains:
    'a waiting fetch keeps its request and its place: about 2 KB each, bounded by 100 a connection only',
  lastsMs: 1000,
  async run(field) {
    const sockets = await field.openMany(2000, false)
    const waits = joined(Array.from({ length: 100 }, () => fetchFrame(topics.plain, 1, 20_000, 1000 * mega)))
    await eachOf(sockets, 100, async (socket) => {
      await socket.push(waits, 200)
    })
    return '100 over each of 2,000 connections'
  },
}

const manySessions: Attack = {
  name: '20,000 fetch sessions',
  strains: 'sessions are found by walking their cache when it is full',
  async run(field) {
    const socket = await field.open()
    const open = frameOf(fetchRequest, 7, {
      maxWaitMs: 0,
      maxBytes: 1000,
      topics: Array.from({ length: 20 }, (_, index) => ({
        topic: `session-${index}`,
        partitions: [{ partition: 0, partitionMaxBytes: 1 }],
      })),
    })
    const hundred = joined(Array.from({ length: 100 }, () => open))
    for (let sent = 0; sent < 200; sent++) await socket.push(hundred)
    await socket.answeredWithin(20_000 * 20 * 20, 8000)
    return `${socket.receivedBytes} bytes of answers`
  },
}

const wideFetches: Attack = {
  name: 'fetches of 49,000 partitions, sessions among them',
  strains: 'each partition of an answer is an object until the answer is encoded',
  async run(field) {
    const partitions = Array.from({ length: 49_000 }, (_, partition) => ({
      partition,
      partitionMaxBytes: 1,
    }))
    const ask = (sessionEpoch: number, maxWaitMs: number): Uint8Array =>
      frameOf(fetchRequest, 7, {
        sessionEpoch,
        maxWaitMs,
        maxBytes: 1000,
        topics: [{ topic: topics.plain, partitions }],
      })
    const sockets = await field.openMany(10)
    for (const socket of sockets) socket.send(joined([ask(-1, 500), ask(0, 0), ask(-1, 0)]))
    await eachOf(sockets, 10, async (socket) => {
      await socket.answeredWithin(3 * 49_000 * 20, 6000)
    })
    return `${sockets.reduce((sum, socket) => sum + socket.receivedBytes, 0)} bytes of answers`
  },
}

const repeatedPartition: Attack = {
  name: 'fetches that name one partition with data 1,000 times',
  async run(field) {
    const partitions = Array.from({ length: 1000 }, () => ({ partition: 0, partitionMaxBytes: 2 * mega }))
    const ask = frameOf(fetchRequest, 4, {
      maxBytes: 1000 * mega,
      topics: [{ topic: topics.large, partitions }],
    })
    const sockets = await field.openMany(20, false)
    for (const socket of sockets) socket.send(ask)
    return '20 connections that never read'
  },
}

export const replyAttacks: readonly Attack[] = [
  slowReaders,
  unreadPipelines,
  waitingPipelines,
  manyWaits,
  manySessions,
  wideFetches,
  repeatedPartition,
]
