import { expect, test } from 'vitest'
import { banner } from './banner.js'

test('a directory that is offline is told as such', () => {
  const text = banner({
    version: '1.2.3',
    bootstrapServers: 'localhost:9092',
    listeners: [{ name: 'PLAINTEXT', host: '', port: 9092 }],
    data: [
      { path: '/a', isOffline: false },
      { path: '/b', isOffline: true },
    ],
    clusterId: 'id',
    nodeId: 1,
    milliseconds: 5,
  })
  expect(text).toContain('data       /a, /b (OFFLINE)\n')
})
