/**
 * The reverse of the golden logs: what Samsa wrote, real Kafka takes as its own. The same directory is given to Kafka's
 * dump tool, which must find nothing wrong, and to a Kafka that starts on it, whose Java client must read every record
 * as it was written. After a clean stop of Samsa, and after a kill.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { differences } from '@samsa/log/golden/compare'
import { assert, type Check, type Stage } from './check.js'
import { addBootstrapTopics } from './kafka-bootstrap.js'
import { dumpComplaints } from './kafka-dump.js'
import { KafkaProcess } from './kafka-process.js'
import { cleanerCheckpoint } from './cleaner-checkpoint.js'
import { isolations, StorageDriver, type WriteStep } from './storage-driver.js'
import { isCompacted, lastLeaderEpoch, topicsToWrite } from './write-topics.js'
import { type Ending, type ExpectedRecords, expectedPath, topicIdOf } from './write-directory.js'

const cleanedWithinMs = 40_000

export function reverseChecks(): Check[] {
  return (['stop', 'kill'] as const).map((ending) => ({
    name: `reverse: Kafka serves what Samsa wrote before a ${ending === 'stop' ? 'clean stop' : 'kill -9'}`,
    run: (stage) => reverse(stage, ending),
  }))
}

async function reverse(stage: Stage, ending: Ending): Promise<void> {
  const kafka = await KafkaProcess.prepare({ jars: stage.jars, folder: stage.folder(`reverse-${ending}`) })
  write(stage, kafka.data, ending)
  const expected = JSON.parse(readFileSync(expectedPath(kafka.data), 'utf8')) as ExpectedRecords
  const mayHaveGaps = (folder: string) => /^(table|__consumer_offsets)/.test(folder)
  assert(
    await dumpComplaints(stage, partitionFolders(kafka.data), mayHaveGaps),
    'kafka-dump-log on what Samsa left',
  )
  addBootstrapTopics(
    kafka.data,
    topicsToWrite.map((topic) => ({
      name: topic.name,
      topicId: topicIdOf(topic),
      settings: topic.settings,
      leaderEpoch: lastLeaderEpoch,
    })),
  )
  try {
    await kafka.start({ 'log.cleaner.enable': 'false' })
    await readAll(stage, kafka, expected)
    await kafka.stop()
    const wrong = kafka.complaints().filter((line) => ending === 'stop' || !recovery.test(line))
    assert(wrong, "Kafka's own log")
    await kafka.start({ 'log.cleaner.backoff.ms': '100' })
    await writeAndClean(stage, kafka)
    await kafka.stop()
    assert(kafka.complaints(), "Kafka's own log, with its cleaner at work")
  } finally {
    await kafka.kill()
  }
}

/** Kafka writes on in compacted topics and cleans them, what Samsa wrote with what it wrote itself. */
async function writeAndClean(stage: Stage, kafka: KafkaProcess): Promise<void> {
  const before = cleanerCheckpoint(kafka.data)
  const tables = topicsToWrite.filter(isCompacted).filter(({ name }) => name.startsWith('table'))
  const driver = new StorageDriver(stage.driver, kafka.bootstrap)
  for (const { name } of tables) await driver.write(name, moreForTables())
  await driver.close()
  const until = performance.now() + cleanedWithinMs
  const waiting = () => {
    const now = cleanerCheckpoint(kafka.data)
    return tables.filter(({ name }) => (now.get(name) ?? 0) <= (before.get(name) ?? 0))
  }
  while (waiting().length > 0 && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  assert(
    waiting().map(({ name }) => `Kafka's cleaner has not come to what was added to ${name}`),
    'cleaning by Kafka',
  )
}

/** Enough to end several segments. */
function moreForTables(): WriteStep[] {
  return Array.from({ length: 8 }, (_, batch) => ({
    producer: 'more',
    records: Array.from({ length: 60 }, (_, index) => {
      const key = Buffer.from(`key-${index}`).toString('base64')
      return [1_700_100_000_000 + batch * 1000 + index, key, Buffer.alloc(90, 46).toString('base64')] as const
    }),
  }))
}

/** What every start after a kill says, whoever wrote the directory. */
const recovery = /clean shutdown file was not found|Recovering unflushed segment|unclean shutdown/i

function write(stage: Stage, data: string, ending: Ending): void {
  try {
    execFileSync(process.execPath, [...stage.writer, data, ending], {
      stdio: ['ignore', 'inherit', 'inherit'],
    })
  } catch (error) {
    if (ending !== 'kill' || (error as { signal?: string }).signal !== 'SIGKILL') throw error
  }
}

function partitionFolders(data: string): string[] {
  const names = new Set(topicsToWrite.map(({ name }) => `${name}-0`))
  return readdirSync(data)
    .filter((name) => names.has(name))
    .map((name) => join(data, name))
}

async function readAll(stage: Stage, kafka: KafkaProcess, expected: ExpectedRecords): Promise<void> {
  const driver = new StorageDriver(stage.driver, kafka.bootstrap)
  try {
    for (const isolation of isolations) {
      const read = await driver.read(
        topicsToWrite.map(({ name }) => name),
        isolation,
      )
      for (const { name } of topicsToWrite) {
        assert(
          differences(expected[isolation][name], read[name], name),
          `what the Java client reads (${isolation})`,
        )
      }
    }
  } finally {
    await driver.close()
  }
}
