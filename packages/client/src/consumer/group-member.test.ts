import { createNodeHost } from '@samsa/host/node/node-host'
import { expect, test } from 'vitest'
import { Cluster } from '../cluster.js'
import { readOptions } from '../config/client-options.js'
import { consumerSettings } from '../config/consumer-settings.js'
import { KafkaError } from '../errors.js'
import { GroupMember } from './group-member.js'

function member(): GroupMember {
  const host = createNodeHost()
  const settings = readOptions(consumerSettings, { host, bootstrapServers: '127.0.0.1:1' })
  const membership = {
    groupId: 'g',
    groupInstanceId: null,
    sessionTimeoutMs: 1000,
    rebalanceTimeoutMs: 1000,
    heartbeatIntervalMs: 100,
    rack: null,
    assignors: [],
  }
  return new GroupMember(new Cluster(host, settings, false), membership, () => undefined, 1000)
}

test('a refused commit of an earlier membership does not end the present one', () => {
  const one = member()
  const earlier = { memberId: 'm', generationId: 3, groupInstanceId: null }
  one.commitRefused(new KafkaError('ILLEGAL_GENERATION'), earlier)
  one.commitRefused(new KafkaError('UNKNOWN_MEMBER_ID'), earlier)
  expect(one.takeLost()).toBe(false)
})

test('a refused commit of the present membership ends it', () => {
  const one = member()
  one.commitRefused(new KafkaError('UNKNOWN_MEMBER_ID'), one.identity)
  expect([one.takeLost(), one.rejoinNeeded]).toEqual([true, true])
})
