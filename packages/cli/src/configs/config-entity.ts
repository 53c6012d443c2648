/** Whose settings kafka-configs is about: by --entity-type and --entity-name, or by the short options (--topic). */
import { type OptionValues, flag, text, texts } from '../command-line/options.js'
import { UsageError } from '../command-line/usage-error.js'

export const entityOptions = {
  'entity-type': texts({
    argument: 'type',
    doc: 'topics, brokers, broker-loggers, groups, client-metrics, users, clients or ips.',
  }),
  'entity-name': text({ argument: 'name', doc: 'Name of the topic, id of the broker, ...' }),
  'entity-default': flag({ doc: 'The defaults of all brokers.' }),
  topic: text({ argument: 'topic', doc: "The topic's name." }),
  broker: text({ argument: 'id', doc: "The broker's id." }),
  'broker-defaults': flag({ doc: 'The defaults of all brokers.' }),
  'broker-logger': text({ argument: 'id', doc: 'The broker whose log levels are meant.' }),
  group: text({ argument: 'group', doc: "The group's id." }),
  'client-metrics': text({ argument: 'name', doc: 'The client metrics resource.' }),
  user: text({ argument: 'user', doc: "The user's principal name." }),
  'user-defaults': flag({ doc: 'The defaults of all users.' }),
  client: text({ argument: 'client', doc: "The client's id." }),
  'client-defaults': flag({ doc: 'The defaults of all clients.' }),
  ip: text({ argument: 'address', doc: 'The IP address.' }),
  'ip-defaults': flag({ doc: 'The defaults of all addresses.' }),
}

export type EntityType =
  | 'topics'
  | 'clients'
  | 'users'
  | 'brokers'
  | 'ips'
  | 'client-metrics'
  | 'groups'
  | 'broker-loggers'

/** In the order in which Kafka's message lists them. */
const types: readonly EntityType[] = [
  'topics',
  'clients',
  'users',
  'brokers',
  'ips',
  'client-metrics',
  'groups',
  'broker-loggers',
]

const shortOptions = {
  topic: 'topics',
  broker: 'brokers',
  'broker-logger': 'broker-loggers',
  group: 'groups',
  'client-metrics': 'client-metrics',
  user: 'users',
  client: 'clients',
  ip: 'ips',
} as const

const defaultOptions = {
  'broker-defaults': 'brokers',
  'user-defaults': 'users',
  'client-defaults': 'clients',
  'ip-defaults': 'ips',
} as const

export interface Entity {
  readonly type: EntityType
  /** Undefined: all of the type; '': the default. */
  readonly name: string | undefined
}

/** @throws UsageError when none is named, a type is unknown, or more than one entity is meant. */
export function readEntity(values: OptionValues<typeof entityOptions>): Entity {
  const found: Entity[] = []
  for (const type of values['entity-type']) {
    const known = types.find((each) => each === type)
    if (known === undefined) {
      throw new UsageError(
        `Invalid entity type ${type}, the entity type must be one of ${types.join(', ')} with a --bootstrap-server ` +
          'or --bootstrap-controller argument',
      )
    }
    found.push({ type: known, name: values['entity-default'] ? '' : values['entity-name'] })
  }
  for (const [option, type] of Object.entries(shortOptions)) {
    const name = values[option as keyof typeof shortOptions]
    if (name !== undefined) found.push({ type, name })
  }
  for (const [option, type] of Object.entries(defaultOptions)) {
    if (values[option as keyof typeof defaultOptions]) found.push({ type, name: '' })
  }
  const [entity, second] = found
  if (entity === undefined) throw new UsageError('At least one entity type must be specified')
  if (second !== undefined)
    throw new UsageError(`Only one entity at a time: ${found.map(({ type }) => type).join(', ')}`)
  if (entity.type === 'brokers' && entity.name !== undefined && !/^\d*$/.test(entity.name)) {
    throw new UsageError(
      `The entity name for brokers must be a valid integer broker id, but it is: ${entity.name}`,
    )
  }
  return entity
}
