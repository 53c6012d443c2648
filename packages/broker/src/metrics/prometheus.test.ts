import { BrokerConfig } from '@samsa/config'
import type { Host } from '@samsa/host'
import { World } from '@samsa/host/simulated/world'
import { describe, expect, test } from 'vitest'
import { startBroker } from '../start-broker.js'
import { prometheusText } from './prometheus-text.js'

test('labels and help are escaped, numbers are plain', () => {
  const samples = [
    { labels: { topic: 'a"b\\c\nd' }, value: 1.5 },
    { labels: {}, value: Number.POSITIVE_INFINITY },
  ]
  expect(prometheusText([{ name: 'x_total', type: 'counter', help: 'two\nlines', samples }])).toBe(
    '# HELP x_total two\\nlines\n# TYPE x_total counter\nx_total{topic="a\\"b\\\\c\\nd"} 1.5\nx_total +Inf\n',
  )
})

function ask(host: Host, request: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const connection = host.network.connect({ host: 'broker', port: 9404 })
    connection.start({
      receive: (bytes) => {
        answer += new TextDecoder().decode(bytes)
      },
      closed: () => resolve(answer),
    })
    connection.write([new TextEncoder().encode(request)])
  })
}

describe('the metrics page', () => {
  async function withPage(run: (client: Host) => Promise<void>): Promise<void> {
    const world = new World({ seed: 3 })
    const overrides = {
      'log.dirs': '/data',
      listeners: 'PLAINTEXT://:9092',
      'samsa.metrics.port': '9404',
      'samsa.metrics.host': '',
    }
    const work = async (): Promise<void> => {
      const broker = await startBroker(world.host('broker'), BrokerConfig.from({ overrides }))
      await run(world.host('client'))
      await broker.stop()
    }
    await world.run(work())
  }

  test("tells Kafka's metrics by the names its dashboards use", () =>
    withPage(async (client) => {
      const answer = await ask(client, 'GET /metrics HTTP/1.1\r\nHost: broker\r\n\r\n')
      expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
      expect(answer).toContain('# TYPE kafka_server_brokertopicmetrics_messagesin_total counter\n')
      expect(answer).toContain('\nkafka_controller_kafkacontroller_activecontrollercount 1\n')
      expect(answer).toContain('\nkafka_server_replicamanager_partitioncount 0\n')
    }))

  test('refuses what it does not know', () =>
    withPage(async (client) => {
      expect(await ask(client, 'POST /metrics HTTP/1.1\r\n\r\n')).toMatch(/ 405 /)
      expect(await ask(client, 'GET /secrets HTTP/1.1\r\n\r\n')).toMatch(/ 404 /)
      expect(await ask(client, `GET /${'x'.repeat(9000)}`)).toMatch(/ 431 /)
    }))
})
