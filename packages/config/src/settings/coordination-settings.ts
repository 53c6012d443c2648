/**
 * Kafka's own ways of coordination, ZooKeeper and KRaft: one row a setting, under Kafka's dotted names with Kafka's types, defaults and bounds.
 */
import { boolean, int, int64, list, password, string } from '../setting.js'

export const coordinationSettings = {
  'broker.heartbeat.interval.ms': int({
    default: 2000,
    doc: 'How often a broker reports to a KRaft controller.',
  }),
  'broker.session.timeout.ms': int({
    default: 9000,
    doc: 'How long a KRaft controller waits for a heartbeat.',
  }),
  'controller.listener.names': list({
    default: null,
    importance: 'high',
    doc: 'KRaft controllers, accepted: listener names.',
  }),
  'controller.performance.always.log.threshold.ms': int64({
    default: 2000,
    atLeast: 0,
    internal: true,
    doc: 'KRaft controllers, accepted: performance always log threshold ms.',
  }),
  'controller.performance.sample.period.ms': int64({
    default: 60000,
    atLeast: 100,
    internal: true,
    doc: 'KRaft controllers, accepted: performance sample period ms.',
  }),
  'controller.quorum.append.linger.ms': int({
    default: 25,
    atLeast: 0,
    doc: 'KRaft controllers, accepted: quorum append linger ms.',
  }),
  'controller.quorum.auto.join.enable': boolean({
    default: false,
    importance: 'low',
    doc: 'KRaft controllers, accepted: quorum auto join enable.',
  }),
  'controller.quorum.bootstrap.servers': list({
    default: [],
    importance: 'high',
    doc: 'KRaft controllers, accepted: quorum bootstrap servers.',
  }),
  'controller.quorum.election.backoff.max.ms': int({
    default: 1000,
    atLeast: 0,
    importance: 'high',
    doc: 'KRaft controllers, accepted: quorum election backoff max ms.',
  }),
  'controller.quorum.election.timeout.ms': int({
    default: 1000,
    atLeast: 0,
    importance: 'high',
    doc: 'KRaft controllers, accepted: quorum election timeout ms.',
  }),
  'controller.quorum.fetch.max.bytes': int({
    default: 1048576,
    atLeast: 1,
    importance: 'low',
    doc: 'KRaft controllers, accepted: quorum fetch max bytes.',
  }),
  'controller.quorum.fetch.snapshot.max.bytes': int({
    default: 1048576,
    atLeast: 1,
    importance: 'low',
    doc: 'KRaft controllers, accepted: quorum fetch snapshot max bytes.',
  }),
  'controller.quorum.fetch.timeout.ms': int({
    default: 2000,
    atLeast: 0,
    importance: 'high',
    doc: 'KRaft controllers, accepted: quorum fetch timeout ms.',
  }),
  'controller.quorum.request.timeout.ms': int({
    default: 2000,
    atLeast: 0,
    doc: 'KRaft controllers, accepted: quorum request timeout ms.',
  }),
  'controller.quorum.retry.backoff.ms': int({
    default: 20,
    atLeast: 0,
    importance: 'low',
    doc: 'KRaft controllers, accepted: quorum retry backoff ms.',
  }),
  'controller.quorum.voters': list({
    default: [],
    importance: 'high',
    doc: 'KRaft controllers, accepted: quorum voters.',
  }),
  'eligible.leader.replicas.enable': boolean({
    default: false,
    importance: 'high',
    doc: 'Known to Kafka 3.9, accepted: eligible leader replicas enable.',
  }),
  'initial.broker.registration.timeout.ms': int({
    default: 60000,
    doc: 'How long a broker waits for its first registration.',
  }),
  'inter.broker.protocol.version': string({
    default: '3.9-IV0',
    doc: 'Release whose messages brokers speak among each other.',
  }),
  'internal.metadata.delete.delay.millis': int64({
    default: 60000,
    importance: 'low',
    internal: true,
    doc: 'KRaft metadata log, accepted: internal metadata delete delay millis.',
  }),
  'internal.metadata.log.segment.bytes': int({
    default: null,
    importance: 'low',
    internal: true,
    doc: 'KRaft metadata log, accepted: internal metadata log segment bytes.',
  }),
  'internal.metadata.max.batch.size.in.bytes': int({
    default: 8388608,
    importance: 'low',
    internal: true,
    doc: 'KRaft metadata log, accepted: internal metadata max batch size in bytes.',
  }),
  'metadata.log.dir': string({
    default: null,
    importance: 'high',
    doc: 'KRaft metadata log, accepted: metadata log dir.',
  }),
  'metadata.log.max.record.bytes.between.snapshots': int64({
    default: 20971520,
    atLeast: 1,
    importance: 'high',
    doc: 'KRaft metadata log, accepted: metadata log max record bytes between snapshots.',
  }),
  'metadata.log.max.snapshot.interval.ms': int64({
    default: 3600000,
    atLeast: 0,
    importance: 'high',
    doc: 'KRaft metadata log, accepted: metadata log max snapshot interval ms.',
  }),
  'metadata.log.segment.bytes': int({
    default: 1073741824,
    atLeast: 8388608,
    importance: 'high',
    doc: 'KRaft metadata log, accepted: metadata log segment bytes.',
  }),
  'metadata.log.segment.min.bytes': int({
    default: 8388608,
    atLeast: 12,
    importance: 'high',
    internal: true,
    doc: 'KRaft metadata log, accepted: metadata log segment min bytes.',
  }),
  'metadata.log.segment.ms': int64({
    default: 604800000,
    importance: 'high',
    doc: 'KRaft metadata log, accepted: metadata log segment ms.',
  }),
  'metadata.max.idle.interval.ms': int({
    default: 500,
    atLeast: 0,
    importance: 'low',
    doc: 'KRaft metadata log, accepted: metadata max idle interval ms.',
  }),
  'metadata.max.retention.bytes': int64({
    default: 104857600,
    importance: 'high',
    doc: 'KRaft metadata log, accepted: metadata max retention bytes.',
  }),
  'metadata.max.retention.ms': int64({
    default: 604800000,
    importance: 'high',
    doc: 'KRaft metadata log, accepted: metadata max retention ms.',
  }),
  'process.roles': list({
    default: null,
    oneOf: ['broker', 'controller'],
    importance: 'high',
    doc: 'Roles of KRaft processes. Accepted: Samsa coordinates by a store instead.',
  }),
  'zookeeper.clientCnxnSocket': string({ default: null, doc: 'ZooKeeper: clientCnxnSocket.' }),
  'zookeeper.connect': string({
    default: null,
    importance: 'high',
    doc: 'ZooKeeper servers, host:port comma separated, with an optional chroot.',
  }),
  'zookeeper.connection.timeout.ms': int({
    default: null,
    importance: 'high',
    doc: 'How long the first connection to ZooKeeper may take; the session timeout when absent.',
  }),
  'zookeeper.max.in.flight.requests': int({
    default: 10,
    atLeast: 1,
    importance: 'high',
    doc: 'Requests to ZooKeeper before one has to wait.',
  }),
  'zookeeper.metadata.migration.enable': boolean({
    default: false,
    importance: 'high',
    doc: 'ZooKeeper: metadata migration enable.',
  }),
  'zookeeper.metadata.migration.min.batch.size': int({
    default: 200,
    atLeast: 1,
    internal: true,
    doc: 'ZooKeeper: metadata migration min batch size.',
  }),
  'zookeeper.session.timeout.ms': int({
    default: 18000,
    importance: 'high',
    doc: 'Session timeout with ZooKeeper.',
  }),
  'zookeeper.set.acl': boolean({
    default: false,
    importance: 'high',
    doc: 'Protect what is written to ZooKeeper by ACLs.',
  }),
  'zookeeper.ssl.cipher.suites': list({
    default: null,
    importance: 'low',
    doc: 'TLS to ZooKeeper: cipher suites.',
  }),
  'zookeeper.ssl.client.enable': boolean({ default: false, doc: 'TLS to ZooKeeper: client enable.' }),
  'zookeeper.ssl.crl.enable': boolean({
    default: false,
    importance: 'low',
    doc: 'TLS to ZooKeeper: crl enable.',
  }),
  'zookeeper.ssl.enabled.protocols': list({
    default: null,
    importance: 'low',
    doc: 'TLS to ZooKeeper: enabled protocols.',
  }),
  'zookeeper.ssl.endpoint.identification.algorithm': string({
    default: 'HTTPS',
    importance: 'low',
    doc: 'TLS to ZooKeeper: endpoint identification algorithm.',
  }),
  'zookeeper.ssl.keystore.location': string({ default: null, doc: 'TLS to ZooKeeper: keystore location.' }),
  'zookeeper.ssl.keystore.password': password({ doc: 'TLS to ZooKeeper: keystore password.' }),
  'zookeeper.ssl.keystore.type': string({ default: null, doc: 'TLS to ZooKeeper: keystore type.' }),
  'zookeeper.ssl.ocsp.enable': boolean({
    default: false,
    importance: 'low',
    doc: 'TLS to ZooKeeper: ocsp enable.',
  }),
  'zookeeper.ssl.protocol': string({
    default: 'TLSv1.2',
    importance: 'low',
    doc: 'TLS to ZooKeeper: protocol.',
  }),
  'zookeeper.ssl.truststore.location': string({
    default: null,
    doc: 'TLS to ZooKeeper: truststore location.',
  }),
  'zookeeper.ssl.truststore.password': password({ doc: 'TLS to ZooKeeper: truststore password.' }),
  'zookeeper.ssl.truststore.type': string({ default: null, doc: 'TLS to ZooKeeper: truststore type.' }),
} as const
