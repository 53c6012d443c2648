/**
 * Every setting of a consumer, with Kafka's names, defaults and bounds. Rules between settings stand below
 * the table.
 */
import { ConfigError } from '@samsa/config/config-error'
import { boolean, className, int, list, string } from '@samsa/config/setting'
import type { SettingValues } from '@samsa/config/settings-table'
import { connectionSettings } from './connection-settings.js'
import { securitySettings } from './security-settings.js'

const wholeNumber = { atLeast: 0 }

const groupRows = {
  'group.id': string({
    default: null,
    importance: 'high',
    doc: 'The group whose members share the partitions.',
  }),
  'group.instance.id': string({
    default: null,
    nonEmpty: true,
    doc: 'Makes the member static: a restart within session.timeout.ms keeps its partitions (KIP-345).',
  }),
  'group.protocol': string({
    default: 'classic',
    oneOf: ['consumer', 'classic'],
    ignoreCase: true,
    importance: 'high',
    doc: 'How the group rebalances. Only classic is served so far; consumer (KIP-848) is refused.',
  }),
  'group.remote.assignor': string({ default: null, doc: 'Accepted; for group.protocol=consumer.' }),
  'session.timeout.ms': int({
    default: 45_000,
    importance: 'high',
    doc: 'A member without heartbeats for this long is dead to its group.',
  }),
  'heartbeat.interval.ms': int({ default: 3000, importance: 'high', doc: 'Time between heartbeats.' }),
  'max.poll.interval.ms': int({
    default: 300_000,
    atLeast: 1,
    doc: 'A member that does not poll for this long leaves; a rebalance waits as long for it.',
  }),
  'partition.assignment.strategy': list({
    default: ['range', 'cooperative-sticky'],
    doc: "In order of preference: range, roundrobin, sticky, cooperative-sticky, or Kafka's class names.",
  }),
  'client.rack': string({
    default: '',
    importance: 'low',
    doc: 'The rack this consumer is in (KIP-392, KIP-881).',
  }),
}

const offsetRows = {
  'enable.auto.commit': boolean({ default: true, doc: 'Positions are committed in the background.' }),
  'auto.commit.interval.ms': int({
    default: 5000,
    ...wholeNumber,
    importance: 'low',
    doc: 'Time between commits in the background.',
  }),
  'auto.offset.reset': string({
    default: 'latest',
    doc: 'Where to start without a valid position: earliest, latest, none, by_duration:PnDTnHnMn.nS.',
  }),
}

const fetchRows = {
  'fetch.min.bytes': int({
    default: 1,
    ...wholeNumber,
    importance: 'high',
    doc: 'A broker answers a fetch once it has this much, or when fetch.max.wait.ms has passed.',
  }),
  'fetch.max.bytes': int({ default: 52_428_800, ...wholeNumber, doc: 'The most one fetch returns.' }),
  'fetch.max.wait.ms': int({
    default: 500,
    ...wholeNumber,
    importance: 'low',
    doc: 'How long a broker may hold a fetch that has too little.',
  }),
  'max.partition.fetch.bytes': int({
    default: 1_048_576,
    ...wholeNumber,
    importance: 'high',
    doc: 'The most one fetch returns of one partition; a first batch that is larger comes whole.',
  }),
  'max.poll.records': int({ default: 500, atLeast: 1, doc: 'The most records one poll hands out.' }),
  'check.crcs': boolean({ default: true, importance: 'low', doc: 'Check the CRC of what was fetched.' }),
  'isolation.level': string({
    default: 'read_uncommitted',
    oneOf: ['read_committed', 'read_uncommitted'],
    doc: 'Whether records of open and aborted transactions are read.',
  }),
}

const otherRows = {
  'default.api.timeout.ms': int({
    default: 60_000,
    ...wholeNumber,
    doc: 'How long calls without a timeout of their own may take.',
  }),
  'exclude.internal.topics': boolean({
    default: true,
    doc: 'A subscription by pattern does not match internal topics.',
  }),
  'allow.auto.create.topics': boolean({
    default: true,
    doc: 'Asking for metadata of a missing topic may create it, if the broker does so.',
  }),
  'key.deserializer': className({ default: null, importance: 'high', doc: 'Accepted; keys are bytes.' }),
  'value.deserializer': className({ default: null, importance: 'high', doc: 'Accepted; values are bytes.' }),
  'share.acknowledgement.mode': string({
    default: 'implicit',
    oneOf: ['implicit', 'explicit'],
    doc: 'Accepted; for share groups.',
  }),
  'share.acquire.mode': string({
    default: 'batch_optimized',
    oneOf: ['batch_optimized', 'record_limit'],
    ignoreCase: true,
    doc: 'Accepted; for share groups.',
  }),
  'internal.throw.on.fetch.stable.offset.unsupported': boolean({
    default: false,
    importance: 'low',
    internal: true,
    doc: 'Accepted; changes nothing here.',
  }),
}

export const consumerSettings = {
  ...connectionSettings({
    receiveBufferBytes: 65_536,
    connectionsMaxIdleMs: 540_000,
    enableMetricsPush: true,
  }),
  ...securitySettings(),
  ...groupRows,
  ...offsetRows,
  ...fetchRows,
  ...otherRows,
}

export type ConsumerSettings = typeof consumerSettings

/** Refuses combinations that could not work. */
export function checkConsumerSettings(values: SettingValues<ConsumerSettings>): void {
  if (values.get('group.protocol') === 'consumer') {
    throw new ConfigError('group.protocol', 'consumer', 'Only classic is served by this client so far')
  }
  const heartbeat = values.get('heartbeat.interval.ms')
  if (heartbeat >= values.get('session.timeout.ms')) {
    const problem = 'Must be set lower than the session timeout (session.timeout.ms)'
    throw new ConfigError('heartbeat.interval.ms', String(heartbeat), problem)
  }
  const noGroup = values.get('group.id') === null
  if (noGroup && values.isSet('enable.auto.commit') && values.get('enable.auto.commit')) {
    throw new ConfigError('enable.auto.commit', 'true', 'Cannot be true when group.id is not set')
  }
}
