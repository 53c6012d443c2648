/**
 * kafka-console-producer: lines of standard input become records. Flags of 4.3 (--reader-property,
 * --command-config) and of older releases (--property, --producer.config, --broker-list) both work.
 */
import { ClientError, Producer, type ProducerRecord } from '@samsa/client'
import { bootstrapServer, readPairs, readPropertiesFile } from '../command-line/client-options.js'
import { flag, integer, long, optionalText, type OptionValues, text, texts } from '../command-line/options.js'
import { exceptionText } from '../command-line/exception-name.js'
import { UsageError } from '../command-line/usage-error.js'
import { LineError, readLine, readLineFormat } from '../console/line-reader.js'
import { textLines } from '../console/text-lines.js'
import { type Terminal, tool } from '../tool.js'

const options = {
  'bootstrap-server': bootstrapServer,
  topic: text({ argument: 'topic', doc: 'The topic to produce to.', required: true }),
  'reader-property': texts({
    argument: 'prop',
    doc:
      'How lines are read, key=value: parse.key, key.separator (tab), parse.headers, headers.delimiter (tab), ' +
      'headers.separator (,), headers.key.separator (:), ignore.error, null.marker.',
    aliases: ['property'],
  }),
  'reader-config': text({ argument: 'config file', doc: 'A properties file with reader properties.' }),
  'command-property': texts({
    argument: 'producer_prop',
    doc: 'A producer setting, key=value.',
    aliases: ['producer-property'],
  }),
  'command-config': text({
    argument: 'config file',
    doc: 'A properties file with producer settings.',
    aliases: ['producer.config'],
  }),
  'line-reader': text({
    argument: 'reader_class',
    doc: 'Accepted: LineMessageReader is the only one there is.',
  }),
  sync: flag({ doc: 'Wait for each record to be acknowledged before the next is sent.' }),
  'compression-codec': optionalText({
    argument: 'compression-codec',
    doc: 'none, gzip, snappy, lz4 or zstd; gzip when no codec is named.',
  }),
  'batch-size': integer({
    argument: 'size',
    doc: 'Bytes of a batch (16384).',
    aliases: ['max-partition-memory-bytes'],
  }),
  'message-send-max-retries': integer({
    argument: 'retries',
    doc: 'How often a failed send is tried again (3).',
  }),
  'retry-backoff-ms': long({ argument: 'ms', doc: 'Wait between tries (100).' }),
  timeout: long({ argument: 'timeout_ms', doc: 'How long records wait for others to fill a batch (1000).' }),
  'request-required-acks': text({ argument: 'request required acks', doc: 'acks: -1 or all, 0, 1 (-1).' }),
  'request-timeout-ms': integer({
    argument: 'request timeout ms',
    doc: 'How long an answer may take (1500).',
  }),
  'metadata-expiry-ms': long({ argument: 'ms', doc: 'Age at which metadata is fetched again (300000).' }),
  'max-block-ms': long({
    argument: 'max block on send',
    doc: 'How long a send may wait for room or metadata (60000).',
  }),
  'max-memory-bytes': long({
    argument: 'total memory in bytes',
    doc: 'Memory for waiting records (33554432).',
  }),
  'socket-buffer-size': integer({ argument: 'size', doc: 'Size of the send buffer (102400).' }),
}

type Values = OptionValues<typeof options>

export const kafkaConsoleProducer = tool({
  name: 'kafka-console-producer',
  samsaName: ['console-producer'],
  endsOnInterrupt: true,
  summary: 'This tool helps to read data from standard input and publish it to Kafka.',
  options,
  async run({ values, given, terminal, host }) {
    if (!given.has('bootstrap-server')) throw new UsageError('Missing required argument "[bootstrap-server]"')
    const topic = values.topic as string
    const reader = new Map([
      ...readPropertiesFile(values['reader-config']),
      ...readPairs('reader-property', values['reader-property']),
    ])
    const { format, unknown } = readLineFormat(reader)
    for (const name of unknown) terminal.err(`${name} is no property of the line reader and has no effect.\n`)
    await using producer = new Producer({
      host,
      bootstrapServers: values['bootstrap-server'],
      properties: producerSettings(values),
      onDelivery: (delivery) => {
        if (delivery.error === undefined) return
        terminal.err(
          `Error when sending ${delivery.recordCount} record(s) to topic ${topic}: ${delivery.error.message}\n`,
        )
      },
    })
    const prompt = terminal.inputIsTerminal ? '>' : ''
    let number = 0
    terminal.out(prompt)
    try {
      for await (const line of untilInterrupted(textLines(terminal.input), terminal)) {
        const record = { topic, ...readLine(line, ++number, format) }
        if (values.sync) await producer.send(record)
        else await offer(producer, record, terminal)
        terminal.out(prompt)
      }
    } catch (error) {
      if (!(error instanceof LineError)) throw error
      await producer.flush().catch(() => undefined)
      terminal.err(`${error.message}\n`)
      return 1
    }
    // Each failure was told when it happened.
    await producer.flush().catch(() => undefined)
    return 0
  },
})

/** Queues a record. As with Kafka's tool, one that fails is told and lost, and the tool goes on and ends with 0. */
async function offer(producer: Producer, record: ProducerRecord, terminal: Terminal): Promise<void> {
  try {
    while (!producer.offer(record)) await producer.ready(record.topic)
  } catch (error) {
    if (!(error instanceof ClientError)) throw error
    const size = (part: ProducerRecord['key']): string =>
      typeof part === 'string' ? `${Buffer.byteLength(part)} bytes` : 'null'
    terminal.err(
      `Error when sending message to topic ${record.topic} with key: ${size(record.key)}, ` +
        `value: ${size(record.value)} with error: ${exceptionText(error)}\n`,
    )
  }
}

/** Later ones win: the tool's defaults, the file, single properties, then the tool's own flags. */
function producerSettings(values: Values): Map<string, string> {
  const settings = new Map([
    ['client.id', 'console-producer'],
    ['linger.ms', '1000'],
    ['max.block.ms', '60000'],
    ...readPropertiesFile(values['command-config']),
    ...readPairs('command-property', values['command-property']),
  ])
  const flags = {
    'batch.size': values['batch-size'],
    retries: values['message-send-max-retries'],
    'retry.backoff.ms': values['retry-backoff-ms'],
    'linger.ms': values.timeout,
    acks: values['request-required-acks'],
    'request.timeout.ms': values['request-timeout-ms'],
    'metadata.max.age.ms': values['metadata-expiry-ms'],
    'max.block.ms': values['max-block-ms'],
    'buffer.memory': values['max-memory-bytes'],
    'send.buffer.bytes': values['socket-buffer-size'],
    'compression.type': values['compression-codec'] === '' ? 'gzip' : values['compression-codec'],
  }
  for (const [name, value] of Object.entries(flags))
    if (value !== undefined) settings.set(name, String(value))
  return settings
}

/** The lines, until Ctrl-C: what was read before is still sent. */
async function* untilInterrupted(lines: AsyncGenerator<string>, terminal: Terminal): AsyncGenerator<string> {
  const interrupted = new Promise<undefined>((resolve) => {
    if (terminal.interrupted.aborted) resolve(undefined)
    terminal.interrupted.addEventListener('abort', () => resolve(undefined))
  })
  while (true) {
    const next = await Promise.race([lines.next(), interrupted])
    if (next === undefined || next.done) return
    yield next.value
  }
}
