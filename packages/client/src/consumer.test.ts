import { createNodeHost } from '@samsa/host/node/node-host'
import { crc32c } from '@samsa/record/crc32c'
import { encodeBatch } from '@samsa/record/encode-batch'
import { BATCH_OVERHEAD } from '@samsa/record/record-batch'
import { afterEach, expect, test } from 'vitest'
import { Consumer } from './consumer.js'
import { scriptedBroker } from './testing/scripted-broker.js'

const host = createNodeHost({ log: { write: () => undefined } })
const opened: { close(): unknown }[] = []

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

/** A frame of zstd that is none. There are decoders (fzstd 0.1.1) that never come to its end. */
const MALFORMED = Buffer.from(
  '28b52ffd20c85d0100301c7a4212b1499b970434e4c148e070d6f12fd35ab447e20f838bb0fb94a091615a6819c58a091dec17e6',
  'hex',
)
const sound = encodeBatch([{ timestamp: 5, key: null, value: Uint8Array.of(1) }], { baseOffset: 1 })

/** A batch with a right checksum whose records are said to be this frame of zstd. */
function zstdBatch(frame: Uint8Array): Uint8Array {
  const batch = new Uint8Array(BATCH_OVERHEAD + frame.length)
  batch.set(encodeBatch([{ timestamp: 5, key: null, value: null }]).subarray(0, BATCH_OVERHEAD))
  batch.set(frame, BATCH_OVERHEAD)
  const view = new DataView(batch.buffer)
  view.setInt32(8, batch.length - 12)
  view.setInt16(21, 4)
  view.setUint32(17, crc32c(batch, 21))
  return batch
}

async function consumerOf(recordsAt: (offset: number) => Uint8Array | undefined): Promise<Consumer> {
  const broker = await scriptedBroker(
    host,
    { t: [true] },
    {
      fetch({ topics }) {
        const records = recordsAt(topics[0]?.partitions[0]?.fetchOffset ?? -1)
        if (records === undefined) return 'silent'
        return { responses: [{ topic: 't', partitions: [{ partitionIndex: 0, highWatermark: 9, records }] }] }
      },
    },
  )
  const consumer = new Consumer({ host, bootstrapServers: broker.bootstrapServers })
  opened.push(consumer, broker)
  return consumer
}

test('a malformed frame of zstd is an error at its offset, and the consumer goes on behind it', async () => {
  const consumer = await consumerOf((offset) => [zstdBatch(MALFORMED), sound][offset])
  const at = { topic: 't', partition: 0 }
  consumer.assign([at])
  consumer.seek(at, 0)
  await expect(consumer.poll(5000)).rejects.toMatchObject({ name: 'CorruptRecordError', offset: 0 })
  consumer.seek(at, 1)
  expect((await consumer.poll(5000)).map(({ offset }) => offset)).toEqual([1])
})

test('a consumer without topics or partitions says so instead of waiting for nothing', async () => {
  const consumer = new Consumer({ host, bootstrapServers: '127.0.0.1:1' })
  opened.push(consumer)
  const refused = { name: 'IllegalStateError' }
  await expect(consumer.poll(0)).rejects.toMatchObject(refused)
  await expect(consumer.ready()).rejects.toMatchObject(refused)
  await consumer.close()
  await expect(consumer.poll(0)).rejects.toMatchObject({ name: 'ClosedError' })
})
