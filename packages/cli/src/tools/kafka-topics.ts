/**
 * kafka-topics: create, list, describe, alter and delete topics. Output and exit codes are those of Kafka 4.3's tool;
 * --zookeeper and the other flags that 3.0 removed are refused.
 */
import { Admin, KafkaError, type NewTopic, type TopicDescription } from '@samsa/client'
import { checkTopicSetting, topicSettings } from '@samsa/config'
import {
  bootstrapServer,
  commandConfig,
  readPairs,
  readPropertiesFile,
} from '../command-line/client-options.js'
import { flag, integer, type OptionValues, refuseTogether, text, texts } from '../command-line/options.js'
import { UsageError } from '../command-line/usage-error.js'
import { type Terminal, tool } from '../tool.js'

const options = {
  'bootstrap-server': bootstrapServer,
  'command-config': commandConfig,
  list: flag({ doc: 'List all available topics.' }),
  create: flag({ doc: 'Create a new topic.' }),
  delete: flag({ doc: 'Delete a topic.' }),
  alter: flag({ doc: 'Change the number of partitions and their replicas. Settings: see kafka-configs.' }),
  describe: flag({ doc: 'Tell the details of topics.' }),
  topic: text({ argument: 'topic', doc: 'The topic; except with --create, a regular expression.' }),
  'topic-id': text({ argument: 'topic-id', doc: 'The id of the topic to describe.' }),
  config: texts({
    argument: 'name=value',
    doc: 'With --create: a setting of the topic. May be given several times.',
  }),
  'delete-config': texts({
    argument: 'name',
    doc: 'No longer supported since Kafka 4.0: see kafka-configs.',
  }),
  partitions: integer({
    argument: '# of partitions',
    doc: "Partitions; without it the broker's num.partitions.",
  }),
  'replication-factor': integer({ argument: 'replication factor', doc: 'Replicas of each partition.' }),
  'replica-assignment': text({
    argument: 'broker_id_for_part1_replica1:broker_id_for_part1_replica2,...',
    doc: 'Brokers of each partition, instead of the two numbers.',
  }),
  'under-replicated-partitions': flag({ doc: 'With --describe: only partitions with replicas out of sync.' }),
  'unavailable-partitions': flag({ doc: 'With --describe: only partitions without a leader.' }),
  'under-min-isr-partitions': flag({ doc: 'With --describe: only partitions below min.insync.replicas.' }),
  'at-min-isr-partitions': flag({ doc: 'With --describe: only partitions just at min.insync.replicas.' }),
  'topics-with-overrides': flag({ doc: 'With --describe: only topics with settings of their own.' }),
  'if-exists': flag({ doc: 'With --alter, --delete, --describe: do nothing when the topic is missing.' }),
  'if-not-exists': flag({ doc: 'With --create: succeed when the topic is there already.' }),
  'exclude-internal': flag({ doc: 'With --list, --describe: leave internal topics out.' }),
  'partition-size-limit-per-response': integer({
    argument: 'maximum number of partitions per response',
    doc: 'With --describe: partitions in one answer of the broker.',
  }),
}

type Values = OptionValues<typeof options>
const ACTIONS = ['list', 'create', 'delete', 'alter', 'describe'] as const

export const kafkaTopics = tool({
  name: 'kafka-topics',
  samsaName: ['topics'],
  summary: 'This tool helps to create, delete, describe, or change a topic.',
  options,
  async run({ values, given, terminal, host }) {
    check(values, given)
    const properties = readPropertiesFile(values['command-config'])
    await using admin = new Admin({ host, bootstrapServers: values['bootstrap-server'], properties })
    try {
      if (values.create) await create(admin, values, terminal)
      else if (values.list) await list(admin, values, terminal)
      else if (values.describe) await describe(admin, values, terminal)
      else if (values.alter) await alter(admin, values)
      else await remove(admin, values)
      return 0
    } catch (error) {
      if (error instanceof UsageError) throw error
      terminal.out(`Error while executing topic command : ${(error as Error).message}\n`)
      return 1
    }
  },
})

function check(values: Values, given: ReadonlySet<string>): void {
  if (!given.has('bootstrap-server')) throw new UsageError('--bootstrap-server must be specified')
  if (ACTIONS.filter((action) => given.has(action)).length !== 1) {
    throw new UsageError(
      'Command must include exactly one action: --list, --describe, --create, --alter or --delete',
    )
  }
  if ((values.create || values.alter || values.delete) && !given.has('topic')) {
    throw new UsageError('Missing required argument "[topic]"')
  }
  if (values.alter && given.has('config')) {
    throw new UsageError(
      'Option combination "[[config], [bootstrap-server]]" can\'t be used with option "[alter]" ' +
        '(To alter topic configurations, the kafka-configs tool can be used.)',
    )
  }
  if (given.has('delete-config'))
    throw new UsageError('Option "delete-config" is no longer supported; see kafka-configs')
  refuseTogether(given, refusals)
  if (given.has('replica-assignment')) {
    if (values.create) refuseTogether(given, { 'replica-assignment': ['partitions', 'replication-factor'] })
  }
  if (values.alter && !given.has('partitions'))
    throw new UsageError('Missing required argument "[partitions]"')
}

