/**
 * kafka-console-consumer: records become lines of standard output. Flags of 4.3 (--formatter-property,
 * --command-config) and of older releases (--property, --consumer.config, --whitelist) both work.
 */
import { Consumer, type ConsumerRecord, TopicPartitionMap } from '@samsa/client'
import { bootstrapServer, readPairs, readPropertiesFile } from '../command-line/client-options.js'
import { flag, integer, long, type OptionValues, text, texts } from '../command-line/options.js'
import { UsageError } from '../command-line/usage-error.js'
import { defaultFormat, noFormat, type RecordFormat } from '../console/record-format.js'
import { type Terminal, type ToolContext, tool } from '../tool.js'

const options = {
  'bootstrap-server': bootstrapServer,
  topic: text({ argument: 'topic', doc: 'The topic to consume from.' }),
  include: text({
    argument: 'regular expression',
    doc: 'Consume from every topic whose name matches.',
    aliases: ['whitelist'],
  }),
  partition: integer({
    argument: 'partition',
    doc: 'Consume from this partition only; from its end without --offset.',
  }),
  offset: text({ argument: 'consume offset', doc: 'Where to begin: a number, earliest or latest.' }),
  group: text({ argument: 'consumer group id', doc: 'The group to join; its offsets are kept.' }),
  'from-beginning': flag({ doc: 'Begin with the earliest record where the group has no offset.' }),
  'max-messages': integer({ argument: 'num_messages', doc: 'End after this many records.' }),
  'timeout-ms': long({ argument: 'timeout_ms', doc: 'End when no record came for this long.' }),
  'skip-message-on-error': flag({ doc: 'Go on after a record that could not be shown.' }),
  formatter: text({
    argument: 'class',
    doc:
      'How records are shown: DefaultMessageFormatter, NoOpMessageFormatter, LoggingMessageFormatter, ' +
      'OffsetsMessageFormatter, GroupMetadataMessageFormatter or TransactionLogMessageFormatter.',
  }),
  'formatter-property': texts({
    argument: 'prop',
    doc:
      'What is shown, key=value: print.timestamp, print.partition, print.offset, print.epoch, print.headers, ' +
      'print.key, print.value, key.separator, line.separator, headers.separator, null.literal, key.deserializer, ' +
      'value.deserializer, headers.deserializer.',
    aliases: ['property'],
  }),
  'formatter-config': text({ argument: 'config file', doc: 'A properties file with formatter properties.' }),
  'key-deserializer': text({ argument: 'deserializer for key', doc: 'What the bytes of keys mean.' }),
  'value-deserializer': text({ argument: 'deserializer for values', doc: 'What the bytes of values mean.' }),
  'isolation-level': text({ argument: 'level', doc: 'read_committed or read_uncommitted, the default.' }),
  'enable-systest-events': flag({ doc: 'Tell the life of the consumer in JSON lines.' }),
  'command-property': texts({
    argument: 'consumer_prop',
    doc: 'A consumer setting, key=value.',
    aliases: ['consumer-property'],
  }),
  'command-config': text({
    argument: 'config file',
    doc: 'A properties file with consumer settings.',
    aliases: ['consumer.config'],
  }),
}

type Values = OptionValues<typeof options>

export const kafkaConsoleConsumer = tool({
  name: 'kafka-console-consumer',
  samsaName: ['console-consumer'],
  endsOnInterrupt: true,
  summary: 'This tool helps to read data from Kafka topics and outputs it to standard output.',
  options,
  async run(context) {
    const { values, terminal } = context
    check(values, context.given)
    const format = await chooseFormat(values)
    const settings = consumerSettings(values, context.host.random.uint32() % 100_000)
    await using consumer = new Consumer({
      host: context.host,
      bootstrapServers: values['bootstrap-server'],
      properties: settings,
    })
    terminal.interrupted.addEventListener('abort', () => consumer.wakeup())
    const events = values['enable-systest-events'] ? terminal : undefined
    tell(events, context.host.clock.wall(), 'startup_complete')
    begin(consumer, values)
    const shown = { count: 0 }
    try {
      await show(consumer, format, context, shown)
    } finally {
      terminal.err(`Processed a total of ${shown.count} messages\n`)
    }
    tell(events, context.host.clock.wall(), 'shutdown_complete')
    return 0
  },
})

function check(values: Values, given: ReadonlySet<string>): void {
  if (!given.has('bootstrap-server')) throw new UsageError('Missing required argument "[bootstrap-server]"')
  if (given.has('topic') === given.has('include')) {
    throw new UsageError('Exactly one of the following arguments is required: [topic], [include]')
  }
  if (given.has('partition') && !given.has('topic')) {
    throw new UsageError('The topic is required when partition is specified.')
  }
  if (given.has('offset') && !given.has('partition')) {
    throw new UsageError('The partition is required when offset is specified.')
  }
  if (given.has('offset') && values['from-beginning']) {
    throw new UsageError('Options from-beginning and offset cannot be specified together.')
  }
  if (given.has('group') && given.has('partition')) {
    throw new UsageError('Options group and partition cannot be specified together.')
  }
  readOffset(values)
}

/** -2 is the earliest, -1 the latest, as in ListOffsets. */
function readOffset(values: Values): number {
  const given = values.offset?.trim().toLowerCase()
  if (given === undefined) return values['from-beginning'] ? -2 : -1
  if (given === 'earliest') return -2
  if (given === 'latest') return -1
  if (/^\d+$/.test(given) && Number.isSafeInteger(Number(given))) return Number(given)
  throw new UsageError(
    `The provided offset value '${values.offset}' is incorrect. ` +
      "Valid values are 'earliest', 'latest', or a non-negative long.",
  )
}

