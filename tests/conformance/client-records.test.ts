import { KafkaError } from '@samsa/client/errors'
import { describe, expect, test } from 'vitest'
import { breakableHost } from './breakable-network.js'
import { clientsUnderTest, readAll, text } from './clients-under-test.js'

const { consumer, freshTopic, host, producer } = await clientsUnderTest()

describe('records', () => {
  for (const codec of ['none', 'gzip', 'snappy', 'lz4', 'zstd']) {
    test(`come back as they were sent, compressed with ${codec}`, async () => {
      const topic = await freshTopic()
      await using sending = producer({ 'compression.type': codec })
      const sent = Array.from({ length: 500 }, (_, i) => ({
        topic,
        key: i % 7 === 0 ? null : `key ${i}`,
        value: i % 11 === 0 ? null : `value ${i} `.repeat(20),
        timestamp: 1_700_000_000_000 + i,
        headers: [
          { key: 'number', value: `${i}` },
          { key: 'nothing', value: null },
        ],
      }))
      const acknowledged = await Promise.all(sent.map((record) => sending.send(record)))
      expect(acknowledged.map(({ offset }) => offset)).toEqual(sent.map((_, i) => i))
      await using reading = consumer()
      reading.assign([{ topic, partition: 0 }])
      const records = await readAll(reading, sent.length)
      const back = records.map(({ key, value, timestamp, headers }) => ({
        key: text(key),
        value: text(value),
        timestamp,
        headers: headers.map((header) => ({ key: header.key, value: text(header.value) })),
      }))
      expect(back).toEqual(sent.map(({ topic: _, ...record }) => record))
      expect(records.map(({ offset }) => offset)).toEqual(sent.map((_, i) => i))
    })
  }

  test('with equal keys share a partition, chosen by hash', async () => {
    const topic = await freshTopic(5)
    await using sending = producer()
    const first = await Promise.all(
      Array.from({ length: 50 }, (_, i) => sending.send({ topic, key: `k${i}`, value: 'a' })),
    )
    const second = await Promise.all(
      Array.from({ length: 50 }, (_, i) => sending.send({ topic, key: `k${i}`, value: 'b' })),
    )
    expect(second.map(({ partition }) => partition)).toEqual(first.map(({ partition }) => partition))
    expect(new Set(first.map(({ partition }) => partition)).size).toBe(5)
    expect((await sending.send({ topic, key: 'f78a', value: 'x' })).partition).toBeGreaterThanOrEqual(0)
  })

  test('without acknowledgement arrive too', async () => {
    const topic = await freshTopic()
    await using sending = producer({ acks: '0' })
    for (let i = 0; i < 100; i++) expect((await sending.send({ topic, value: `${i}` })).offset).toBe(-1)
    await using reading = consumer()
    reading.assign([{ topic, partition: 0 }])
    expect((await readAll(reading, 100)).map(({ value }) => text(value))).toEqual(
      Array.from({ length: 100 }, (_, i) => `${i}`),
    )
  })

  test('offered in bulk arrive in order, whatever the memory', async () => {
    const topic = await freshTopic()
    await using sending = producer({ 'buffer.memory': 200_000, 'batch.size': 8192 })
    await sending.ready(topic)
    for (let i = 0; i < 20_000; i++) {
      while (!sending.offer({ topic, value: `${i}` })) await sending.ready(topic)
    }
    await sending.flush()
    await using reading = consumer({ 'max.poll.records': 5000 })
    reading.assign([{ topic, partition: 0 }])
    const values = (await readAll(reading, 20_000)).map(({ value }) => Number(text(value)))
    expect(values).toEqual(Array.from({ length: 20_000 }, (_, i) => i))
  })

  test('that are too large for the topic are refused by name', async () => {
    const topic = await freshTopic(1, { 'max.message.bytes': '2000' })
    await using sending = producer()
    const refused = await sending.send({ topic, value: 'x'.repeat(5000) }).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(KafkaError)
    expect((refused as KafkaError).errorName).toBe('MESSAGE_TOO_LARGE')
    expect((await sending.send({ topic, value: 'small' })).offset).toBe(0)
  })

  test('gathered to more than the topic takes are sent in smaller batches, in order', async () => {
    const topic = await freshTopic(1, { 'max.message.bytes': '2000' })
    await using sending = producer({ 'batch.size': 100_000, 'linger.ms': 50 })
    const sent = Array.from({ length: 300 }, (_, i) => sending.send({ topic, value: `${i}`.padStart(100) }))
    await sending.flush()
    expect((await Promise.all(sent)).map(({ offset }) => offset)).toEqual(sent.map((_, i) => i))
    await using reading = consumer()
    reading.assign([{ topic, partition: 0 }])
    const values = (await readAll(reading, 300)).map(({ value }) => Number(text(value)))
    expect(values).toEqual(sent.map((_, i) => i))
  })

  test('of an idempotent producer are stored once and in order although connections break', async () => {
    const topic = await freshTopic()
    const breakable = breakableHost(host)
    const settings = { 'batch.size': 200, 'linger.ms': 0, 'retry.backoff.ms': 5, 'reconnect.backoff.ms': 5 }
    await using sending = producer({ host: breakable, ...settings })
    const sent: Promise<unknown>[] = []
    for (let round = 0; round < 40; round++) {
      for (let i = 0; i < 50; i++) sent.push(sending.send({ topic, value: `${round * 50 + i}` }))
      if (round % 4 === 3) breakable.breakConnections()
      else await sent[sent.length - 20]
    }
    await Promise.all(sent)
    await using reading = consumer()
    reading.assign([{ topic, partition: 0 }])
    const values = (await readAll(reading, 2000)).map(({ value }) => Number(text(value)))
    expect(values).toEqual(Array.from({ length: 2000 }, (_, i) => i))
  })
})
