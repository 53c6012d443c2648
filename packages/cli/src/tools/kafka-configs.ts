/**
 * kafka-configs: shows and changes the settings of topics and brokers while they are in use (KIP-226, KIP-339).
 * Quotas and SCRAM users go through calls that the client does not make yet: those entity types are refused by name.
 */
import type { Admin, ConfigChange, ConfigEntry, ConfigResource, ConfigResourceType } from '@samsa/client'
import { adminFor } from '../command-line/admin-for.js'
import { bootstrapServer, commandConfig, readPropertiesFile } from '../command-line/client-options.js'
import { exceptionText } from '../command-line/exception-name.js'
import { flag, type OptionValues, text } from '../command-line/options.js'
import { UsageError } from '../command-line/usage-error.js'
import { type Entity, type EntityType, entityOptions, readEntity } from '../configs/config-entity.js'
import { readConfigNames, readConfigPairs } from '../configs/config-pairs.js'
import { type Terminal, tool } from '../tool.js'

const options = {
  'bootstrap-server': bootstrapServer,
  'command-config': commandConfig,
  describe: flag({ doc: 'Show settings.' }),
  alter: flag({ doc: 'Change settings.' }),
  all: flag({ doc: 'With --describe: all settings, those with their default too.' }),
  'add-config': text({ argument: 'k1=v1,k2=[v1,v2]', doc: 'Settings to change.' }),
  'add-config-file': text({ argument: 'file', doc: 'A properties file with settings to change.' }),
  'delete-config': text({ argument: 'k1,k2', doc: 'Settings to set back to their defaults.' }),
  ...entityOptions,
}

type Values = OptionValues<typeof options>

export const kafkaConfigs = tool({
  name: 'kafka-configs',
  samsaName: ['configs'],
  summary: 'This tool helps to manipulate and describe entity config for a topic, broker or group.',
  options,
  async run({ values, given, terminal, host }) {
    check(values, given)
    const entity = readEntity(values)
    const type = resourceType(entity.type)
    const changes = values.alter ? readChanges(values) : []
    await using admin = adminFor(host, values)
    try {
      if (values.describe) await describe(admin, type, entity, values.all, terminal)
      else await alter(admin, { type, name: entity.name ?? '' }, changes, terminal)
      return 0
    } catch (error) {
      if (error instanceof UsageError) throw error
      terminal.err(`Error while executing config command\n${exceptionText(error as Error)}\n`)
      return 1
    }
  },
})

function check(values: Values, given: ReadonlySet<string>): void {
  if (values.describe === values.alter) {
    throw new UsageError('Command must include exactly one action: --describe, --alter')
  }
  if (!given.has('bootstrap-server'))
    throw new UsageError(
      'One of the required --bootstrap-server or --bootstrap-controller arguments must be specified',
    )
  if (!values.alter) return
  if (given.has('add-config') && given.has('add-config-file')) {
    throw new UsageError('Only one of --add-config or --add-config-file must be specified')
  }
  if (!given.has('add-config') && !given.has('add-config-file') && !given.has('delete-config')) {
    throw new UsageError(
      'At least one of --add-config, --add-config-file, or --delete-config must be specified with --alter',
    )
  }
}

const resourceTypes: Readonly<Partial<Record<EntityType, ConfigResourceType>>> = {
  topics: 'topic',
  brokers: 'broker',
  'broker-loggers': 'broker-logger',
  groups: 'group',
  'client-metrics': 'client-metrics',
}

function resourceType(type: EntityType): ConfigResourceType {
  const found = resourceTypes[type]
  if (found === undefined) {
    throw new UsageError(`The entity type ${type} is not supported yet: quotas and SCRAM users are not built`)
  }
  return found
}

function readChanges(values: Values): ConfigChange[] {
  const file = values['add-config-file']
  const added = file === undefined ? readConfigPairs(values['add-config'] ?? '') : readPropertiesFile(file)
  return [
    ...[...added].map(([name, value]) => ({ name, operation: 'set' as const, value })),
    ...readConfigNames(values['delete-config'] ?? '').map((name) => ({ name, operation: 'delete' as const })),
  ]
}

