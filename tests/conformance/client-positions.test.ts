import { type TopicPartition, TopicPartitionMap } from '@samsa/client/topic-partition'
import { describe, expect, test } from 'vitest'
import { clientsUnderTest, readAll, text } from './clients-under-test.js'

const { admin, consumer, freshTopic, producer } = await clientsUnderTest()

describe('positions', () => {
  async function tenRecords(): Promise<TopicPartition> {
    const topic = await freshTopic()
    await using sending = producer()
    for (let i = 0; i < 10; i++) await sending.send({ topic, value: `${i}`, timestamp: 1000 + i * 10 })
    return { topic, partition: 0 }
  }

  test('can be set to an offset, the beginning, the end and a time', async () => {
    const at = await tenRecords()
    await using reading = consumer({ 'max.poll.records': 1 })
    reading.assign([at])
    const next = async () => text((await readAll(reading, 1))[0]?.value ?? null)
    expect(await next()).toBe('0')
    reading.seek(at, 7)
    expect(await next()).toBe('7')
    reading.seekToBeginning()
    expect(await next()).toBe('0')
    reading.seekToEnd()
    expect(await reading.position(at)).toBe(10)
    const found = await reading.offsetsForTimes(new TopicPartitionMap([[at, 1041]]))
    expect(found.get(at.topic, 0)).toMatchObject({ offset: 5, timestamp: 1050 })
    reading.seek(at, found.get(at.topic, 0)?.offset ?? -1)
    expect(await next()).toBe('5')
    const late = await reading.offsetsForTimes(new TopicPartitionMap([[at, 5000]]))
    expect(late.get(at.topic, 0)).toBeUndefined()
  })

  test('beyond the log are reset as auto.offset.reset says', async () => {
    const at = await tenRecords()
    for (const [reset, expected] of [
      ['earliest', 0],
      ['latest', 10],
      ['by_duration:P1D', 10],
    ] as const) {
      await using reading = consumer({ 'auto.offset.reset': reset })
      reading.assign([at])
      reading.seek(at, 1000)
      await reading.poll(500)
      const records = expected === 0 ? 10 : 0
      expect([reset, await reading.position(at)]).toEqual([reset, expected + records])
    }
    await using strict = consumer({ 'auto.offset.reset': 'none' })
    strict.assign([at])
    strict.seek(at, 1000)
    const polling = async () => {
      for (let i = 0; i < 10; i++) await strict.poll(500)
    }
    await expect(polling()).rejects.toMatchObject({ name: 'OffsetOutOfRangeError' })
  })

  test('of paused partitions do not move', async () => {
    const at = await tenRecords()
    await using reading = consumer()
    reading.assign([at])
    reading.pause([at])
    expect(await reading.poll(200)).toEqual([])
    reading.resume([at])
    expect(await readAll(reading, 10)).toHaveLength(10)
  })

  test('know their beginning and end, also after records were deleted', async () => {
    const at = await tenRecords()
    const deleted = await admin.deleteRecords(new TopicPartitionMap([[at, 4]]))
    expect(deleted.values.get(at.topic, 0)).toEqual({ lowWatermark: 4 })
    await using reading = consumer()
    expect((await reading.beginningOffsets([at])).get(at.topic, 0)).toBe(4)
    expect((await reading.endOffsets([at])).get(at.topic, 0)).toBe(10)
    reading.assign([at])
    expect((await readAll(reading, 6)).map(({ offset }) => offset)).toEqual([4, 5, 6, 7, 8, 9])
  })

  test('left behind by a loop are those of the records it did not see', async () => {
    const at = await tenRecords()
    await using reading = consumer()
    reading.assign([at])
    for await (const record of reading) if (record.offset === 3) break
    expect(await reading.position(at)).toBe(4)
  })
})
