/**
 * Starts and stops one broker: metadata, log directories, listeners, partitions, coordinators, in this order;
 * stops in the reverse. Everything a broker is made of is put together here and nowhere else.
 */
import type { BrokerConfig } from '@samsa/config'
import type { Host, Listener } from '@samsa/host'
import { LogCleaner, LogDirectory } from '@samsa/log'
import type { Broker } from './broker.js'
import { type ControlPlane, openControlPlane } from './controller/control-plane.js'
import type { FoundPartition } from './controller/core/reconcile-folders.js'
import { Dispatch, guardConnection } from './dispatch.js'
import { GroupCoordinator } from './groups/group-coordinator.js'
import { handlers } from './handlers/index.js'
import type { Endpoints } from './listeners/endpoints.js'
import { createEndpoints } from './listeners/advertised-endpoints.js'
import { refuseSecurityNotServed } from './listeners/security-not-served.js'
import { registerCleaner } from './metrics/cleaner-gauges.js'
import { Metrics } from './metrics/metrics.js'
import { FetchSessions } from './partitions/core/fetch-sessions.js'
import { Partitions } from './partitions/partitions.js'
import { ProducerIds } from './partitions/producer-ids.js'
import { Acceptor } from './transport/acceptor.js'
import { Turn } from './transport/turn.js'

/** What is listened on. */
export interface BoundListener {
  /** As in `listeners`, e.g. `PLAINTEXT`. */
  readonly name: string
  /** '' : every interface. */
  readonly host: string
  /** Chosen by the system where 0 was asked for. */
  readonly port: number
}

/** A broker that serves clients. */
export interface RunningBroker {
  /** In the order of the setting `listeners`. */
  readonly listeners: readonly BoundListener[]
  /** `host:port` that somebody on this machine can connect to, one per listener, separated by commas. */
  readonly bootstrapServers: string
  readonly nodeId: number
  readonly clusterId: string
  readonly metrics: Metrics
  /** Answers what is under way, flushes and closes everything. Idempotent. */
  stop(): Promise<void>
}

/** What was opened so far, to be closed in the reverse order. */
interface Opened {
  controlPlane?: ControlPlane
  readonly logDirectories: LogDirectory[]
  acceptor?: Acceptor
  groups?: GroupCoordinator
  metricsPage?: Listener
}

/**
 * Resolves once clients are served. Rejects with ConfigError, LogDirectoryError or NetworkError, with nothing
 * left open.
 */
export async function startBroker(host: Host, config: BrokerConfig): Promise<RunningBroker> {
  const opened: Opened = { logDirectories: [] }
  try {
    return await start(host, config, opened)
  } catch (error) {
    await closeAll(opened)
    throw error
  }
}

async function start(host: Host, config: BrokerConfig, opened: Opened): Promise<RunningBroker> {
  const nodeId = config.nodeId
  const endpoints = createEndpoints(config)
  refuseSecurityNotServed(config, endpoints.listeners)
  const controlPlane = await openControlPlane({ host, config })
  opened.controlPlane = controlPlane
  const cleaner = new LogCleaner(host, () => controlPlane.config)
  await openLogDirectories(host, config, controlPlane, cleaner, opened)
  const broker = assemble(host, controlPlane, endpoints, opened.logDirectories, nodeId)
  registerCleaner(broker.metrics, cleaner, opened.logDirectories)
  opened.groups = broker.groups
  const listeners: BoundListener[] = []
  const acceptor = await listen(broker, opened, listeners)
  await controlPlane.start({
    found: [...found(opened.logDirectories)],
    removeStray: async ({ topic, partition }) => {
      for (const each of opened.logDirectories) {
        if (each.get(topic, partition) !== undefined) await each.delete(topic, partition)
      }
    },
    endpoints: endpoints.registration(),
    follower: {
      applyImage: async (previous, next) => {
        await broker.partitions.applyImage(previous, next)
        broker.groups.applyImage(previous, next)
      },
    },
    onConfig: () => cleaner.reconfigured(),
  })
  for (const each of opened.logDirectories) each.startMaintenance()
  await openMetricsPage(broker, opened)
  acceptor.open()
  let stopping: Promise<void> | undefined
  return {
    listeners,
    bootstrapServers: endpoints.advertised.map(({ host, port }) => hostAndPort(host, port)).join(','),
    nodeId,
    clusterId: controlPlane.clusterId,
    metrics: broker.metrics,
    stop: () => {
      stopping ??= closeAll(opened)
      return stopping
    },
  }
}

