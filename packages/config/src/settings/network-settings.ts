/**
 * Listeners, sockets and connections: one row a setting, under Kafka's dotted names with Kafka's types, defaults and bounds.
 */
import { int, int64, list, string } from '../setting.js'

export const networkSettings = {
  'advertised.listeners': list({
    default: null,
    importance: 'high',
    doc: 'What clients are told to connect to, where it differs from listeners. When absent, each client is told the address it reached the broker by.',
  }),
  'background.threads': int({
    default: 10,
    atLeast: 1,
    update: 'cluster-wide',
    importance: 'high',
    doc: 'Accepted for compatibility: background work runs between requests.',
  }),
  'connection.failed.authentication.delay.ms': int({
    default: 100,
    atLeast: 0,
    importance: 'low',
    doc: 'How long the close after a failed authentication is held back.',
  }),
  'connections.max.idle.ms': int64({
    default: 600000,
    doc: 'A connection without traffic for this long is closed; negative: never.',
  }),
  'connections.max.reauth.ms': int64({
    default: 0,
    doc: 'How long a SASL session lasts before the client must authenticate again; 0: for ever (KIP-368).',
  }),
  'control.plane.listener.name': string({
    default: null,
    importance: 'high',
    doc: 'A listener of its own for messages from the controller (ZooKeeper mode).',
  }),
  'early.start.listeners': list({
    default: null,
    importance: 'high',
    doc: 'Listeners that may answer before the authorizer is ready.',
  }),
  'inter.broker.listener.name': string({
    default: null,
    doc: 'The listener that brokers use among each other.',
  }),
  'listener.security.protocol.map': string({
    default: 'SASL_SSL:SASL_SSL,PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT',
    update: 'per-broker',
    importance: 'low',
    doc: 'Which security protocol each listener name speaks.',
  }),
  listeners: list({
    default: ['PLAINTEXT://:9092'],
    update: 'per-broker',
    importance: 'high',
    doc: 'Where the broker listens: NAME://HOST:PORT, comma separated. An empty host means every interface, port 0 lets the system choose.',
  }),
  'max.connection.creation.rate': int({
    default: 2147483647,
    atLeast: 0,
    update: 'cluster-wide',
    doc: 'Connections accepted per second.',
  }),
  'max.connections': int({
    default: 2147483647,
    atLeast: 0,
    update: 'cluster-wide',
    doc: 'Connections the broker holds at once; one more closes the connection idle the longest.',
  }),
  'max.connections.per.ip': int({
    default: 2147483647,
    atLeast: 0,
    update: 'cluster-wide',
    doc: 'Connections from one address; one more is closed at once.',
  }),
  'max.connections.per.ip.overrides': string({
    default: '',
    update: 'cluster-wide',
    doc: 'Exceptions to max.connections.per.ip: address:count, comma separated.',
  }),
  'max.request.partition.size.limit': int({
    default: 2000,
    atLeast: 1,
    doc: 'Partitions one DescribeTopicPartitions answer may hold.',
  }),
  'num.io.threads': int({
    default: 8,
    atLeast: 1,
    update: 'cluster-wide',
    importance: 'high',
    doc: 'Accepted for compatibility: one event loop serves every request.',
  }),
  'num.network.threads': int({
    default: 3,
    atLeast: 1,
    update: 'cluster-wide',
    importance: 'high',
    doc: 'Accepted for compatibility: one event loop serves every connection.',
  }),
  'queued.max.request.bytes': int64({
    default: -1,
    doc: 'Bytes of requests under way, over all connections, before the broker stops reading; -1: a bound of its own.',
  }),
  'queued.max.requests': int({
    default: 500,
    atLeast: 1,
    importance: 'high',
    doc: 'Requests that may wait before the broker stops reading from connections.',
  }),
  'request.timeout.ms': int({
    default: 30000,
    importance: 'high',
    doc: 'How long a request to another broker may take.',
  }),
  'server.max.startup.time.ms': int64({
    default: Number.MAX_SAFE_INTEGER,
    text: '9223372036854775807',
    atLeast: 0,
    internal: true,
    doc: 'Give up when starting takes longer.',
  }),
  'socket.connection.setup.timeout.max.ms': int64({
    default: 30000,
    doc: 'The most that the connection set-up time grows to over failures.',
  }),
  'socket.connection.setup.timeout.ms': int64({
    default: 10000,
    doc: 'How long a connection to another broker may take to come up.',
  }),
  'socket.listen.backlog.size': int({
    default: 50,
    atLeast: 1,
    doc: 'Connections the system may hold before they are accepted.',
  }),
  'socket.receive.buffer.bytes': int({
    default: 102400,
    importance: 'high',
    doc: 'SO_RCVBUF of the sockets; -1 leaves it to the system.',
  }),
  'socket.request.max.bytes': int({
    default: 104857600,
    atLeast: 1,
    importance: 'high',
    doc: 'A request that claims more bytes than this closes its connection before anything is allocated.',
  }),
  'socket.send.buffer.bytes': int({
    default: 102400,
    importance: 'high',
    doc: 'SO_SNDBUF of the sockets; -1 leaves it to the system.',
  }),
} as const
