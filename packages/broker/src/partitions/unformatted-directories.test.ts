/**
 * Data directories that are empty at the start, told as stories of a broker in a simulated world: disks that are not
 * mounted, and new ones.
 */
import { BrokerConfig } from '@samsa/config'
import type { Disk } from '@samsa/host'
import { World } from '@samsa/host/simulated/world'
import { deleteTopicsRequest } from '@samsa/protocol/messages/delete-topics-request'
import { deleteTopicsResponse } from '@samsa/protocol/messages/delete-topics-response'
import { expect, test } from 'vitest'
import { type RunningBroker, startBroker } from '../start-broker.js'
import { batchOf, createTopic, fetchFrom, produceTo } from '../testing/broker-world.js'
import { ProtocolClient } from '../testing/protocol-client.js'

interface Stage {
  readonly disk: Disk
  /** Level, message and facts. */
  readonly lines: readonly string[]
  start(directories: string): Promise<RunningBroker>
  client(): ProtocolClient
}

/** A broker of /data and /more was there, with a topic in each of them, 'stays' and 'goes', of 3 records. */
async function afterTwoDirectories(story: (stage: Stage) => Promise<void>): Promise<void> {
  const lines: string[] = []
  const onLog = (_machine: string, level: string, message: string, facts?: object): void =>
    void lines.push(`${level} ${message} ${JSON.stringify(facts ?? {})}`)
  const world = new World({ seed: 5, onLog })
  const { disk } = world.host('broker')
  const client = (): ProtocolClient => new ProtocolClient(world.host('client'), 9092, 'broker')
  const start = (directories: string): Promise<RunningBroker> => {
    const overrides = { 'log.dirs': directories, listeners: 'PLAINTEXT://:9092' }
    return startBroker(world.host('broker'), BrokerConfig.from({ overrides }))
  }
  const work = async (): Promise<void> => {
    const broker = await start('/data,/more')
    for (const name of ['stays', 'goes']) {
      await createTopic(client(), name)
      await produceTo(client(), name, batchOf(3))
    }
    await broker.stop()
    await story({ disk, lines, start, client })
  }
  await world.run(work())
}

function write(disk: Disk, path: string, text: string): void {
  disk.open(path, 'create').writev([new TextEncoder().encode(text)], 0)
}

function read(disk: Disk, path: string): string {
  const file = disk.open(path, 'read')
  const bytes = new Uint8Array(file.size())
  file.read(bytes, 0)
  return new TextDecoder().decode(bytes)
}

test('an empty directory in the place of one with partitions is offline, and not formatted', () =>
  afterTwoDirectories(async ({ disk, lines, start, client }) => {
    disk.rename('/more', '/away')
    disk.makeDirectory('/more')
    const without = await start('/data,/more')
    expect((await produceTo(client(), 'stays', batchOf(1))).baseOffset).toBe(3)
    expect((await produceTo(client(), 'goes', batchOf(1))).errorCode).toBe(56)
    expect((await fetchFrom(client(), 'goes', 0)).errorCode).toBe(56)
    await without.stop()
    expect(disk.list('/more')).toEqual([])
    const told = lines.filter((line) => line.startsWith('error'))
    expect(told).toHaveLength(1)
    expect(told[0]).toMatch(/No meta.properties found in \/more .* 1 partitions .* such as goes-0.*mount it/)
    await disk.remove('/more')
    disk.rename('/away', '/more')
    const again = await start('/data,/more')
    expect((await produceTo(client(), 'goes', batchOf(1))).baseOffset).toBe(3)
    await again.stop()
  }))

test('what is lost is given up by formatting the directory that takes its place', () =>
  afterTwoDirectories(async ({ disk, start, client }) => {
    const meta = read(disk, '/more/meta.properties')
    await disk.remove('/more')
    disk.makeDirectory('/more')
    write(disk, '/more/meta.properties', meta)
    const broker = await start('/data,/more')
    expect((await produceTo(client(), 'goes', batchOf(1))).baseOffset).toBe(0)
    await broker.stop()
  }))

test('a new directory beside those that hold all partitions is formatted and used', () =>
  afterTwoDirectories(async ({ disk, start, client }) => {
    const broker = await start('/data,/more,/new')
    expect((await produceTo(client(), 'goes', batchOf(1))).baseOffset).toBe(3)
    await createTopic(client(), 'later')
    expect((await produceTo(client(), 'later', batchOf(1))).errorCode).toBe(0)
    await broker.stop()
    expect(disk.exists('/new/later-0')).toBe(true)
  }))

test('no new metadata is begun in an empty first directory while another one is of a cluster', () =>
  afterTwoDirectories(async ({ disk, start, client }) => {
    disk.rename('/data', '/away')
    disk.makeDirectory('/data')
    await expect(start('/data,/more')).rejects.toThrow(
      /^\/data: No meta.properties found in \/data .* while \/more is of cluster \S+, node 1\./,
    )
    expect(disk.list('/data')).toEqual([])
    await disk.remove('/data')
    disk.rename('/away', '/data')
    const broker = await start('/data,/more')
    expect((await produceTo(client(), 'stays', batchOf(1))).baseOffset).toBe(3)
    await broker.stop()
  }))

test('directories in another order are refused, for the first one holds the metadata', () =>
  afterTwoDirectories(async ({ start }) => {
    await expect(start('/more,/data')).rejects.toThrow(
      "/more: the broker's metadata is not here but in /data, which log.dirs must name first",
    )
  }))

test('a directory that is no longer named is missed: its partitions are offline, and as they were once it is back', () =>
  afterTwoDirectories(async ({ disk, lines, start, client }) => {
    for (let life = 0; life < 2; life++) {
      const without = await start('/data')
      expect(without.lostDirectories).toEqual(['/more'])
      expect(await produceTo(client(), 'goes', batchOf(1))).toMatchObject({ errorCode: 56 })
      expect(await produceTo(client(), 'stays', batchOf(1))).toMatchObject({ errorCode: 0 })
      await createTopic(client(), `new-${life}`)
      await without.stop()
    }
    expect(lines.find((line) => line.includes('no longer named'))).toContain('goes-0')
    expect(disk.exists('/data/goes-0')).toBe(false)
    const back = await start('/data,/more')
    expect(back.lostDirectories).toEqual([])
    expect((await fetchFrom(client(), 'goes', 0)).highWatermark).toBe(3)
    await back.stop()
  }))

test('a directory whose partitions are elsewhere, or whose topics are deleted, is not missed', () =>
  afterTwoDirectories(async ({ start, client }) => {
    const before = await start('/data,/more')
    await client().send(deleteTopicsRequest, deleteTopicsResponse, 6, { topics: [{ name: 'goes' }] })
    await before.stop()
    const without = await start('/data')
    expect(without.lostDirectories).toEqual([])
    expect((await fetchFrom(client(), 'stays', 0)).highWatermark).toBe(3)
    await without.stop()
  }))