function assemble(
  host: Host,
  controlPlane: ControlPlane,
  endpoints: Endpoints,
  logDirectories: readonly LogDirectory[],
  nodeId: number,
): Broker {
  const turn = new Turn(host, controlPlane.config.get('samsa.poll.us') / 1000)
  const metrics = new Metrics()
  const { metadata, controller } = controlPlane
  const partitions = new Partitions({
    nodeId,
    turn,
    metrics,
    logDirectories,
    topicConfig: (topic) => controlPlane.topicConfig(topic),
  })
  const config = (): BrokerConfig => controlPlane.config
  const fetchSessions = new FetchSessions(() => config().get('max.incremental.fetch.session.cache.slots'))
  const groups = new GroupCoordinator({ host, nodeId, config, metadata, controller, partitions })
  return {
    host,
    get config() {
      return config()
    },
    nodeId,
    clusterId: controlPlane.clusterId,
    metadata,
    controller,
    partitions,
    groups,
    producerIds: new ProducerIds(controller),
    fetchSessions,
    endpoints,
    metrics,
    served: handlers,
    guard: (connection, work) => guardConnection(host, connection, work),
    turn,
  }
}

/** Loaded only where it is asked for: start-up time counts. */
async function openMetricsPage(broker: Broker, opened: Opened): Promise<void> {
  const { host, config } = broker
  const port = config.get('samsa.metrics.port')
  if (port === null) return
  const { serveMetrics } = await import('./metrics/metrics-server.js')
  opened.metricsPage = await serveMetrics(host, broker, { host: config.get('samsa.metrics.host'), port })
  host.log.write('info', 'Metrics are served', {
    host: opened.metricsPage.host,
    port: opened.metricsPage.port,
  })
}

async function openLogDirectories(
  host: Host,
  config: BrokerConfig,
  controlPlane: ControlPlane,
  cleaner: LogCleaner,
  opened: Opened,
): Promise<void> {
  for (const path of config.logDirectories) {
    const directory = await LogDirectory.open(host, path, {
      config,
      nodeId: config.nodeId,
      clusterId: controlPlane.clusterId,
      topicConfig: (topic) => controlPlane.topicConfig(topic),
      cleaner,
    })
    opened.logDirectories.push(directory)
  }
}

async function listen(broker: Broker, opened: Opened, bound: BoundListener[]): Promise<Acceptor> {
  const dispatch = new Dispatch(broker, handlers)
  const acceptor = new Acceptor({
    host: broker.host,
    turn: broker.turn,
    metrics: broker.metrics,
    config: () => broker.config,
    frame: (connection, bytes, start, end) => dispatch.frame(connection, bytes, start, end),
  })
  opened.acceptor = acceptor
  for (const spec of broker.endpoints.listeners) {
    const listener = await acceptor.listen(spec)
    broker.endpoints.bound(spec.listenerName, listener.port)
    bound.push({ name: spec.listenerName, host: spec.host, port: listener.port })
  }
  return acceptor
}

function* found(directories: readonly LogDirectory[]): Generator<FoundPartition> {
  for (const directory of directories) {
    for (const log of directory.logs()) {
      const { topic, partition, topicId, latestEpoch } = log
      yield { topic, partition, topicId, latestLeaderEpoch: latestEpoch }
    }
  }
}

/** Whatever fails to close does not keep the rest open; the first failure is thrown at the end. */
async function closeAll(opened: Opened): Promise<void> {
  const failures: unknown[] = []
  const attempt = async (close: () => unknown): Promise<void> => {
    try {
      await close()
    } catch (error) {
      failures.push(error)
    }
  }
  await attempt(() => opened.acceptor?.closeListeners())
  await attempt(() => opened.metricsPage?.close())
  await attempt(() => opened.groups?.close())
  await attempt(() => opened.acceptor?.closeConnections())
  await attempt(() => opened.controlPlane?.close())
  for (const directory of opened.logDirectories) await attempt(() => directory.close())
  if (failures.length > 0) throw failures[0]
}

function hostAndPort(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
