/**
 * Starts and stops one broker: metadata, log directories, listeners, partitions, coordinators, in this order;
 * stops in the reverse. Everything a broker is made of is put together here and nowhere else.
 */
import type { BrokerConfig } from '@samsa/config'
import { type Disk, DiskError, type Host, type Listener } from '@samsa/host'
import { LogCleaner, LogDirectory, LogDirectoryError } from '@samsa/log'
import { AssembledBroker } from './assembled-broker.js'
import type { Broker } from './broker.js'
import { type ControlPlane, openControlPlane } from './controller/control-plane.js'
import type { FoundPartition } from './controller/core/reconcile-folders.js'
import { Dispatch } from './dispatch.js'
import { GroupCoordinator } from './groups/group-coordinator.js'
import { handlers } from './handlers/index.js'
import type { Endpoints } from './listeners/endpoints.js'
import { createEndpoints } from './listeners/advertised-endpoints.js'
import { refuseSecurityNotServed } from './listeners/security-not-served.js'
import { registerCleaner } from './metrics/cleaner-gauges.js'
import { Metrics } from './metrics/metrics.js'
import { FetchSessions } from './partitions/core/fetch-sessions.js'
import { LogDirectories, type LostDirectory } from './partitions/log-directories.js'
import { Partitions } from './partitions/partitions.js'
import { ProducerIds } from './partitions/producer-ids.js'
import { KnownDirectories } from './partitions/known-directories.js'
import { missingPartitions, notMounted } from './partitions/unformatted-directories.js'
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
  /** Those of `log.dirs` that could not be opened at the start; their partitions are offline. */
  readonly lostDirectories: readonly string[]
  /**
   * Resolves, with the reason, when the broker can serve no more: the directory of its metadata failed, or all of
   * its data directories. It goes on refusing until `stop`. As Kafka does, a program then stops at once.
   */
  readonly failed: Promise<string>
  /** Answers what is under way, flushes and closes everything. Idempotent. */
  stop(): Promise<void>
}