async function alter(
  admin: Admin,
  resource: ConfigResource,
  changes: readonly ConfigChange[],
  terminal: Terminal,
): Promise<void> {
  if (resource.name === '' && resource.type !== 'broker') {
    throw new UsageError('An entity name must be specified with --alter')
  }
  ;(await admin.incrementalAlterConfigs(new Map([[resource, changes]]))).orThrow()
  terminal.out(
    resource.name === ''
      ? `Completed updating default config for ${resource.type}s in the cluster.\n`
      : `Completed updating config for ${resource.type} ${resource.name}.\n`,
  )
}

async function describe(
  admin: Admin,
  type: ConfigResourceType,
  { name }: Entity,
  all: boolean,
  terminal: Terminal,
): Promise<void> {
  const existing = await existingNames(admin, type)
  const isKnown = name === undefined || name === '' || existing.includes(name)
  if (!isKnown && !(await hasSettings(admin, { type, name }))) {
    const label = type === 'client-metrics' ? 'client-metric' : type
    terminal.out(`The ${label} '${name}' doesn't exist and doesn't have dynamic config.\n`)
    return
  }
  const names = name === undefined ? [...existing, ...(type === 'broker' ? [''] : [])] : [name]
  for (const each of names) await describeOne(admin, { type, name: each }, all, terminal)
}

/** A group or a metrics subscription may have settings before there is one of that name. */
async function hasSettings(admin: Admin, resource: ConfigResource): Promise<boolean> {
  const own = ownSource(resource)
  if (resource.type !== 'group' && resource.type !== 'client-metrics') return false
  const { entries } = (await admin.describeConfigs([resource])).get(resource)
  return entries.some(({ source }) => source === own)
}

async function existingNames(admin: Admin, type: ConfigResourceType): Promise<string[]> {
  if (type === 'topic') {
    const topics = await admin.listTopics({ includeInternal: true })
    return topics.map((topic) => topic.name)
  }
  if (type === 'group') return (await admin.listGroups()).map(({ groupId }) => groupId)
  if (type === 'client-metrics') return []
  return (await admin.describeCluster()).nodes.map(({ id }) => String(id))
}

async function describeOne(
  admin: Admin,
  resource: ConfigResource,
  all: boolean,
  terminal: Terminal,
): Promise<void> {
  const { entries } = (await admin.describeConfigs([resource], { includeSynonyms: true })).get(resource)
  const own = ownSource(resource)
  const shown = entries
    .filter((entry) => all || own === undefined || entry.synonyms.some(({ source }) => source === own))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  terminal.out(
    resource.name === ''
      ? `Default configs for ${resource.type}s in the cluster are:\n`
      : `${all ? 'All' : 'Dynamic'} configs for ${resource.type} ${resource.name} are:\n`,
  )
  terminal.out(shown.map(entryLine).join(''))
}

/** What counts as set on the resource itself. */
function ownSource({ type, name }: ConfigResource): ConfigEntry['source'] | undefined {
  switch (type) {
    case 'topic':
      return 'DYNAMIC_TOPIC_CONFIG'
    case 'broker':
      return name === '' ? 'DYNAMIC_DEFAULT_BROKER_CONFIG' : 'DYNAMIC_BROKER_CONFIG'
    case 'group':
      return 'DYNAMIC_GROUP_CONFIG'
    case 'client-metrics':
      return 'DYNAMIC_CLIENT_METRICS_CONFIG'
    default:
      return undefined
  }
}

function entryLine({ name, value, sensitive, synonyms }: ConfigEntry): string {
  const from = synonyms.map((each) => `${each.source}:${each.name}=${each.value ?? 'null'}`)
  return `  ${name}=${value ?? 'null'} sensitive=${sensitive} synonyms={${from.join(', ')}}\n`
}