/** Later ones win: the file, single properties, then the tool's own flags. Without a group nothing is committed. */
function consumerSettings(values: Values, drawn: number): Map<string, string> {
  const settings = new Map([
    ...readPropertiesFile(values['command-config']),
    ...readPairs('command-property', values['command-property']),
  ])
  const reset = settings.get('auto.offset.reset')
  if (values['from-beginning'] && reset !== undefined && reset !== 'earliest') {
    throw new UsageError(
      `Can't simultaneously specify --from-beginning and 'auto.offset.reset=${reset}', please remove one option`,
    )
  }
  if (values['from-beginning']) settings.set('auto.offset.reset', 'earliest')
  else if (reset === undefined) settings.set('auto.offset.reset', 'latest')
  const group = values.group ?? settings.get('group.id')
  if (values.group !== undefined && (settings.get('group.id') ?? values.group) !== values.group) {
    throw new UsageError(
      'The group ids provided in different places (directly using `--group`, via `--consumer-property`, or via ' +
        '`--consumer.config`) do not match.',
    )
  }
  settings.set('group.id', group ?? `console-consumer-${drawn}`)
  if (group === undefined && !settings.has('enable.auto.commit')) settings.set('enable.auto.commit', 'false')
  settings.set(
    'isolation.level',
    values['isolation-level'] ?? settings.get('isolation.level') ?? 'read_uncommitted',
  )
  if (!settings.has('client.id')) settings.set('client.id', 'console-consumer')
  return settings
}

async function chooseFormat(values: Values): Promise<RecordFormat> {
  const properties = new Map([
    ...readPropertiesFile(values['formatter-config']),
    ...readPairs('formatter-property', values['formatter-property']),
  ])
  if (values['key-deserializer'] !== undefined) properties.set('key.deserializer', values['key-deserializer'])
  if (values['value-deserializer'] !== undefined)
    properties.set('value.deserializer', values['value-deserializer'])
  const name = (values.formatter ?? 'DefaultMessageFormatter').replace(/^.*\./, '')
  switch (name) {
    // What Kafka's logging one adds goes to a logger, which its tools keep silent.
    case 'DefaultMessageFormatter':
    case 'LoggingMessageFormatter':
      return defaultFormat(properties)
    case 'NoOpMessageFormatter':
      return noFormat
    default: {
      // These know every message: loaded only when they are asked for.
      const { storedFormat } = await import('../console/stored-format.js')
      const stored = storedFormat(name)
      if (stored === undefined)
        throw new UsageError(`No formatter ${values.formatter}: see --help for those there are`)
      return stored
    }
  }
}

function begin(consumer: Consumer, values: Values): void {
  const { topic, partition } = values
  if (topic === undefined || partition === undefined) {
    consumer.subscribe(
      values.include === undefined
        ? [topic as string]
        : new RegExp(`^(?:${values.include.replaceAll(',', '|')})$`),
    )
    return
  }
  const only = { topic, partition }
  consumer.assign([only])
  const offset = readOffset(values)
  if (offset === -2) consumer.seekToBeginning([only])
  else if (offset === -1) consumer.seekToEnd([only])
  else consumer.seek(only, offset)
}

/** Shows records until the count, the timeout or Ctrl-C; `shown` counts them. */
async function show(
  consumer: Consumer,
  format: RecordFormat,
  context: ToolContext<typeof options>,
  shown: { count: number },
): Promise<void> {
  const { values, terminal, host } = context
  const most = values['max-messages'] ?? -1
  const timeoutMs = values['timeout-ms'] ?? -1
  const events = values['enable-systest-events'] ? terminal : undefined
  while (!terminal.interrupted.aborted && shown.count !== most) {
    const records = await nextRecords(consumer, timeoutMs, context)
    if (records.length === 0) {
      if (!terminal.interrupted.aborted)
        terminal.err(
          `Error processing message, terminating consumer process: no record came within ${timeoutMs} ms\n`,
        )
      break
    }
    const wanted = most < 0 ? records : records.slice(0, most - shown.count)
    for (const record of wanted) {
      shown.count++
      write(record, format, values, terminal)
    }
    tell(events, host.clock.wall(), 'records_consumed', { count: wanted.length })
    if (wanted.length < records.length) rewind(consumer, records.slice(wanted.length))
  }
}

/** Polls until there are records, the time is up (empty) or Ctrl-C (empty). Negative: no bound in time. */
async function nextRecords(
  consumer: Consumer,
  timeoutMs: number,
  { terminal, host }: ToolContext<typeof options>,
): Promise<readonly ConsumerRecord[]> {
  const deadline = timeoutMs < 0 ? Number.POSITIVE_INFINITY : host.clock.monotonic() + timeoutMs
  while (!terminal.interrupted.aborted) {
    const left = deadline - host.clock.monotonic()
    if (left <= 0) return []
    const records = await consumer.poll(Math.min(left, 1_000))
    if (records.length > 0) return records
  }
  return []
}

/** What was read and not shown is read again by the group's next member. */
function rewind(consumer: Consumer, unread: readonly ConsumerRecord[]): void {
  const first = new TopicPartitionMap<number>()
  for (const { topic, partition, offset } of unread) {
    if (!first.has(topic, partition)) first.set(topic, partition, offset)
  }
  for (const [partition, offset] of first) consumer.seek(partition, offset)
}

function write(record: ConsumerRecord, format: RecordFormat, values: Values, terminal: Terminal): void {
  try {
    terminal.out(format.write(record))
  } catch (error) {
    if (!values['skip-message-on-error']) throw error
    terminal.err(`Error processing message, skipping this message: ${(error as Error).message}\n`)
  }
}

function tell(events: Terminal | undefined, timestamp: number, name: string, facts: object = {}): void {
  events?.out(`${JSON.stringify({ timestamp, name, ...facts })}\n`)
}
