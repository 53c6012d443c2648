/** The program that is a broker: starts it, says what it serves, and stops it cleanly on Ctrl-C or SIGTERM. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { startBroker } from '@samsa/broker'
import { type BrokerConfig, ConfigError, directoryOverlap } from '@samsa/config'
import { NetworkError } from '@samsa/host'
import { tuneForServing } from '@samsa/host/node/engine-settings'
import { createNodeHost } from '@samsa/host/node/node-host'
import { nodeLogSink } from '@samsa/host/node/node-log-sink'
import { helpersGiveWay } from '@samsa/host/node/thread-priority'
import { truePath } from '../command-line/true-path.js'
import { UsageError } from '../command-line/usage-error.js'
import { version } from '../version.js'
import { banner } from './banner.js'
import { withOwnNodeId } from './own-node-id.js'
import { announceServer } from './running-servers.js'
import { readServerStart, type ServerStart } from './server-options.js'

/** Resolves with the exit code once the broker has stopped. */
export async function runServer(argv: readonly string[], programName: string): Promise<number> {
  const began = performance.now()
  const start = readStart(argv, programName)
  if (start === undefined) return 1
  const host = createNodeHost({ log: nodeLogSink({ level: start.logLevel, format: start.logFormat }) })
  for (const key of start.config.unknown) host.log.write('warn', 'no such setting', { key })
  const stopAsked = firstSignal()
  let broker: Awaited<ReturnType<typeof startBroker>>
  try {
    broker = await startBroker(host, withOwnNodeId(start.config, host.disk))
  } catch (error) {
    process.stderr.write(`${programName} could not start: ${whyNot(error as Error)}\n`)
    return 1
  }
  tuneForServing()
  helpersGiveWay()
  const { bootstrapServers, listeners, clusterId, nodeId } = broker
  const withdraw = announceServer({ pid: process.pid, nodeId, bootstrapServers })
  const data = start.config.logDirectories.map((path) => ({
    path: resolve(path),
    isOffline: broker.lostDirectories.includes(path),
  }))
  const milliseconds = Math.round(performance.now() - began)
  process.stdout.write(
    banner({ version, bootstrapServers, listeners, data, clusterId, nodeId, milliseconds }),
  )
  const failure = await Promise.race([stopAsked, broker.failed])
  try {
    await broker.stop()
  } finally {
    withdraw()
  }
  if (failure !== undefined) {
    process.stderr.write(`${failure}\n`)
    return 1
  }
  process.stdout.write('Stopped.\n')
  return 0
}

function whyNot(error: Error): string {
  if (!(error instanceof NetworkError) || error.kind !== 'address-in-use') return error.message
  return `${error.address}: another program listens on this port. --port chooses another; 0: any that is free`
}

function readStart(argv: readonly string[], programName: string): ServerStart | undefined {
  try {
    const start = readServerStart(argv, {
      environment: process.env,
      defaultData: '.samsa',
      readFile: (path) => readFileSync(path, 'utf8'),
    })
    refuseOverlap(start.config)
    return start
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof ConfigError)) throw error
    process.stderr.write(`${error.message}\nTry '${programName} --help'.\n`)
    return undefined
  }
}

/** By another name or through a link, a directory would be found locked by this very process. */
function refuseOverlap({ logDirectories }: BrokerConfig): void {
  const problem = directoryOverlap(logDirectories, truePath)
  if (problem !== undefined) throw new ConfigError('log.dirs', logDirectories.join(','), problem)
}

/** Resolves on the first SIGINT or SIGTERM; the second ends the process as a crash would: the log is made for it. */
function firstSignal(): Promise<void> {
  return new Promise((asked) => {
    let count = 0
    const heard = (): void => {
      if (++count > 1) process.exit(130)
      asked()
    }
    process.on('SIGINT', heard)
    process.on('SIGTERM', heard)
  })
}
