/**
 * The broker that conformance tests talk to: the one KAFKA_BOOTSTRAP names, else a Samsa started for the test file and
 * stopped after it.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBroker } from '@samsa/broker/start-broker'
import { BrokerConfig } from '@samsa/config/broker-config'
import type { Host } from '@samsa/host'
import { createNodeHost } from '@samsa/host/node/node-host'

export interface ClusterUnderTest extends AsyncDisposable {
  readonly host: Host
  readonly bootstrapServers: string
}

export async function clusterUnderTest(): Promise<ClusterUnderTest> {
  const host = createNodeHost()
  const given = process.env.KAFKA_BOOTSTRAP
  if (given !== undefined && given !== '') {
    return { host, bootstrapServers: given, [Symbol.asyncDispose]: async () => undefined }
  }
  const directory = mkdtempSync(join(tmpdir(), 'samsa-conformance-'))
  const overrides = {
    listeners: 'PLAINTEXT://127.0.0.1:0',
    'log.dirs': directory,
    'offsets.topic.replication.factor': '1',
    'group.initial.rebalance.delay.ms': '0',
  }
  const broker = await startBroker(host, BrokerConfig.from({ overrides }))
  return {
    host,
    bootstrapServers: broker.bootstrapServers,
    async [Symbol.asyncDispose]() {
      await broker.stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
