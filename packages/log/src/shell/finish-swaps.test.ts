import { World } from '@samsa/host/simulated/world'
import { expect, test } from 'vitest'
import { logFileName } from '../core/file-names.js'
import { logHost } from './log-disk.js'
import { finishSwaps } from './finish-swaps.js'

test('an empty segment takes the place of the one it was made of, transaction index and all', async () => {
  const world = new World({ seed: 1 })
  const host = logHost(world.host('alpha'))
  host.disk.makeDirectory('/orders-0')
  const [log, transactions, next] = [logFileName(7, 'log'), logFileName(7, 'txnindex'), logFileName(9, 'log')]
  for (const [name, bytes] of [
    [log, 100],
    [transactions, 34],
    [next, 100],
    [`${log}.swap`, 0],
  ] as const) {
    const file = host.disk.open(`/orders-0/${name}`, 'create')
    if (bytes > 0) file.writev([new Uint8Array(bytes)], 0)
    await world.run(file.close())
  }
  const names = host.disk.list('/orders-0').map((entry) => entry.name)
  expect(await world.run(finishSwaps({ host }, '/orders-0', names))).toEqual([log, next])
  expect([host.disk.sizeOf(`/orders-0/${log}`), host.disk.sizeOf(`/orders-0/${next}`)]).toEqual([0, 100])
})
