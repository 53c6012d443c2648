/**
 * kafka-producer-perf-test: sends as fast as asked or as it can, and tells rates and latencies in Kafka's words.
 * Transactions are not built in the client yet: the options are known and refused.
 */
import { type BatchDelivery, Producer } from '@samsa/client'
import type { Host } from '@samsa/host'
import {
  bootstrapServer,
  commandConfig,
  readPairs,
  readPropertiesFile,
} from '../command-line/client-options.js'
import { flag, integer, long, manyTexts, type OptionValues, text } from '../command-line/options.js'
import { UsageError } from '../command-line/usage-error.js'
import { LatencyFigures } from '../perf/latency-figures.js'
import { filePayloads, type Payloads, randomPayloads, risingPayloads } from '../perf/payloads.js'
import { type Terminal, tool } from '../tool.js'

const options = {
  'bootstrap-server': bootstrapServer,
  topic: text({ argument: 'topic', doc: 'The topic to produce to.' }),
  'num-records': long({ argument: 'number', doc: 'How many records to produce.' }),
  'record-size': integer({ argument: 'bytes', doc: 'Size of each record, of random letters.' }),
  'payload-file': text({ argument: 'file', doc: 'A file whose parts are sent, drawn at random.' }),
  'payload-delimiter': text({ argument: 'delimiter', doc: 'What separates the parts of the file (\\n).' }),
  'payload-monotonic': flag({ doc: 'Send a rising number.' }),
  throughput: text({
    argument: 'records/sec',
    doc: 'At most about this many records a second; -1: no limit.',
  }),
  'producer-props': manyTexts({
    argument: 'name=value',
    doc: 'Producer settings, several after one option.',
    aliases: ['command-property'],
  }),
  'command-config': { ...commandConfig, aliases: ['producer.config'] },
  'print-metrics': flag({ doc: 'Tell totals of the client at the end.' }),
  'warmup-records': long({ argument: 'number', doc: 'Records that do not count for the steady state (0).' }),
  'reporting-interval': long({ argument: 'ms', doc: 'Time between reports (5000).' }),
  'transactional-id': text({ argument: 'id', doc: 'Refused: transactions are not built yet.' }),
  'transaction-duration-ms': long({ argument: 'ms', doc: 'Refused: transactions are not built yet.' }),
}

type Values = OptionValues<typeof options>

export const kafkaProducerPerfTest = tool({
  name: 'kafka-producer-perf-test',
  samsaName: ['producer-perf-test'],
  endsOnInterrupt: true,
  summary: 'This tool is used to verify the producer performance.',
  options,
  async run({ values, given, terminal, host }) {
    check(values, given)
    const total = values['num-records'] ?? 0
    const run = new Run(values, total, terminal, host)
    const bootstrapServers = values['bootstrap-server']
    await using producer = new Producer({
      host,
      ...(bootstrapServers === undefined ? {} : { bootstrapServers }),
      properties: new Map([
        ['client.id', 'perf-producer-client'],
        ...readPropertiesFile(values['command-config']),
        ...readPairs('producer-props', values['producer-props']),
      ]),
      onDelivery: (delivery) => run.delivered(delivery),
    })
    await run.send(producer, payloadsOf(values, host))
    return run.finish(values['print-metrics'])
  },
})

function check(values: Values, given: ReadonlySet<string>): void {
  const wrong = (problem: string): UsageError => new UsageError(`kafka-producer-perf-test: error: ${problem}`)
  for (const name of ['topic', 'num-records', 'throughput']) {
    if (!given.has(name)) throw wrong(`argument --${name} is required`)
  }
  const payloads = ['record-size', 'payload-file', 'payload-monotonic'].filter((name) => given.has(name))
  if (payloads.length === 0)
    throw wrong('one of the arguments --record-size --payload-file --payload-monotonic is required')
  if (payloads.length > 1)
    throw wrong(`argument --${payloads[1]}: not allowed with argument --${payloads[0]}`)
  if (values['record-size'] !== undefined && values['record-size'] <= 0)
    throw wrong('--record-size should be greater than zero.')
  if (!['bootstrap-server', 'producer-props', 'command-config'].some((name) => given.has(name))) {
    throw wrong(
      'At least one of --bootstrap-server, --command-property, --producer-props, --producer.config or ' +
        '--command-config must be specified.',
    )
  }
  if (!/^-?\d+(\.\d+)?$/.test(values.throughput ?? ''))
    throw wrong('argument --throughput: expected a number')
  if (given.has('transactional-id') || given.has('transaction-duration-ms'))
    throw wrong('transactions are not supported yet')
}

