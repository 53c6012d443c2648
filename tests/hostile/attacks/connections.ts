/** Connections that claim, stall, drip, crowd or vanish. */
import { apiVersionsRequest } from '@samsa/protocol/messages/api-versions-request'
import { metadataRequest } from '@samsa/protocol/messages/metadata-request'
import { type Attack, eachOf, must } from '../attack.js'
import { pause } from '../broker-process.js'
import { frameOf, int32, joined } from '../requests.js'

const mega = 1024 * 1024
const hello = frameOf(apiVersionsRequest, 0, {})

const halfSent: Attack = {
  name: '500 half-sent frames held open',
  lastsMs: 2000,
  async run(field) {
    const sockets = await field.openMany(500)
    for (const socket of sockets) {
      const size = 1000 + field.random(200_000)
      socket.send(joined([int32(size), new Uint8Array(Math.floor(size / 2))]))
    }
    return 'up to 100 KB each'
  },
}

const manyConnections: Attack = {
  name: '2,000 connections',
  lastsMs: 2000,
  async run(field) {
    const sockets = await field.openMany(2000)
    for (const socket of sockets) socket.send(hello)
    await eachOf(sockets, 50, async (socket) => {
      must(await socket.answeredWithin(1, 5000), 'every connection gets its answer')
    })
    return 'each asked for the API versions and was answered'
  },
}

const idleClaims: Attack = {
  name: '100 idle connections that each claim a frame of 90 MB',
  lastsMs: 2000,
  async run(field) {
    const sockets = await field.openMany(100)
    for (const socket of sockets) socket.send(int32(90 * mega))
    return 'nothing behind the size'
  },
}

const drippedClaims: Attack = {
  name: '100 connections that drip into frames of 90 MB',
  lastsMs: 0,
  async run(field) {
    const sockets = await field.openMany(100)
    for (const socket of sockets) socket.send(int32(90 * mega))
    for (let round = 0; round < 30; round++) {
      for (const socket of sockets) socket.send(new Uint8Array(1 + field.random(2000)))
      await pause(100)
    }
    return `${sockets.filter((socket) => socket.isClosed).length} were ended`
  },
}

const halfClaims: Attack = {
  name: '100 connections that send 40 of 90 MB and stall',
  lastsMs: 3000,
  async run(field) {
    const sockets = await field.openMany(100)
    const piece = new Uint8Array(4 * mega)
    await eachOf(sockets, 100, async (socket) => {
      await socket.push(int32(90 * mega))
      for (let sent = 0; sent < 10; sent++) await socket.push(piece, 2000)
    })
    return `${sockets.filter((socket) => socket.isClosed).length} were ended`
  },
}

const pushingClaims: Attack = {
  name: '40 connections that keep dripping into frames of which 5 MB are sent',
  lastsMs: 0,
  async run(field) {
    const sockets = await field.openMany(40)
    await eachOf(sockets, 40, async (socket) => {
      await socket.push(joined([int32(90 * mega), new Uint8Array(5 * mega)]), 2000)
    })
    for (let round = 0; round < 30; round++) {
      for (const socket of sockets) socket.send(new Uint8Array(10))
      await pause(100)
    }
    return `${sockets.filter((socket) => socket.isClosed).length} were ended`
  },
}

const wholeLargeFrames: Attack = {
  name: 'whole frames of 90 MB, valid in their header alone',
  async run(field) {
    let ended = 0
    for (const apiKey of [3, 0, 11]) {
      const socket = await field.open()
      const header = Uint8Array.of(0, apiKey, 0, 9, 0, 0, 0, 1, 0, 0, 0)
      await socket.push(joined([int32(90 * mega), header]))
      const piece = new Uint8Array(mega).fill(255)
      for (let sent = 0; sent < 90; sent++)
        await socket.push(piece.subarray(sent === 0 ? header.length : 0), 3000)
      if (await socket.endedWithin(3000)) ended += 1
      socket.socket.destroy()
    }
    return `${ended} of 3 were ended`
  },
}

const resets: Attack = {
  name: '3,000 connections that connect and reset',
  async run(field) {
    const rounds = Array.from({ length: 30 })
    for (const _ of rounds) {
      const sockets = await field.openMany(100)
      sockets.forEach((socket, index) => {
        if (index % 3 === 0) socket.send(hello)
        if (index % 3 === 1) socket.send(joined([int32(5000), new Uint8Array(100)]))
        socket.reset()
      })
    }
    return 'a third after a request, a third in the middle of one'
  },
}

const oneByteAtATime: Attack = {
  name: 'requests that come byte by byte',
  async run(field) {
    const sockets = await field.openMany(50)
    const frame = frameOf(metadataRequest, 9, { topics: [{ name: 'neighbour' }] })
    for (const byte of frame) {
      for (const socket of sockets) socket.send(Uint8Array.of(byte))
      await pause(2)
    }
    for (const socket of sockets) must(await socket.answeredWithin(1, 5000), 'every request is answered')
    return 'each was answered'
  },
}

const halfClosed: Attack = {
  name: '500 connections whose clients end their side and stay',
  async run(field) {
    const sockets = await field.openMany(500)
    for (const socket of sockets) {
      socket.send(hello)
      socket.socket.end()
    }
    await eachOf(sockets, 50, async (socket) => {
      must(await socket.endedWithin(5000), 'the broker ends its side too')
    })
    return 'the broker ended its side'
  },
}

export const connectionAttacks: readonly Attack[] = [
  halfSent,
  manyConnections,
  idleClaims,
  drippedClaims,
  halfClaims,
  pushingClaims,
  wholeLargeFrames,
  resets,
  oneByteAtATime,
  halfClosed,
]
