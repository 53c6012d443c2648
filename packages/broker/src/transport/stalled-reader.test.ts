/** Clients that take no answers, on real sockets: the simulated ones have no kernel buffers to fill. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BrokerConfig } from '@samsa/config'
import { createNodeHost } from '@samsa/host/node/node-host'
import { ByteWriter } from '@samsa/protocol/bytes/byte-writer'
import { encodeRequestHeader } from '@samsa/protocol/header'
import { fetchRequest } from '@samsa/protocol/messages/fetch-request'
import { expect, test } from 'vitest'
import { startBroker } from '../start-broker.js'
import { batchOf, createTopic, produceTo } from '../testing/broker-world.js'
import { ProtocolClient } from '../testing/protocol-client.js'

function fetchFrame(): Uint8Array {
  const writer = new ByteWriter()
  const size = writer.reserveInt32()
  encodeRequestHeader(writer, { apiKey: 1, apiVersion: 12, correlationId: 1, clientId: 'stalled' })
  const partitions = [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 1 << 25 }]
  const topics = [{ topic: 'orders', partitions }]
  fetchRequest.encode(writer, { maxWaitMs: 0, minBytes: 1, maxBytes: 1 << 25, topics }, 12)
  writer.setInt32(size, writer.length - 4)
  return writer.finishOne().slice()
}

test('a client that takes no answers does not keep the broker from stopping', async () => {
  const path = mkdtempSync(join(tmpdir(), 'samsa-stalled-'))
  const host = createNodeHost({ log: { write: () => {} } })
  const config = BrokerConfig.from({
    overrides: { 'log.dirs': path, listeners: 'PLAINTEXT://127.0.0.1:0', 'node.id': '1' },
  })
  const broker = await startBroker(host, config)
  const port = broker.listeners[0]!.port
  const client = new ProtocolClient(host, port)
  await createTopic(client, 'orders')
  for (let i = 0; i < 24; i++) await produceTo(client, 'orders', batchOf(1, 900_000))
  client.close()
  const stalled = host.network.connect({ host: '127.0.0.1', port })
  await new Promise<void>((resolve) => {
    stalled.start({ connected: resolve, receive: () => stalled.pause(), closed: () => undefined })
  })
  stalled.write([fetchFrame()])
  await new Promise((resolve) => setTimeout(resolve, 200))
  const started = performance.now()
  await broker.stop()
  expect(performance.now() - started).toBeLessThan(4000)
  stalled.close(new Error('done'))
  rmSync(path, { recursive: true, force: true })
}, 10_000)
