/** kafka-consumer-perf-test: reads a number of records and tells rates as comma separated values, as Kafka's does. */
import { Consumer, type ConsumerRecord } from '@samsa/client'
import type { Host } from '@samsa/host'
import {
  bootstrapServer,
  commandConfig,
  readPairs,
  readPropertiesFile,
} from '../command-line/client-options.js'
import { flag, integer, long, type OptionValues, text, texts } from '../command-line/options.js'
import { UsageError } from '../command-line/usage-error.js'
import { dateText } from '../perf/date-text.js'
import { type Terminal, tool } from '../tool.js'

const options = {
  'bootstrap-server': bootstrapServer,
  topic: text({ argument: 'topic', doc: 'The topic to consume from.' }),
  include: text({ argument: 'regular expression', doc: 'Consume from every topic that matches.' }),
  'num-records': long({ argument: 'count', doc: 'How many records to consume.', aliases: ['messages'] }),
  group: text({ argument: 'gid', doc: 'The group to consume in (perf-consumer- and a number).' }),
  'fetch-size': integer({ argument: 'size', doc: 'Most bytes of a partition in one fetch (1048576).' }),
  'from-latest': flag({ doc: 'Begin at the end where the group has no offset.' }),
  'socket-buffer-size': integer({ argument: 'size', doc: 'Size of the receive buffer (2097152).' }),
  timeout: long({ argument: 'milliseconds', doc: 'Longest wait for the next records (10000).' }),
  'command-property': texts({ argument: 'prop1=val1', doc: 'A consumer setting.' }),
  'command-config': { ...commandConfig, aliases: ['consumer.config'] },
  'print-metrics': flag({ doc: 'Tell totals of the client at the end.' }),
  'show-detailed-stats': flag({ doc: 'A line for each reporting interval.' }),
  'reporting-interval': long({ argument: 'interval_ms', doc: 'Time between reports (5000).' }),
  'hide-header': flag({ doc: 'No heading.' }),
  'date-format': text({ argument: 'date format', doc: 'Form of times (yyyy-MM-dd HH:mm:ss:SSS).' }),
  threads: integer({ argument: 'count', doc: 'Ignored, as in Kafka since 2.0.' }),
  'num-fetch-threads': integer({ argument: 'count', doc: 'Ignored, as in Kafka since 2.0.' }),
}

type Values = OptionValues<typeof options>

export const kafkaConsumerPerfTest = tool({
  name: 'kafka-consumer-perf-test',
  samsaName: ['consumer-perf-test'],
  endsOnInterrupt: true,
  summary: 'This tool is used to verify the consumer performance.',
  options,
  async run({ values, given, terminal, host }) {
    if (!given.has('bootstrap-server')) throw new UsageError('Missing required argument "[bootstrap-server]"')
    if (given.has('topic') === given.has('include'))
      throw new UsageError('Exactly one of the following arguments is required: [topic], [include]')
    if (!given.has('num-records'))
      throw new UsageError('Exactly one of the following arguments is required: [num-records], [messages]')
    await using consumer = new Consumer({ host, properties: consumerSettings(values, host) })
    const run = new Run(values, terminal, host)
    await run.consume(consumer)
    return 0
  },
})

function consumerSettings(values: Values, host: Host): Map<string, string> {
  return new Map([
    ['client.id', 'perf-consumer-client'],
    ...readPropertiesFile(values['command-config']),
    ...readPairs('command-property', values['command-property']),
    ['bootstrap.servers', values['bootstrap-server'] ?? ''],
    ['group.id', values.group ?? `perf-consumer-${host.random.uint32() % 100_000}`],
    ['receive.buffer.bytes', String(values['socket-buffer-size'] ?? 2 * 1024 * 1024)],
    ['max.partition.fetch.bytes', String(values['fetch-size'] ?? 1024 * 1024)],
    ['auto.offset.reset', values['from-latest'] ? 'latest' : 'earliest'],
    ['check.crcs', 'false'],
  ])
}

interface Moment {
  readonly at: number
  readonly bytes: number
  readonly records: number
  readonly joinMs: number
}

