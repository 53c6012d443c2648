/**
 * What a broker tells of itself: counters that were bumped along the way, and numbers read now from metadata and logs.
 * The names' left part is Kafka's MBean (`kafka.server:type=BrokerTopicMetrics,name=MessagesInPerSec`).
 */
import type { Broker } from '../broker.js'
import type { RequestCounters, TrafficCounters } from './metrics.js'
import type { Family, Sample } from './prometheus-text.js'

/** As much of a broker as its metrics are read from. */
export type MeasuredBroker = Pick<Broker, 'metrics' | 'metadata' | 'partitions' | 'nodeId'>

const TRAFFIC: readonly (readonly [string, string, (traffic: TrafficCounters) => number])[] = [
  ['messagesin', 'Records appended for producers.', (traffic) => traffic.messagesIn],
  ['bytesin', 'Bytes appended for producers.', (traffic) => traffic.bytesIn],
  ['bytesout', 'Bytes handed to consumers.', (traffic) => traffic.bytesOut],
  ['bytesrejected', 'Bytes of batches that were refused.', (traffic) => traffic.bytesRejected],
  ['totalproducerequests', 'Produce requests.', (traffic) => traffic.produceRequests],
  ['totalfetchrequests', 'Fetch requests.', (traffic) => traffic.fetchRequests],
  [
    'failedproducerequests',
    'Produce requests that were refused.',
    (traffic) => traffic.failedProduceRequests,
  ],
  ['failedfetchrequests', 'Fetch requests that were refused.', (traffic) => traffic.failedFetchRequests],
]

const REQUESTS: readonly (readonly [string, string, (request: RequestCounters) => number])[] = [
  ['requests_total', 'Requests answered.', (request) => request.requests],
  ['errors_total', 'Requests whose handling failed.', (request) => request.errors],
  ['requestbytes_total', 'Bytes of requests.', (request) => request.requestBytes],
  ['totaltimems_count', 'Requests whose time was taken.', (request) => request.requests],
  ['totaltimems_sum', 'Milliseconds from arrival to answer, in all.', (request) => request.totalTimeMs],
]

export function* brokerFamilies(broker: MeasuredBroker): Generator<Family> {
  for (const [name, help, read] of TRAFFIC) {
    yield counter(`kafka_server_brokertopicmetrics_${name}_total`, help, trafficSamples(broker, read))
  }
  for (const [name, help, read] of REQUESTS) {
    yield counter(`kafka_network_requestmetrics_${name}`, help, requestSamples(broker, read))
  }
  yield gauge(
    'kafka_network_requestmetrics_totaltimems_max',
    'The longest time from arrival to answer, milliseconds.',
    requestSamples(broker, (request) => request.maxTimeMs),
  )
  yield* connectionFamilies(broker)
  yield* partitionFamilies(broker)
  yield* logFamilies(broker)
  yield* directoryFamilies(broker)
  yield* registeredFamilies(broker)
}

function counter(name: string, help: string, samples: Iterable<Sample>): Family {
  return { name, type: 'counter', help, samples }
}

function gauge(name: string, help: string, samples: Iterable<Sample> | number): Family {
  return {
    name,
    type: 'gauge',
    help,
    samples: typeof samples === 'number' ? [{ labels: {}, value: samples }] : samples,
  }
}

/** The broker's sum without a label, then each topic: as Kafka's MBeans do. */
function* trafficSamples(
  broker: MeasuredBroker,
  read: (traffic: TrafficCounters) => number,
): Generator<Sample> {
  yield { labels: {}, value: read(broker.metrics.broker) }
  for (const [topic, traffic] of broker.metrics.topics()) yield { labels: { topic }, value: read(traffic) }
}

function* requestSamples(
  broker: MeasuredBroker,
  read: (request: RequestCounters) => number,
): Generator<Sample> {
  for (const request of broker.metrics.requests())
    yield { labels: { request: request.api }, value: read(request) }
}

function* connectionFamilies({ metrics }: MeasuredBroker): Generator<Family> {
  const prefix = 'kafka_server_socket_server_metrics'
  yield gauge(
    `${prefix}_connection_count`,
    'Open connections.',
    metrics.connectionsAccepted - metrics.connectionsClosed,
  )
  yield counter(`${prefix}_connection_creation_total`, 'Connections accepted.', [
    { labels: {}, value: metrics.connectionsAccepted },
  ])
}

