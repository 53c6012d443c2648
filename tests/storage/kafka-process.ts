/**
 * Real Apache Kafka as a process: one node, broker and controller in one, on ports of the loopback. Its jars come by the
 * interoperability suite's toolchains. Owns formatting, starting, stopping, and what in its output is a complaint.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../durability/broker-process.js'

const clusterId = 'MkU3OEVBNTcwNTJENDM2Qg'
const startsWithinMs = 90_000
const stopsWithinMs = 60_000

export interface KafkaPlace {
  /** Folder of the release's jars. */
  readonly jars: string
  /** Gets server.properties and `data`. */
  readonly folder: string
  /** Of the Java machine that serves; default: small and quick to start, not fast. */
  readonly flags?: readonly string[]
}

export class KafkaProcess {
  #child: ChildProcess | undefined
  #output = ''
  /** Length of the output when it was told to end: what it says from then on is about that. */
  #stopsAt = Number.POSITIVE_INFINITY
  #ended: Promise<void> = Promise.resolve()

  private constructor(
    private readonly place: KafkaPlace,
    readonly port: number,
    private readonly controllerPort: number,
  ) {}

  /** A node that was never started; `data` is formatted unless it is a data directory already. */
  static async prepare(place: KafkaPlace): Promise<KafkaProcess> {
    const kafka = new KafkaProcess(place, await freePort(), await freePort())
    mkdirSync(place.folder, { recursive: true })
    if (!existsSync(join(kafka.data, 'meta.properties'))) kafka.#format()
    return kafka
  }

  get data(): string {
    return join(this.place.folder, 'data')
  }

  get bootstrap(): string {
    return `127.0.0.1:${this.port}`
  }

  /** Since the last start. */
  get output(): string {
    return this.#output
  }

  /** Resolves once it serves. `settings` take the place of lines of server.properties. */
  async start(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    this.#output = ''
    this.#stopsAt = Number.POSITIVE_INFINITY
    const properties = this.#properties(settings)
    const flags = [...(this.place.flags ?? smallFlags), ...logFlags]
    const args = [...flags, '-cp', join(this.place.jars, '*'), 'kafka.Kafka', properties]
    const child = spawn('java', args, { stdio: ['ignore', 'pipe', 'pipe'] })
    this.#child = child
    const keep = (bytes: Buffer): void => {
      this.#output += bytes.toString()
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    this.#ended = new Promise((resolve) => child.once('exit', () => resolve()))
    process.once('exit', () => child.kill('SIGKILL'))
    const until = performance.now() + startsWithinMs
    while (!/Kafka Server started/.test(this.#output)) {
      if (child.exitCode !== null || performance.now() > until) {
        await this.kill()
        throw new Error(`Kafka did not start:\n${this.complaints().join('\n') || this.#output.slice(-2_000)}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM')
  }

  kill(): Promise<void> {
    return this.#end('SIGKILL')
  }

  /** Lines in which Kafka finds fault with what it was given to read. */
  complaints(): string[] {
    const served = this.#output.slice(0, this.#stopsAt).split('\n')
    return served.filter(
      (line) => (complaint.test(line) || mending.test(line)) && !harmless.test(line) && !race.test(line),
    )
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child
    this.#child = undefined
    if (child === undefined) return
    this.#stopsAt = this.#output.length
    child.kill(signal)
    const timer = setTimeout(() => child.kill('SIGKILL'), stopsWithinMs)
    await this.#ended
    clearTimeout(timer)
    writeFileSync(join(this.place.folder, 'server.log'), this.#output, { flag: 'a' })
  }

  #format(): void {
    const args = [
      ...smallFlags,
      ...logFlags,
      '-cp',
      join(this.place.jars, '*'),
      'kafka.tools.StorageTool',
      'format',
    ]
    args.push('--cluster-id', clusterId, '--standalone', '--config', this.#properties({}))
    execFileSync('java', args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: startsWithinMs })
  }

  #properties(settings: Readonly<Record<string, string>>): string {
    const lines = {
      'node.id': '1',
      'process.roles': 'broker,controller',
      'controller.listener.names': 'CONTROLLER',
      listeners: `PLAINTEXT://127.0.0.1:${this.port},CONTROLLER://127.0.0.1:${this.controllerPort}`,
      'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
      'controller.quorum.bootstrap.servers': `127.0.0.1:${this.controllerPort}`,
      'log.dirs': this.data,
      'offsets.topic.num.partitions': '1',
      'offsets.topic.replication.factor': '1',
      'transaction.state.log.num.partitions': '1',
      'transaction.state.log.replication.factor': '1',
      'transaction.state.log.min.isr': '1',
      'share.coordinator.state.topic.num.partitions': '1',
      'share.coordinator.state.topic.replication.factor': '1',
      'share.coordinator.state.topic.min.isr': '1',
      'group.initial.rebalance.delay.ms': '0',
      'log.cleaner.dedupe.buffer.size': '8000000',
      ...settings,
    }
    const path = join(this.place.folder, 'server.properties')
    const text = Object.entries(lines).map(([name, value]) => `${name}=${value}\n`)
    writeFileSync(path, text.join(''))
    return path
  }
}

const smallFlags: readonly string[] = ['-Xms128m', '-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1']
const logFlags: readonly string[] = [
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=info',
  '-Dorg.slf4j.simpleLogger.showDateTime=true',
]

const complaint = /\] (WARN|ERROR|FATAL) |Exception/
/** What the log's own classes say in passing when they mend something. */
const mending =
  /\] INFO (kafka\.log|org\.apache\.kafka\.storage).*([Cc]orrupt|[Rr]ebuil[dt]|[Ii]nvalid|[Ss]tray|[Uu]nclean)/
/** What a node says of itself on every start, whatever its directory holds. */
const harmless =
  /Performing controller activation|deprecated|known config|unclean log dirs|rebuilding producer state/
/** The first election follows the start so soon that a coordinator may be told to unload what it just began to load. */
const race = /Stopped loading records from|NetworkClient has already been closed/
