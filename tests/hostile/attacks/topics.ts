/** Topics nobody could want: their names, their number, their partitions. */
import { createPartitionsRequest } from '@samsa/protocol/messages/create-partitions-request'
import { createPartitionsResponse } from '@samsa/protocol/messages/create-partitions-response'
import { createTopicsRequest } from '@samsa/protocol/messages/create-topics-request'
import { createTopicsResponse } from '@samsa/protocol/messages/create-topics-response'
import { metadataRequest } from '@samsa/protocol/messages/metadata-request'
import { type Attack, must, tally } from '../attack.js'
import { topics } from '../prepare-topics.js'
import { ask, frameOf } from '../requests.js'

const absurdNames: Attack = {
  name: 'absurd topic names',
  async run(field) {
    const names = [
      '',
      '.',
      '..',
      '../../etc/passwd',
      'a/b',
      'a\u0000b',
      'ä',
      '\ud800',
      '__cluster_metadata',
      ' ',
    ]
    names.push(
      'x'.repeat(250),
      'x'.repeat(32_000),
      '-'.repeat(249),
      'con',
      'a\nb',
      '%2e%2e',
      '\u202e',
      '🦗'.repeat(60),
    )
    const socket = await field.open()
    const answer = await ask(socket, createTopicsRequest, createTopicsResponse, 5, {
      timeoutMs: 1000,
      topics: names.map((name) => ({ name, numPartitions: 1, replicationFactor: 1 })),
    })
    const created = answer.topics.filter(({ errorCode }) => errorCode === 0).map(({ name }) => name)
    must(created.length === 2, `only a strange and a short name may be made: ${JSON.stringify(created)}`)
    const asked = frameOf(metadataRequest, 4, {
      topics: names.map((name) => ({ name })),
      allowAutoTopicCreation: true,
    })
    await field.strike(asked, 1000)
    return tally(answer.topics.map(({ errorCode }) => `error ${errorCode}`))
  },
}

function assignments(): { partitionIndex: number; brokerIds: number[] }[] {
  return Array.from({ length: 1_000_000 }, (_, partitionIndex) => ({ partitionIndex, brokerIds: [1] }))
}

const millionPartitions: Attack = {
  name: 'a million partitions, asked for in several ways',
  async run(field) {
    const socket = await field.open()
    const outcomes: string[] = []
    const one = (numPartitions: number, replicationFactor: number) => ({
      name: 'many',
      numPartitions,
      replicationFactor,
    })
    const wishes = [one(1_000_000, 1), one(2147483647, 1), one(-5, 1), one(1, 32767), one(1_000_000, 32767)]
    for (const wish of wishes) {
      const answer = await ask(socket, createTopicsRequest, createTopicsResponse, 5, {
        timeoutMs: 1000,
        topics: [wish],
      })
      outcomes.push(`error ${answer.topics[0]?.errorCode}`)
    }
    const more = await ask(socket, createPartitionsRequest, createPartitionsResponse, 1, {
      topics: [{ name: topics.plain, count: 1_000_000, assignments: null }],
    })
    outcomes.push(`error ${more.results[0]?.errorCode}`)
    const byHand = { name: 'many', numPartitions: -1, replicationFactor: -1, assignments: assignments() }
    outcomes.push(await field.strike(frameOf(createTopicsRequest, 5, { topics: [byHand] }), 5000))
    must(
      outcomes.every((outcome) => outcome !== 'error 0'),
      tally(outcomes),
    )
    return tally(outcomes)
  },
}

const manyUnknownNames: Attack = {
  name: 'metadata for 49,000 topic names three times, and for 100,000',
  async run(field) {
    const socket = await field.open()
    const names = Array.from({ length: 49_000 }, (_, index) => ({ name: `nobody-${index}` }))
    for (let round = 0; round < 3; round++)
      socket.send(frameOf(metadataRequest, 4, { topics: names, allowAutoTopicCreation: false }))
    await socket.answeredWithin(3 * 49_000 * 16, 8000)
    const more = [...names, ...names, ...names].map(({ name }, index) => ({ name: `${name}-${index}` }))
    const asked = frameOf(metadataRequest, 4, { topics: more, allowAutoTopicCreation: false })
    return `${socket.receivedBytes} bytes of answers; too many: ${await field.strike(asked, 3000)}`
  },
}

const autoCreation: Attack = {
  name: 'metadata that would create 49,000 topics',
  strains: 'each topic is created for itself, with its folder and files, before the answer',
  lastsMs: 3000,
  async run(field) {
    const socket = await field.open()
    const names = Array.from({ length: 49_000 }, (_, index) => ({ name: `made-${index}` }))
    socket.send(frameOf(metadataRequest, 4, { topics: names, allowAutoTopicCreation: true }))
    await socket.answeredWithin(1, 10_000)
    return `${socket.receivedBytes} bytes of answers`
  },
}

export const topicAttacks: readonly Attack[] = [
  absurdNames,
  millionPartitions,
  manyUnknownNames,
  autoCreation,
]
