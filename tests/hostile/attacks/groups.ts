/** Groups without end, members without end, and members with megabytes to say. */
import { findCoordinatorRequest } from '@samsa/protocol/messages/find-coordinator-request'
import { findCoordinatorResponse } from '@samsa/protocol/messages/find-coordinator-response'
import { heartbeatRequest } from '@samsa/protocol/messages/heartbeat-request'
import { joinGroupRequest } from '@samsa/protocol/messages/join-group-request'
import { offsetCommitRequest } from '@samsa/protocol/messages/offset-commit-request'
import { type Attack, type Battlefield, eachOf } from '../attack.js'
import { topics } from '../prepare-topics.js'
import { ask, frameOf, joined } from '../requests.js'

const mega = 1024 * 1024

function joinFrame(groupId: string, metadata: Uint8Array, version = 2): Uint8Array {
  return frameOf(joinGroupRequest, version, {
    groupId,
    sessionTimeoutMs: 30_000,
    rebalanceTimeoutMs: 60_000,
    protocolType: 'consumer',
    protocols: [{ name: 'range', metadata }],
  })
}

/** The group's topic exists from then on. */
async function findCoordinator(field: Battlefield): Promise<void> {
  const socket = await field.open()
  await ask(socket, findCoordinatorRequest, findCoordinatorResponse, 1, { key: 'hostile', keyType: 0 })
  socket.socket.destroy()
}

const manyGroups: Attack = {
  name: '20,000 groups of one member',
  strains: 'joins and their replies of 20,000 groups come due in the same turn',
  async run(field) {
    await findCoordinator(field)
    const sockets = await field.openMany(200)
    await eachOf(sockets, 100, async (socket) => {
      const joins = Array.from({ length: 100 }, (_, index) =>
        joinFrame(`g-${socket.socket.localPort}-${index}`, new Uint8Array(20)),
      )
      await socket.push(joined(joins))
    })
    return '100 over each of 200 connections'
  },
}

const manyMembers: Attack = {
  name: '3,000 members of one group',
  strains: 'the members of a group are copied at each change: quadratic in their number',
  async run(field) {
    await findCoordinator(field)
    const sockets = await field.openMany(1500)
    await eachOf(sockets, 100, async (socket) => {
      const join = joinFrame('crowd', new Uint8Array(100))
      await socket.push(joined([join, join]))
    })
    return 'two over each of 1,500 connections'
  },
}

const idsWithoutEnd: Attack = {
  name: '50,000 member ids that nobody comes back with',
  async run(field) {
    await findCoordinator(field)
    const sockets = await field.openMany(20)
    const joins = joined(Array.from({ length: 100 }, () => joinFrame('no-shows', new Uint8Array(20), 5)))
    await eachOf(sockets, 20, async (socket) => {
      for (let sent = 0; sent < 25; sent++) await socket.push(joins)
      await socket.answeredWithin(2500 * 60, 10_000)
    })
    return `${sockets.reduce((sum, socket) => sum + socket.receivedBytes, 0)} bytes of answers`
  },
}

const largeMetadata: Attack = {
  name: 'members with 8 MB of protocol metadata',
  lastsMs: 4000,
  async run(field) {
    await findCoordinator(field)
    const sockets = await field.openMany(20)
    for (const socket of sockets) await socket.push(joinFrame('heavy', new Uint8Array(8 * mega)))
    return '20 members'
  },
}

const pipelinedLargeMetadata: Attack = {
  name: 'one connection that pipelines 90 joins of 8 MB to as many groups',
  lastsMs: 4000,
  async run(field) {
    await findCoordinator(field)
    const socket = await field.open()
    for (let index = 0; index < 90 && !socket.isClosed; index++)
      await socket.push(joinFrame(`wide-${index}`, new Uint8Array(8 * mega)), 1000)
    return socket.isClosed ? 'ended' : 'kept'
  },
}

const wideCommits: Attack = {
  name: 'commits of 49,000 partitions and of long metadata',
  async run(field) {
    await findCoordinator(field)
    const socket = await field.open()
    const partitions = Array.from({ length: 49_000 }, (_, partitionIndex) => ({
      partitionIndex,
      committedOffset: 1,
      committedMetadata: 'm',
    }))
    const wide = {
      groupId: 'commits',
      generationIdOrMemberEpoch: -1,
      topics: [{ name: topics.plain, partitions }],
    }
    const long = Array.from({ length: 200 }, (_, index) => ({
      partitionIndex: index,
      committedOffset: 1,
      committedMetadata: 'x'.repeat(30_000),
    }))
    await socket.push(frameOf(offsetCommitRequest, 2, wide))
    await socket.push(
      frameOf(offsetCommitRequest, 2, { ...wide, topics: [{ name: topics.plain, partitions: long }] }),
    )
    await socket.answeredWithin(49_000 * 6, 5000)
    return `${socket.receivedBytes} bytes of answers`
  },
}

const heartbeatFlood: Attack = {
  name: '100,000 heartbeats of strangers',
  async run(field) {
    const sockets = await field.openMany(4)
    const beats = joined(
      Array.from({ length: 1000 }, () => frameOf(heartbeatRequest, 3, { groupId: 'none', memberId: 'm' })),
    )
    await eachOf(sockets, 4, async (socket) => {
      for (let sent = 0; sent < 25; sent++) await socket.push(beats)
      await socket.answeredWithin(25_000 * 14, 10_000)
    })
    return `${sockets.reduce((sum, socket) => sum + socket.receivedBytes, 0)} bytes of answers`
  },
}

export const groupAttacks: readonly Attack[] = [
  manyGroups,
  manyMembers,
  idsWithoutEnd,
  largeMetadata,
  pipelinedLargeMetadata,
  wideCommits,
  heartbeatFlood,
]
