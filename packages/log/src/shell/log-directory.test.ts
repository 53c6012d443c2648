import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BrokerConfig, topicConfig } from '@samsa/config'
import { createNodeHost } from '@samsa/host/node/node-host'
import type { Uuid } from '@samsa/protocol/model/uuid'
import { encodeBatch } from '@samsa/record/encode-batch'
import { afterEach, describe, expect, test } from 'vitest'
import { LogDirectory } from './log-directory.js'

const host = createNodeHost({ log: { write: () => {} } })
const config = BrokerConfig.from({ overrides: { 'log.segment.delete.delay.ms': '0' } })
const topic = topicConfig(config, {})
const topicId = 'AAAAAAAAAAAAAAAAAAAAAQ' as Uuid
const open = (path: string, change: { nodeId?: number; clusterId?: string } = {}): Promise<LogDirectory> =>
  LogDirectory.open(host, path, {
    config,
    nodeId: 1,
    clusterId: 'cluster-a',
    topicConfig: () => topic,
    ...change,
  })

const paths: string[] = []
function newPath(): string {
  const path = mkdtempSync(join(tmpdir(), 'samsa-dir-'))
  paths.push(path)
  return path
}
afterEach(() => {
  for (const path of paths.splice(0)) rmSync(path, { recursive: true, force: true })
})

describe('a data directory', () => {
  test('keeps its id, and says whose it is', async () => {
    const path = newPath()
    const first = await open(path)
    const { directoryId } = first
    await first.close()
    expect(readFileSync(join(path, 'meta.properties'), 'utf8')).toContain(
      `directory.id=${directoryId}\nversion=1\n`,
    )
    await expect(open(path, { clusterId: 'cluster-b' })).rejects.toMatchObject({ kind: 'cluster-id' })
    await expect(open(path, { nodeId: 2 })).rejects.toMatchObject({ kind: 'node-id' })
    const again = await open(path)
    expect(again.directoryId).toBe(directoryId)
    await again.close()
  })

  test('is used by one process at a time', async () => {
    const path = newPath()
    const first = await open(path)
    await expect(open(path)).rejects.toMatchObject({ kind: 'locked' })
    await first.close()
    await (await open(path)).close()
  })

  test('tells a clean stop from a crash, and the marker is gone while it is open', async () => {
    const path = newPath()
    const first = await open(path)
    first.create('orders', 0, topicId, topic)
    await first.close()
    expect(readFileSync(join(path, '.kafka_cleanshutdown'), 'utf8')).toBe('{"version":0,"brokerEpoch":-1}')
    const second = await open(path)
    expect(second.cleanShutdown).toBe(true)
    expect(existsSync(join(path, '.kafka_cleanshutdown'))).toBe(false)
    await second.close()
    rmSync(join(path, '.kafka_cleanshutdown'))
    const third = await open(path)
    expect(third.cleanShutdown).toBe(false)
    await third.close()
  })

  test('creates a log that is usable at once and found at the next start', async () => {
    const path = newPath()
    const directory = await open(path)
    const log = directory.create('orders', 3, topicId, topic)
    log.append(encodeBatch([{ timestamp: 1, key: null, value: null }], {}), {
      origin: 'client',
      leaderEpoch: 0,
      now: 1,
    })
    log.write()
    log.advanceHighWatermark(1)
    await directory.close()
    const names = readdirSync(join(path, 'orders-3'))
    expect(names).toEqual([
      '00000000000000000000.index',
      '00000000000000000000.log',
      '00000000000000000000.timeindex',
      '00000000000000000001.snapshot',
      'leader-epoch-checkpoint',
      'partition.metadata',
    ])
    expect(readFileSync(join(path, 'recovery-point-offset-checkpoint'), 'utf8')).toBe('0\n1\norders 3 1\n')
    expect(readFileSync(join(path, 'replication-offset-checkpoint'), 'utf8')).toBe('0\n1\norders 3 1\n')
    const again = await open(path)
    expect(
      [...again.logs()].map((one) => [one.topic, one.partition, one.topicId, one.highWatermark]),
    ).toEqual([['orders', 3, topicId, 1]])
    await again.close()
  })

  test('takes a deleted log out of sight at once; the name is free again', async () => {
    const path = newPath()
    const directory = await open(path)
    const log = directory.create('orders', 0, topicId, topic)
    const gone = directory.delete('orders', 0)
    expect(directory.get('orders', 0)).toBeUndefined()
    expect(readdirSync(path).some((name) => /^orders-0\.[0-9a-f]{32}-delete$/.test(name))).toBe(true)
    const batch = encodeBatch([{ timestamp: 1, key: null, value: null }], {})
    expect(log.append(batch, { origin: 'client', leaderEpoch: 0, now: 1 }).error).toBe(
      'UNKNOWN_TOPIC_OR_PARTITION',
    )
    directory.create('orders', 0, topicId, topic)
    await gone
    await directory.close()
    expect(directory.failure).toBeUndefined()
    await (await open(path)).close()
  })

  test('leaves folders and files of others alone', async () => {
    const path = newPath()
    writeFileSync(join(path, 'notes.txt'), 'mine')
    const directory = await open(path)
    expect([...directory.logs()]).toEqual([])
    await directory.close()
    expect(readFileSync(join(path, 'notes.txt'), 'utf8')).toBe('mine')
  })
})