/** What was opened so far, to be closed in the reverse order. */
interface Opened {
  controlPlane?: ControlPlane
  readonly logDirectories: LogDirectory[]
  partitions?: Partitions
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
  refuseFile(host.disk, config.logDirectories[0] as string)
  const controlPlane = await openControlPlane({ host, config })
  opened.controlPlane = controlPlane
  const cleaner = new LogCleaner(host, () => controlPlane.config)
  const known = await KnownDirectories.read(controlPlane.store, nodeId)
  const directories = await openLogDirectories(host, config, controlPlane, cleaner, known, opened)
  const broker = assemble(host, controlPlane, endpoints, directories, nodeId)
  opened.partitions = broker.partitions
  registerCleaner(broker.metrics, cleaner, opened.logDirectories)
  opened.groups = broker.groups
  const listeners: BoundListener[] = []
  const acceptor = await listen(broker, opened, listeners)
  await controlPlane.start({
    found: [...found(opened.logDirectories)],
    removeStray: async ({ topic, partition, topicId }) => {
      for (const each of opened.logDirectories) {
        if (each.get(topic, partition)?.topicId === topicId) await each.delete(topic, partition)
      }
    },
    isWhole: () => directories.isWhole,
    endpoints: endpoints.registration(),
    follower: {
      applyImage: async (previous, next) => {
        await broker.partitions.applyImage(previous, next)
        broker.groups.applyImage(previous, next)
      },
    },
    onConfig: () => cleaner.reconfigured(),
  })
  const missed = directories.lost.map(({ path }) => path)
  await known.remember([...new Set([...config.logDirectories, ...missed])])
  await broker.partitions.flushFound()
  await broker.partitions.moves.resume((topic, index) => broker.partitions.get(topic, index))
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
    lostDirectories: directories.lost.map(({ path }) => path),
    failed: directoriesFailed(config, directories, controlPlane.storeFailed),
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
  directories: LogDirectories,
  nodeId: number,
): Broker {
  const turn = new Turn(host, controlPlane.config.get('samsa.poll.us') / 1000)
  const metrics = new Metrics()
  const { metadata, controller } = controlPlane
  const partitions = new Partitions({
    nodeId,
    host,
    turn,
    metrics,
    directories,
    config: () => controlPlane.config,
    topicConfig: (topic) => controlPlane.topicConfig(topic),
  })
  const config = (): BrokerConfig => controlPlane.config
  const fetchSessions = new FetchSessions(() => config().get('max.incremental.fetch.session.cache.slots'))
  const groups = new GroupCoordinator({ host, nodeId, config, metadata, controller, partitions })
  const parts = {
    host,
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
    turn,
  }
  return new AssembledBroker(parts, config)
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

/** One that cannot be opened, or is not mounted, is left out where there are others: its partitions are offline. */
async function openLogDirectories(
  host: Host,
  config: BrokerConfig,
  controlPlane: ControlPlane,
  cleaner: LogCleaner,
  known: KnownDirectories,
  opened: Opened,
): Promise<LogDirectories> {
  const lost: LostDirectory[] = []
  const { image } = controlPlane.metadata
  const absent = notMounted(host.disk, config.logDirectories, image, config.nodeId)
  const offline = (path: string, problem: string): void => {
    host.log.write('error', 'data directory offline', { directory: path, error: problem })
    lost.push({ path, problem })
  }
  for (const path of config.logDirectories) {
    const problem = absent.get(path)
    if (problem !== undefined) {
      offline(path, problem)
      continue
    }
    try {
      const directory = await LogDirectory.open(host, path, {
        config,
        nodeId: config.nodeId,
        clusterId: controlPlane.clusterId,
        topicConfig: (topic) => controlPlane.topicConfig(topic),
        currentConfig: () => controlPlane.config,
        cleaner,
      })
      opened.logDirectories.push(directory)
    } catch (error) {
      // The first one holds the broker's metadata: without it there is nothing to serve.
      const isFirst = path === config.logDirectories[0]
      if (isFirst || !(error instanceof LogDirectoryError) || error.kind !== 'disk') throw error
      offline(path, error.message)
    }
  }
  const missing = () => missingPartitions(host.disk, config.logDirectories, image, config.nodeId)
  for (const { path, problem } of known.missed(config.logDirectories, missing)) offline(path, problem)
  refuseSameIds(opened.logDirectories)
  const directories = new LogDirectories(opened.logDirectories, lost)
  await directories.settle(host)
  return directories
}

/** The first directory is read before it is opened. */
function refuseFile(disk: Disk, path: string): void {
  try {
    if (disk.exists(path)) disk.list(path)
  } catch (error) {
    if (!(error instanceof DiskError) || error.kind !== 'not-a-directory') throw error
    throw new LogDirectoryError('disk', path, 'it is a file and not a directory', { cause: error })
  }
}

function refuseSameIds(directories: readonly LogDirectory[]): void {
  const paths = new Map<string, string>()
  for (const { directoryId, path } of directories) {
    const other = paths.get(directoryId)
    if (other !== undefined) {
      const message = `duplicate directory id ${directoryId}, which is also that of ${other}`
      throw new LogDirectoryError('meta-properties', path, message)
    }
    paths.set(directoryId, path)
  }
}

/** In Kafka's words. */
function directoriesFailed(
  config: BrokerConfig,
  directories: LogDirectories,
  storeFailed: Promise<void>,
): Promise<string> {
  const [first] = config.logDirectories
  const metadataFailed = `Shutdown broker because the metadata log dir ${first} has failed`
  return new Promise((resolve) => {
    void storeFailed.then(() => resolve(metadataFailed))
    for (const directory of directories.opened) {
      directory.onFailure(() => {
        if (directory.path === first) resolve(metadataFailed)
        if (directories.opened.every((each) => each.failure !== undefined))
          resolve(`Shutdown broker because all log dirs in ${config.logDirectories.join(', ')} have failed`)
      })
    }
  })
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
  opened.partitions?.moves.stop()
  await attempt(() => opened.groups?.close())
  await attempt(() => opened.acceptor?.closeConnections())
  await attempt(() => opened.controlPlane?.close())
  for (const directory of opened.logDirectories) await attempt(() => directory.close())
  if (failures.length > 0) throw failures[0]
}

function hostAndPort(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
