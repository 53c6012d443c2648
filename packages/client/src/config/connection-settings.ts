/**
 * Settings that every client has: where the cluster is, how connections and retries behave. Names, defaults
 * and bounds are Kafka's. Metrics and DNS settings are accepted so that existing files can be passed on;
 * those that change nothing here say so.
 */
import { boolean, className, int, int64, list, string } from '@samsa/config/setting'
import type { SettingValues } from '@samsa/config/settings-table'

/** Row makers take the few defaults that differ between the kinds of client. */
interface ConnectionDefaults {
  readonly receiveBufferBytes: number
  readonly connectionsMaxIdleMs: number
  readonly enableMetricsPush: boolean
}

const wholeNumber = { atLeast: 0 }

/** Rows common to producer, consumer and admin. */
export function connectionSettings(defaults: ConnectionDefaults) {
  return {
    ...addressRows(),
    ...socketRows(defaults),
    ...retryRows(),
    ...metadataRows(),
    ...metricRows(defaults),
  }
}

function addressRows() {
  return {
    'bootstrap.servers': list({
      default: [],
      importance: 'high',
      doc: 'Brokers to ask first, as host:port separated by commas. One that answers is enough.',
    }),
    'client.id': string({
      default: '',
      doc: 'Name sent with every request, for logs and quotas of the broker.',
    }),
    'client.dns.lookup': string({
      default: 'use_all_dns_ips',
      oneOf: ['use_all_dns_ips', 'resolve_canonical_bootstrap_servers_only'],
      doc: 'Accepted; the system resolves names and tries their addresses.',
    }),
  }
}

function socketRows(defaults: ConnectionDefaults) {
  return {
    'request.timeout.ms': int({
      default: 30_000,
      ...wholeNumber,
      doc: 'How long one request may wait for its answer before its connection is given up.',
    }),
    'socket.connection.setup.timeout.ms': int64({
      default: 10_000,
      doc: 'How long a connection may take to come up, at the first attempt; doubles with each failure.',
    }),
    'socket.connection.setup.timeout.max.ms': int64({
      default: 30_000,
      doc: 'What the time for setting up a connection grows to.',
    }),
    'connections.max.idle.ms': int64({
      default: defaults.connectionsMaxIdleMs,
      doc: 'A connection without requests for this long is closed.',
    }),
    'send.buffer.bytes': int({
      default: 131_072,
      atLeast: -1,
      doc: 'Accepted; the system sizes socket buffers.',
    }),
    'receive.buffer.bytes': int({
      default: defaults.receiveBufferBytes,
      atLeast: -1,
      doc: 'Accepted; the system sizes socket buffers.',
    }),
    'reconnect.backoff.ms': int64({
      default: 50,
      ...wholeNumber,
      importance: 'low',
      doc: 'Pause before a broker is connected to again after a failure; doubles with each failure.',
    }),
    'reconnect.backoff.max.ms': int64({
      default: 1000,
      ...wholeNumber,
      importance: 'low',
      doc: 'What the pause before connecting again grows to.',
    }),
  }
}

function retryRows() {
  return {
    'retry.backoff.ms': int64({
      default: 100,
      ...wholeNumber,
      importance: 'low',
      doc: 'Pause before a failed request is tried again; doubles with each failure.',
    }),
    'retry.backoff.max.ms': int64({
      default: 1000,
      ...wholeNumber,
      importance: 'low',
      doc: 'What the pause before trying again grows to.',
    }),
  }
}

function metadataRows() {
  return {
    'metadata.max.age.ms': int64({
      default: 300_000,
      ...wholeNumber,
      importance: 'low',
      doc: 'Metadata is asked for again after this long, even when nothing went wrong.',
    }),
    'metadata.recovery.strategy': string({
      default: 'rebootstrap',
      oneOf: ['rebootstrap', 'none'],
      ignoreCase: true,
      importance: 'low',
      doc: 'What happens when no known broker answers: start over from bootstrap.servers, or fail.',
    }),
    'metadata.recovery.rebootstrap.trigger.ms': int64({
      default: 300_000,
      ...wholeNumber,
      importance: 'low',
      doc: 'Accepted; bootstrap.servers are asked as soon as no known broker answers.',
    }),
  }
}

function metricRows(defaults: ConnectionDefaults) {
  return {
    'enable.metrics.push': boolean({
      default: defaults.enableMetricsPush,
      importance: 'low',
      doc: 'Accepted; this client pushes no metrics to brokers.',
    }),
    'metrics.sample.window.ms': int64({
      default: 30_000,
      ...wholeNumber,
      importance: 'low',
      doc: 'Accepted; changes nothing here.',
    }),
    'metrics.num.samples': int({
      default: 2,
      atLeast: 1,
      importance: 'low',
      doc: 'Accepted; changes nothing here.',
    }),
    'metrics.recording.level': string({
      default: 'INFO',
      oneOf: ['INFO', 'DEBUG', 'TRACE'],
      importance: 'low',
      doc: 'Accepted; changes nothing here.',
    }),
    'metric.reporters': list({
      default: ['org.apache.kafka.common.metrics.JmxReporter'],
      importance: 'low',
      doc: 'Accepted; changes nothing here.',
    }),
    'config.providers': list({ default: [], importance: 'low', doc: 'Accepted; changes nothing here.' }),
    'interceptor.classes': list({ default: [], importance: 'low', doc: 'Accepted; changes nothing here.' }),
    'security.providers': className({
      default: null,
      importance: 'low',
      doc: 'Accepted; changes nothing here.',
    }),
  }
}

/** Values of the settings that every client has. */
export type ConnectionSettings = Pick<
  SettingValues<ReturnType<typeof connectionSettings>>,
  'get' | 'isSet' | 'originals'
>
