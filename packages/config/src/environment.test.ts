import { expect, test } from 'vitest'
import { settingsFromEnvironment } from './environment.js'

test('takes the variables of the container images and leaves the rest alone', () => {
  expect(
    settingsFromEnvironment({
      KAFKA_LOG_RETENTION_HOURS: '5',
      KAFKA_HEAP_OPTS: '-Xmx1g',
      KAFKA_NODE_ID: '3',
      PATH: '/bin',
    }),
  ).toEqual({ 'log.retention.hours': '5', 'node.id': '3' })
})
