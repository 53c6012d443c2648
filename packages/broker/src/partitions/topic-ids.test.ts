import { BrokerConfig } from '@samsa/config'
import type { Disk, DiskFile } from '@samsa/host'
import { World } from '@samsa/host/simulated/world'
import { expect, test } from 'vitest'
import { startBroker } from '../start-broker.js'
import { createTopic } from '../testing/broker-world.js'
import { ProtocolClient } from '../testing/protocol-client.js'

/** The disk, and the paths of what reached the device. */
function watched(disk: Disk, synced: string[]): Disk {
  const noting = <T extends object>(target: T, path: string): T =>
    new Proxy(target, {
      get: (_, name) => {
        const value = Reflect.get(target, name, target) as unknown
        if (typeof value !== 'function') return value
        return (...args: string[]): unknown => {
          const result = value.apply(target, args) as unknown
          if (name === 'open') return noting(result as DiskFile, args[0] as string)
          const what = name === 'sync' ? path : name === 'syncDirectory' ? (args[0] as string) : undefined
          return what === undefined ? result : (result as Promise<void>).then(() => void synced.push(what))
        }
      },
    })
  return noting(disk, '')
}

test('a topic id that a folder lacked is on the device before anybody is served', async () => {
  const world = new World({ seed: 4 })
  const overrides = { 'log.dirs': '/data', listeners: 'PLAINTEXT://:9092' }
  const config = BrokerConfig.from({ overrides })
  const broker = await world.run(startBroker(world.host('broker'), config))
  await world.run(createTopic(new ProtocolClient(world.host('client'), 9092, 'broker'), 'orders'))
  await world.run(broker.stop())
  const host = world.host('broker')
  host.disk.remove('/data/orders-0/partition.metadata')
  const synced: string[] = []
  const again = await world.run(startBroker({ ...host, disk: watched(host.disk, synced) }, config))
  expect(synced.filter((path) => path.startsWith('/data/orders-0'))).toEqual([
    '/data/orders-0/partition.metadata',
    '/data/orders-0',
  ])
  await world.run(again.stop())
})
