/**
 * What one client wrote, with each codec, another reads: every writer against every reader.
 */
import { type Check, createTopic, fromStart, type Scene, topicName } from '../check.js'
import { type Codec, codecs } from '../client.js'
import type { ClientRow } from '../client-rows.js'
import { assertSame, fixturePartitions, fixtureRecords } from '../records.js'

export function crossReadingChecks(rows: readonly ClientRow[]): Check[] {
  const written = new Map<string, Promise<string>>()
  const topicOf = (scene: Scene, writer: ClientRow, codec: Codec): Promise<string> => {
    const key = `${writer.name} ${codec}`
    const topic = written.get(key) ?? write(scene, writer, codec)
    written.set(key, topic)
    return topic
  }
  return rows.flatMap((writer) =>
    rows
      .filter((reader) => reader !== writer)
      .map((reader) => ({
        of: 'cross-reading',
        name: `${reader.name} reads what ${writer.name} wrote`,
        run: async (scene) => {
          for (const codec of sharedCodecs(writer, reader))
            await read(scene, reader, await topicOf(scene, writer, codec), codec)
        },
      })),
  )
}

function sharedCodecs(writer: ClientRow, reader: ClientRow): Codec[] {
  const refused = writer.framedSnappy === 'writes' && reader.framedSnappy === 'refuses' ? ['snappy'] : []
  return codecs.filter(
    (each) => writer.codecs.includes(each) && reader.codecs.includes(each) && !refused.includes(each),
  )
}

async function write(scene: Scene, writer: ClientRow, codec: Codec): Promise<string> {
  const topic = topicName(scene, `cross-${writer.name}`, codec)
  await createTopic(scene, topic, fixturePartitions)
  await scene
    .client(writer.name)
    .call('produce', { topic, codec, idempotent: true, records: fixtureRecords() })
  return topic
}

async function read(scene: Scene, reader: ClientRow, topic: string, codec: Codec): Promise<void> {
  const records = fixtureRecords()
  const request = { topic, from: fromStart(fixturePartitions), count: records.length }
  try {
    assertSame(await scene.client(reader.name).call('consume', request), records)
  } catch (error) {
    throw new Error(`${codec}: ${(error as Error).message}`)
  }
}
