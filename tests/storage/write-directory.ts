/**
 * The child process of the reverse proof: fills a formatted, never used data directory through Samsa's log, leaves
 * beside it what readers must see, and ends as it was told: with a clean stop, or with SIGKILL to itself.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BrokerConfig } from '@samsa/config/broker-config'
import { topicConfig } from '@samsa/config/topic-config'
import { createNodeHost } from '@samsa/host/node/node-host'
import { LogDirectory } from '@samsa/log'
import { type Uuid, uuidFromBytes } from '@samsa/protocol/model/uuid'
import { assert } from './check.js'
import { folderContents } from './folder-contents.js'
import type { Isolation, ShownRecord } from './storage-driver.js'
import { isCompacted, type TopicToWrite, topicsToWrite, writeMore, writeTopics } from './write-topics.js'
import type { WrittenLog } from './written-log.js'

export type Ending = 'stop' | 'kill'

export type ExpectedRecords = Record<Isolation, Record<string, ShownRecord[]>>

/** Where `writeDirectory` leaves what readers must see. */
export function expectedPath(data: string): string {
  return `${data}-expected.json`
}

export function topicIdOf(topic: TopicToWrite): Uuid {
  return uuidFromBytes(createHash('md5').update(topic.name).digest())
}

export async function writeDirectory(data: string, ending: Ending): Promise<void> {
  const meta = readFileSync(join(data, 'meta.properties'), 'utf8')
  const config = BrokerConfig.from({ overrides: { 'log.cleaner.backoff.ms': '50' } })
  const settings = new Map(topicsToWrite.map(({ name, settings }) => [name, settings]))
  const directory = await LogDirectory.open(createNodeHost(), data, {
    config,
    nodeId: 1,
    clusterId: /^cluster\.id=(.+)$/m.exec(meta)?.[1] ?? '',
    topicConfig: (name) => topicConfig(config, { ...settings.get(name) }),
  })
  const written = await writeTopics(
    (topic) => directory.create(topic.name, 0, topicIdOf(topic), topicConfig(config, { ...topic.settings })),
    Date.now(),
  )
  directory.startMaintenance()
  await compacted(written)
  for (const from of [20_000, 40_000]) {
    await writeMore(written, from)
    await compacted(written)
  }
  assert([...written.values()].flatMap(notSurvived), 'what compaction took')
  const all = (isolation: Isolation) =>
    Object.fromEntries([...written].map(([name, log]) => [name, log.expected(isolation)]))
  const expected: ExpectedRecords = {
    read_uncommitted: all('read_uncommitted'),
    read_committed: all('read_committed'),
  }
  writeFileSync(expectedPath(data), JSON.stringify(expected))
  // What a broker does every minute: without it a log start offset is forgotten by a kill, as by one of Kafka.
  directory.checkpoint()
  await holds(
    join(data, 'log-start-offset-checkpoint'),
    `deleted 0 ${written.get('deleted')?.log.logStartOffset}`,
  )
  if (ending === 'kill') process.kill(process.pid, 'SIGKILL')
  await directory.close()
}

/** Until the cleaner has come to the active segment of every compacted topic, or to its undecided transactions. */
async function compacted(written: ReadonlyMap<string, WrittenLog>): Promise<void> {
  for (const topic of topicsToWrite.filter(isCompacted)) {
    const log = written.get(topic.name)?.log
    if (log === undefined) continue
    const goal = folderContents(log.folder).at(-1)?.baseOffset ?? 0
    while ((log.cleanedTo ?? 0) < goal) await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function notSurvived(written: WrittenLog): string[] {
  const { topic, folder } = written.log
  if (!topicsToWrite.some((each) => each.name === topic && isCompacted(each))) return []
  const offsets = folderContents(folder).flatMap(({ batches }) => batches.flatMap(({ offsets }) => offsets))
  return written.survived(new Set(offsets))
}

async function holds(path: string, line: string): Promise<void> {
  while (!existsSync(path) || !readFileSync(path, 'utf8').includes(line)) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