function* partitionFamilies(broker: MeasuredBroker): Generator<Family> {
  const { image } = broker.metadata
  let partitions = 0
  let offline = 0
  let underReplicated = 0
  for (const topic of image.topics.values()) {
    for (const partition of topic.partitions) {
      partitions += 1
      if (partition.leader < 0) offline += 1
      if (partition.isr.length < partition.replicas.length) underReplicated += 1
    }
  }
  let hosted = broker.partitions.lostCount
  let failed = hosted
  for (const partition of broker.partitions.all()) {
    hosted += 1
    if (partition.offline !== undefined) failed += 1
  }
  const replicas = 'kafka_server_replicamanager'
  yield gauge(`${replicas}_partitioncount`, 'Partitions on this broker.', hosted)
  yield gauge(`${replicas}_leadercount`, 'Partitions this broker leads.', hosted - failed)
  yield gauge(`${replicas}_offlinereplicacount`, 'Partitions whose log directory failed.', failed)
  yield gauge(
    `${replicas}_underreplicatedpartitions`,
    'Partitions with replicas out of sync.',
    underReplicated,
  )
  const controller = 'kafka_controller_kafkacontroller'
  const active = image.controllerId === broker.nodeId ? 1 : 0
  yield gauge(`${controller}_activecontrollercount`, '1 on the controller, else 0.', active)
  yield gauge(`${controller}_activebrokercount`, 'Brokers in the cluster.', image.brokers.size)
  yield gauge(`${controller}_globaltopiccount`, 'Topics in the cluster.', image.topics.size)
  yield gauge(`${controller}_globalpartitioncount`, 'Partitions in the cluster.', partitions)
  yield gauge(`${controller}_offlinepartitionscount`, 'Partitions without a leader.', offline + failed)
}

function* logFamilies(broker: MeasuredBroker): Generator<Family> {
  const read = function* (value: (log: ReturnType<typeof logOf>) => number): Generator<Sample> {
    for (const partition of broker.partitions.all()) {
      const log = logOf(partition)
      yield { labels: { topic: log.topic, partition: String(log.partition) }, value: value(log) }
    }
  }
  yield gauge(
    'kafka_log_log_size',
    'Bytes of a partition.',
    read((log) => log.sizeInBytes),
  )
  yield gauge(
    'kafka_log_log_logstartoffset',
    'Oldest offset of a partition.',
    read((log) => log.logStartOffset),
  )
  yield gauge(
    'kafka_log_log_logendoffset',
    'Next offset of a partition.',
    read((log) => log.logEndOffset),
  )
}

function* directoryFamilies({ partitions }: MeasuredBroker): Generator<Family> {
  const { opened, lost } = partitions.directories
  const samples = function* (value: (directory: (typeof opened)[number]) => number): Generator<Sample> {
    for (const directory of opened)
      yield { labels: { logDirectory: directory.path }, value: value(directory) }
  }
  const failed = opened.filter((directory) => directory.failure !== undefined).length
  yield gauge(
    'kafka_log_logmanager_offlinelogdirectorycount',
    'Data directories that failed.',
    lost.length + failed,
  )
  yield gauge(
    'samsa_log_logdirectory_full',
    '1 while a data directory has no room and refuses appends, else 0.',
    samples((directory) => (directory.isFull ? 1 : 0)),
  )
  yield counter(
    'samsa_log_logdirectory_filled_total',
    'How often a data directory had no room.',
    samples((directory) => directory.fills),
  )
}

function logOf(partition: { readonly log: MeasuredLog }): MeasuredLog {
  return partition.log
}

interface MeasuredLog {
  readonly topic: string
  readonly partition: number
  readonly sizeInBytes: number
  readonly logStartOffset: number
  readonly logEndOffset: number
}

/** Gauges that other parts registered, one family a name. */
function* registeredFamilies({ metrics }: MeasuredBroker): Generator<Family> {
  for (const name of new Set(metrics.gauges.map((each) => each.name))) {
    const same = metrics.gauges.filter((each) => each.name === name)
    const samples = same.map(({ labels, read }) => ({ labels, value: read() }))
    yield gauge(name, same[0]?.help ?? '', samples)
  }
}
