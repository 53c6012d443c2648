/**
 * Every setting of a producer, with Kafka's names, defaults and bounds. Rules between settings stand below
 * the table, each with its reason.
 */
import { ConfigError } from '@samsa/config/config-error'
import { boolean, className, int, int64, string } from '@samsa/config/setting'
import type { SettingValues } from '@samsa/config/settings-table'
import { connectionSettings } from './connection-settings.js'
import { securitySettings } from './security-settings.js'

const wholeNumber = { atLeast: 0 }

const batchRows = {
  'batch.size': int({
    default: 16_384,
    ...wholeNumber,
    doc: 'A batch is sent once it holds this many bytes. 0 sends each record alone.',
  }),
  'linger.ms': int64({
    default: 5,
    ...wholeNumber,
    doc: 'How long a batch that is not full waits for more records.',
  }),
  'buffer.memory': int64({
    default: 33_554_432,
    ...wholeNumber,
    importance: 'high',
    doc: 'Bytes that may wait to be acknowledged; beyond it sending waits, for max.block.ms at most.',
  }),
  'max.block.ms': int64({
    default: 60_000,
    ...wholeNumber,
    doc: 'How long sending may wait for metadata or for buffer.memory.',
  }),
  'max.request.size': int({
    default: 1_048_576,
    ...wholeNumber,
    doc: 'The largest request, and so the largest record (before compression).',
  }),
}

const compressionRows = {
  'compression.type': string({
    default: 'none',
    oneOf: ['none', 'gzip', 'snappy', 'lz4', 'zstd'],
    importance: 'high',
    doc: 'How whole batches are compressed.',
  }),
  'compression.gzip.level': int({
    default: -1,
    atLeast: 1,
    atMost: 9,
    or: -1,
    doc: 'Level for gzip; -1 is its own default.',
  }),
  'compression.lz4.level': int({ default: 9, atLeast: 1, atMost: 17, doc: 'Level for lz4.' }),
  'compression.zstd.level': int({ default: 3, atLeast: -131_072, atMost: 22, doc: 'Level for zstd.' }),
}

const deliveryRows = {
  acks: string({
    default: 'all',
    oneOf: ['all', '-1', '0', '1'],
    importance: 'low',
    doc: 'Who must have a record: nobody (0), the leader (1), every in-sync replica (all, -1).',
  }),
  retries: int({
    default: 2_147_483_647,
    atLeast: 0,
    atMost: 2_147_483_647,
    importance: 'high',
    doc: 'How often a batch is tried again, within delivery.timeout.ms.',
  }),
  'delivery.timeout.ms': int({
    default: 120_000,
    ...wholeNumber,
    doc: 'After this long a record that is not acknowledged has failed, retries and waiting included.',
  }),
  'max.in.flight.requests.per.connection': int({
    default: 5,
    atLeast: 1,
    importance: 'low',
    doc: 'Produce requests that may wait for answers on one connection.',
  }),
  'enable.idempotence': boolean({
    default: true,
    importance: 'low',
    doc: 'Each record is stored once and in order, whatever is retried (KIP-98).',
  }),
  'transactional.id': string({
    default: null,
    nonEmpty: true,
    importance: 'low',
    doc: 'Transactions are not served by this client yet: a value is refused.',
  }),
  'transaction.timeout.ms': int({ default: 60_000, importance: 'low', doc: 'Accepted; for transactions.' }),
  'transaction.two.phase.commit.enable': boolean({
    default: false,
    importance: 'low',
    doc: 'Accepted; for transactions.',
  }),
}

const partitionerRows = {
  'partitioner.class': className({
    default: null,
    doc: "Kafka's RoundRobinPartitioner takes partitions in turn; all others are the built-in one.",
  }),
  'partitioner.ignore.keys': boolean({
    default: false,
    doc: 'Treat every record as if it had no key when a partition is chosen.',
  }),
  'partitioner.adaptive.partitioning.enable': boolean({
    default: true,
    importance: 'low',
    doc: 'Give more keyless records to partitions whose broker keeps up (KIP-794).',
  }),
  'partitioner.availability.timeout.ms': int64({
    default: 0,
    ...wholeNumber,
    importance: 'low',
    doc: 'Leave out partitions whose broker has taken nothing for this long; 0 leaves none out.',
  }),
  'metadata.max.idle.ms': int64({
    default: 300_000,
    atLeast: 5000,
    importance: 'low',
    doc: 'Metadata of a topic that is no longer sent to is forgotten after this long.',
  }),
  'key.serializer': className({
    default: null,
    importance: 'high',
    doc: 'Accepted; keys are text or bytes.',
  }),
  'value.serializer': className({
    default: null,
    importance: 'high',
    doc: 'Accepted; values are text or bytes.',
  }),
}

export const producerSettings = {
  ...connectionSettings({
    receiveBufferBytes: 32_768,
    connectionsMaxIdleMs: 540_000,
    enableMetricsPush: true,
  }),
  ...securitySettings(),
  ...batchRows,
  ...compressionRows,
  ...deliveryRows,
  ...partitionerRows,
}

export type ProducerSettings = typeof producerSettings

/**
 * Whether the producer is idempotent: asked for, or not ruled out by other settings. Asked for and ruled out
 * is an error, as in Kafka; the default gives way silently.
 */
export function isIdempotent(values: SettingValues<ProducerSettings>): boolean {
  if (!values.get('enable.idempotence')) return false
  const problem = idempotenceProblem(values)
  if (problem === undefined) return true
  if (values.isSet('enable.idempotence')) throw problem
  return false
}

function idempotenceProblem(values: SettingValues<ProducerSettings>): ConfigError | undefined {
  const acks = values.get('acks')
  if (acks !== 'all' && acks !== '-1') {
    return new ConfigError('acks', acks, 'Must be all when enable.idempotence is true')
  }
  if (values.get('retries') === 0) {
    return new ConfigError('retries', '0', 'Must be greater than 0 when enable.idempotence is true')
  }
  const inFlight = values.get('max.in.flight.requests.per.connection')
  // A broker remembers five batches of a producer per partition: more in flight could not be recognised.
  if (inFlight > 5) {
    const problem = 'Must be at most 5 when enable.idempotence is true'
    return new ConfigError('max.in.flight.requests.per.connection', String(inFlight), problem)
  }
  return undefined
}

/**
 * A batch must have time for one lingering and one request. Unset, the timeout grows to that; set below it,
 * the operator hears of it.
 */
export function deliveryTimeoutMs(values: SettingValues<ProducerSettings>): number {
  const given = values.get('delivery.timeout.ms')
  const least = Math.min(values.get('linger.ms') + values.get('request.timeout.ms'), 2_147_483_647)
  if (given >= least) return given
  if (!values.isSet('delivery.timeout.ms')) return least
  const problem = `Must be equal to or larger than linger.ms + request.timeout.ms (${least})`
  throw new ConfigError('delivery.timeout.ms', String(given), problem)
}