/** Each option with those that it cannot stand beside. */
const refusals: Readonly<Record<string, readonly string[]>> = {
  config: ['list', 'describe', 'delete', 'alter'],
  partitions: ['list', 'describe', 'delete'],
  'replication-factor': ['list', 'describe', 'delete', 'alter'],
  'replica-assignment': ['list', 'describe', 'delete'],
  'topic-id': ['list', 'create', 'delete', 'alter'],
  'under-replicated-partitions': ['list', 'create', 'delete', 'alter', 'topics-with-overrides'],
  'unavailable-partitions': ['list', 'create', 'delete', 'alter', 'topics-with-overrides'],
  'under-min-isr-partitions': ['list', 'create', 'delete', 'alter', 'topics-with-overrides'],
  'at-min-isr-partitions': ['list', 'create', 'delete', 'alter', 'topics-with-overrides'],
  'topics-with-overrides': ['list', 'create', 'delete', 'alter'],
  'if-exists': ['list', 'create'],
  'if-not-exists': ['list', 'describe', 'delete', 'alter'],
  'exclude-internal': ['create', 'delete', 'alter'],
}

function checkNumbers(values: Values): void {
  const { partitions, 'replication-factor': replicas } = values
  if (replicas !== undefined && (replicas < 1 || replicas > 32767)) {
    throw new Error('The replication factor must be between 1 and 32767 inclusive')
  }
  if (partitions !== undefined && partitions <= 0) {
    throw new Error('The partitions must be greater than 0')
  }
}

async function create(admin: Admin, values: Values, terminal: Terminal): Promise<void> {
  const name = values.topic as string
  if (/[._]/.test(name)) {
    terminal.out(
      "WARNING: Due to limitations in metric names, topics with a period ('.') or underscore ('_') could collide. " +
        'To avoid issues it is best to use either, but not both.\n',
    )
  }
  const configs = Object.fromEntries(readPairs('config', values.config))
  checkNumbers(values)
  for (const [key, value] of Object.entries(configs)) {
    if (!Object.hasOwn(topicSettings, key)) throw new Error(`Unknown topic config name: ${key}`)
    checkTopicSetting(key, value)
  }
  const assignments = values['replica-assignment']
  const topic: NewTopic = {
    name,
    configs,
    ...(assignments === undefined ? {} : { assignments: readAssignment(assignments) }),
    ...(values.partitions === undefined ? {} : { partitions: values.partitions }),
    ...(values['replication-factor'] === undefined
      ? {}
      : { replicationFactor: values['replication-factor'] }),
  }
  try {
    ;(await admin.createTopics([topic])).get(name)
  } catch (error) {
    const exists = error instanceof KafkaError && error.errorName === 'TOPIC_ALREADY_EXISTS'
    if (!exists || !values['if-not-exists']) throw error
    return
  }
  terminal.out(`Created topic ${name}.\n`)
}

/** '1:2,2:1' is two partitions with two replicas each. */
function readAssignment(given: string): number[][] {
  const partitions = given.split(',').map((replicas) => replicas.trim().split(':').map(Number))
  for (const replicas of partitions) {
    if (replicas.some((id) => !Number.isInteger(id) || id < 0)) {
      throw new Error(`For input string: "${replicas.join(':')}"`)
    }
    if (new Set(replicas).size !== replicas.length) {
      throw new Error(`Partition replica lists may not contain duplicate entries: ${replicas.join(',')}`)
    }
  }
  const odd = partitions.findIndex((replicas) => replicas.length !== partitions[0]?.length)
  if (odd >= 0)
    throw new Error(`Partition ${odd} has different replication factor: [${partitions[odd]?.join(', ')}]`)
  return partitions
}

async function topicNames(admin: Admin, values: Values): Promise<string[]> {
  const topics = await admin.listTopics({ includeInternal: !values['exclude-internal'] })
  const names = topics.map((topic) => topic.name).sort()
  if (values.topic === undefined) return names
  const pattern = new RegExp(`^(?:${values.topic.trim().replaceAll(',', '|')})$`)
  return names.filter((name) => pattern.test(name))
}