function payloadsOf(values: Values, host: Host): Payloads {
  const file = values['payload-file']
  if (file !== undefined) return filePayloads(file, values['payload-delimiter'] ?? '\\n', host.random)
  return values['payload-monotonic']
    ? risingPayloads()
    : randomPayloads(values['record-size'] ?? 0, host.random)
}

/** Records offered between two looks at the network. */
const RECORDS_A_TURN = 512

class Run {
  readonly #figures: LatencyFigures
  #steady: LatencyFigures | undefined
  readonly #interval: number
  #failed = 0

  constructor(
    private readonly values: Values,
    private readonly total: number,
    private readonly terminal: Terminal,
    private readonly host: Host,
  ) {
    this.#figures = new LatencyFigures(total, host.clock.monotonic())
    this.#interval = values['reporting-interval'] ?? 5_000
    const warmup = values['warmup-records'] ?? 0
    if (warmup > 0) {
      terminal.out(
        `Warmup first ${warmup} records. Steady state results will print after the complete test summary.\n`,
      )
    }
  }

  async send(producer: Producer, payloads: Payloads): Promise<void> {
    const topic = this.values.topic as string
    const throughput = Number(this.values.throughput)
    const began = this.host.clock.monotonic()
    for (let sent = 0; sent < this.total && !this.terminal.interrupted.aborted; sent++) {
      const record = { topic, value: payloads(sent) }
      while (!producer.offer(record)) await producer.ready(topic)
      if (throughput > 0) {
        const ahead = (sent / throughput) * 1000 - (this.host.clock.monotonic() - began)
        if (ahead >= 2) await this.#pause(ahead)
      } else if (sent % RECORDS_A_TURN === 0)
        await new Promise<void>((done) => this.host.timers.endOfTurn(done))
    }
    // Each failure is told when it happens.
    await producer.flush().catch(() => undefined)
  }

  #pause(ms: number): Promise<void> {
    return new Promise((done) => void this.host.timers.after(ms, done))
  }

  delivered({ queuedAt, completedAt, recordCount, payloadBytes, error }: BatchDelivery): void {
    if (error !== undefined) {
      this.#failed += recordCount
      this.terminal.err(`${error.message}\n`)
      return
    }
    const bytes = payloadBytes / recordCount
    const warmup = this.values['warmup-records'] ?? 0
    for (const queued of queuedAt) {
      const latency = Math.round(completedAt - queued)
      this.#figures.record(latency, bytes)
      if (warmup === 0 || this.#figures.count <= warmup) continue
      this.#steady ??= new LatencyFigures(this.total - warmup, completedAt)
      this.#steady.record(latency, bytes)
    }
    const line = this.#figures.windowLine(this.host.clock.monotonic(), this.#interval)
    if (line !== undefined) this.terminal.out(line)
  }

  finish(metrics: boolean): number {
    const now = this.host.clock.monotonic()
    this.terminal.out(this.#figures.totalLine(now, 'records sent'))
    if (this.#steady !== undefined)
      this.terminal.out(this.#steady.totalLine(now, 'steady state records sent'))
    if (metrics) {
      this.terminal.out('\nMetric Name  Value\n')
      this.terminal.out(`producer-metrics:record-send-total  : ${this.#figures.count}\n`)
      this.terminal.out(`producer-metrics:record-error-total : ${this.#failed}\n`)
    }
    return 0
  }
}