const TITLES =
  'data.consumed.in.MB, MB.sec, data.consumed.in.nMsg, nMsg.sec, rebalance.time.ms, fetch.time.ms, fetch.MB.sec, ' +
  'fetch.nMsg.sec\n'

class Run {
  readonly #interval: number
  #bytes = 0
  #records = 0
  #joinMs = 0
  #joinFrom: number

  constructor(
    private readonly values: Values,
    private readonly terminal: Terminal,
    private readonly host: Host,
  ) {
    this.#interval = values['reporting-interval'] ?? 5_000
    this.#joinFrom = host.clock.monotonic()
    const first = values['show-detailed-stats'] ? 'time, threadId' : 'start.time, end.time'
    if (!values['hide-header']) terminal.out(`${first}, ${TITLES}`)
  }

  async consume(consumer: Consumer): Promise<void> {
    const { values, host, terminal } = this
    const wallFrom = host.clock.wall()
    const from = this.#moment()
    consumer.subscribe(this.#topics(), {
      onRevoked: () => void (this.#joinFrom = host.clock.monotonic()),
      onAssigned: () => void (this.#joinMs += host.clock.monotonic() - this.#joinFrom),
    })
    terminal.interrupted.addEventListener('abort', () => consumer.wakeup())
    const wanted = values['num-records'] ?? 0
    const timeout = values.timeout ?? 10_000
    let [last, window] = [from.at, from]
    while (this.#records < wanted && !terminal.interrupted.aborted) {
      const records = await consumer.poll(100)
      for (const record of records) this.#count(record)
      const now = host.clock.monotonic()
      if (records.length > 0) last = now
      else if (now - last > timeout) {
        terminal.out(
          `WARNING: Exiting before consuming the expected number of records: timeout (${timeout} ms) exceeded. ` +
            'You can use the --timeout option to increase the timeout.\n',
        )
        break
      }
      if (values['show-detailed-stats'] && now - window.at >= this.#interval) window = this.#report(window)
    }
    if (!values['show-detailed-stats']) {
      const start = `${this.#date(wallFrom)}, ${this.#date(host.clock.wall())}`
      terminal.out(`${start}, ${this.#rates(from)}\n`)
    }
    if (values['print-metrics']) {
      terminal.out(
        `\nMetric Name  Value\nconsumer-fetch-manager-metrics:records-consumed-total : ${this.#records}\n`,
      )
    }
  }

  #topics(): readonly string[] | RegExp {
    const { topic, include } = this.values
    return topic === undefined ? new RegExp(`^(?:${include ?? ''})$`) : [topic]
  }

  #count({ key, value }: ConsumerRecord): void {
    this.#records++
    this.#bytes += (key?.length ?? 0) + (value?.length ?? 0)
  }

  #moment(): Moment {
    return {
      at: this.host.clock.monotonic(),
      bytes: this.#bytes,
      records: this.#records,
      joinMs: this.#joinMs,
    }
  }

  #report(since: Moment): Moment {
    this.terminal.out(`${this.#date(this.host.clock.wall())}, 0, ${this.#rates(since)}\n`)
    return this.#moment()
  }

  #date(wall: number): string {
    return dateText(wall, this.values['date-format'] ?? 'yyyy-MM-dd HH:mm:ss:SSS')
  }

  /** Rates since a moment beside totals since the start. */
  #rates(since: Moment): string {
    const elapsed = Math.max(1, this.host.clock.monotonic() - since.at)
    const join = this.#joinMs - since.joinMs
    const fetching = Math.max(1, Math.round(elapsed - join))
    const megabytes = this.#bytes / (1024 * 1024)
    const gained = megabytes - since.bytes / (1024 * 1024)
    const records = this.#records - since.records
    const each = (amount: number, ms: number): string => ((amount * 1000) / ms).toFixed(4)
    return (
      `${megabytes.toFixed(4)}, ${each(gained, elapsed)}, ${this.#records}, ${each(records, elapsed)}, ` +
      `${Math.round(join)}, ${fetching}, ${each(gained, fetching)}, ${each(records, fetching)}`
    )
  }
}