/** The topics that an action is about; none is an error, unless --if-exists. */
async function chosenTopics(admin: Admin, values: Values): Promise<string[]> {
  const names = await topicNames(admin, values)
  if (names.length === 0 && values.topic !== undefined && !values['if-exists']) {
    throw new Error(`Topic '${values.topic}' does not exist as expected`)
  }
  return names
}

async function list(admin: Admin, values: Values, terminal: Terminal): Promise<void> {
  const names = await topicNames(admin, values)
  terminal.out(`${names.join('\n')}\n`)
}

async function remove(admin: Admin, values: Values): Promise<void> {
  const names = await chosenTopics(admin, values)
  if (names.length > 0) (await admin.deleteTopics(names)).orThrow()
}

async function alter(admin: Admin, values: Values): Promise<void> {
  const names = await chosenTopics(admin, values)
  const totalCount = values.partitions
  if (totalCount === undefined || names.length === 0) return
  const given = values['replica-assignment']
  const change: Record<string, { totalCount: number; assignments?: number[][] }> = {}
  for (const name of names) {
    change[name] = { totalCount }
    if (given === undefined) continue
    const present = (await admin.describeTopics([name])).get(name).partitions.length
    change[name] = { totalCount, assignments: readAssignment(given).slice(present) }
  }
  ;(await admin.createPartitions(change)).orThrow()
}

async function describe(admin: Admin, values: Values, terminal: Terminal): Promise<void> {
  const descriptions = await describedTopics(admin, values)
  const resources = descriptions.map(({ name }) => ({ type: 'topic' as const, name }))
  const configs = (await admin.describeConfigs(resources)).orThrow()
  const own = new Map<string, string[]>()
  const minInSync = new Map<string, number>()
  for (const [resource, config] of configs) {
    const overrides = config.entries.filter((entry) => entry.source !== 'DEFAULT_CONFIG')
    own.set(
      resource.name,
      overrides.map((entry) => `${entry.name}=${entry.value ?? ''}`),
    )
    const least = config.entries.find((entry) => entry.name === 'min.insync.replicas')
    minInSync.set(resource.name, Number(least?.value ?? 1))
  }
  for (const topic of descriptions) {
    const overrides = own.get(topic.name) ?? []
    if (values['topics-with-overrides'] && overrides.length === 0) continue
    if (!onlySomePartitions(values)) terminal.out(topicLine(topic, overrides))
    if (values['topics-with-overrides']) continue
    terminal.out(partitionLines(topic, values, minInSync.get(topic.name) ?? 1))
  }
}

async function describedTopics(admin: Admin, values: Values): Promise<TopicDescription[]> {
  const id = values['topic-id']
  if (id !== undefined) {
    const found = await admin.describeTopicsById([id])
    if (found.errors.size > 0 && !values['if-exists'])
      throw new Error(`TopicId '${id}' does not exist as expected`)
    return [...found.values.values()]
  }
  const names = await chosenTopics(admin, values)
  const found = (await admin.describeTopics(names)).orThrow()
  return names.flatMap((name) => found.get(name) ?? [])
}

function onlySomePartitions(values: Values): boolean {
  return (
    values['under-replicated-partitions'] ||
    values['unavailable-partitions'] ||
    values['under-min-isr-partitions'] ||
    values['at-min-isr-partitions']
  )
}

function topicLine(topic: TopicDescription, overrides: readonly string[]): string {
  const replicas = topic.partitions[0]?.replicas.length ?? 0
  const id = topic.topicId === undefined ? '' : `\tTopicId: ${topic.topicId}`
  const counts = `\tPartitionCount: ${topic.partitions.length}\tReplicationFactor: ${replicas}`
  return `Topic: ${topic.name}${id}${counts}\tConfigs: ${overrides.join(',')}\n`
}

function partitionLines(topic: TopicDescription, values: Values, minInSync: number): string {
  const ids = (nodes: readonly { readonly id: number }[] | undefined): string =>
    nodes === undefined ? 'N/A' : nodes.map((node) => node.id).join(',')
  let lines = ''
  for (const partition of topic.partitions) {
    const { leader, replicas, isr, eligibleLeaderReplicas, lastKnownElr } = partition
    if (values['under-replicated-partitions'] && isr.length >= replicas.length) continue
    if (values['unavailable-partitions'] && leader !== undefined) continue
    if (values['under-min-isr-partitions'] && isr.length >= minInSync) continue
    if (values['at-min-isr-partitions'] && isr.length !== minInSync) continue
    lines += `\tTopic: ${topic.name}\tPartition: ${partition.partition}\tLeader: ${leader?.id ?? 'none'}`
    lines += `\tReplicas: ${ids(replicas)}\tIsr: ${ids(isr)}`
    lines += `\tElr: ${ids(eligibleLeaderReplicas)}\tLastKnownElr: ${ids(lastKnownElr)}\n`
  }
  return lines
}
