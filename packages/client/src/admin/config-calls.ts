/**
 * Configs of topics, brokers, groups: describing and altering. A broker's own configs are asked of that
 * broker.
 */
import { calls } from '../calls.js'
import type { Cluster, Target } from '../cluster.js'
import { configSource, configValueType, operationCode, resourceTypeCode } from '../core/config-codes.js'
import { ClientError, KafkaError } from '../errors.js'
import type { Deadline } from '../retry.js'
import type { ConfigChange, ConfigResource, ResourceConfig } from './admin-types.js'
import { Outcomes } from './outcomes.js'

/** Resources by the broker that knows them. */
function byTarget(resources: Iterable<ConfigResource>): { target: Target; resources: ConfigResource[] }[] {
  const groups = new Map<number, ConfigResource[]>()
  for (const resource of resources) {
    const ofBroker = resource.type === 'broker' || resource.type === 'broker-logger'
    const nodeId = ofBroker && resource.name !== '' ? Number(resource.name) : -1
    groups.set(nodeId, [...(groups.get(nodeId) ?? []), resource])
  }
  return [...groups].map(([nodeId, group]) => ({
    target: nodeId < 0 || Number.isNaN(nodeId) ? { to: 'any' } : { to: 'node', nodeId },
    resources: group,
  }))
}

interface Answered {
  readonly resourceType: number
  readonly resourceName: string
  readonly errorCode: number
  readonly errorMessage: string | null
}

/** The results of all targets, matched to the objects that were asked for. */
async function collect<A extends Answered, V>(
  groups: readonly { target: Target; resources: ConfigResource[] }[],
  ask: (target: Target, resources: readonly ConfigResource[]) => Promise<readonly A[]>,
  valueOf: (resource: ConfigResource, answer: A) => V,
): Promise<Outcomes<ConfigResource, V>> {
  const values = new Map<ConfigResource, V>()
  const errors = new Map<ConfigResource, ClientError>()
  let failed = 0
  const parts = groups.map(async ({ target, resources }) => {
    let answers: readonly A[]
    try {
      answers = await ask(target, resources)
    } catch (error) {
      // One broker that cannot be reached does not hide what the others say.
      if (!(error instanceof ClientError) || ++failed === groups.length) throw error
      for (const resource of resources) errors.set(resource, error)
      return
    }
    for (const resource of resources) {
      const code = resourceTypeCode(resource.type)
      const answer = answers.find((one) => one.resourceType === code && one.resourceName === resource.name)
      const error = KafkaError.of(answer?.errorCode ?? -1, answer?.errorMessage)
      if (error !== undefined) errors.set(resource, error)
      else if (answer !== undefined) values.set(resource, valueOf(resource, answer))
    }
  })
  await Promise.all(parts)
  return new Outcomes(values, errors)
}

export function describeConfigs(
  cluster: Cluster,
  resources: readonly ConfigResource[],
  options: { readonly includeSynonyms: boolean; readonly includeDocumentation: boolean },
  deadline: Deadline,
): Promise<Outcomes<ConfigResource, ResourceConfig>> {
  const ask = async (target: Target, group: readonly ConfigResource[]) => {
    const response = await cluster.call(
      target,
      calls.describeConfigs,
      (version) => ({
        resources: group.map(({ type, name }) => ({
          resourceType: resourceTypeCode(type),
          resourceName: name,
          configurationKeys: null,
        })),
        ...(version >= 1 ? { includeSynonyms: options.includeSynonyms } : {}),
        ...(version >= 3 ? { includeDocumentation: options.includeDocumentation } : {}),
      }),
      { deadline },
    )
    return response.results
  }
  return collect(byTarget(resources), ask, (resource, answer) => ({
    resource,
    entries: answer.configs.map((entry) => ({
      name: entry.name,
      value: entry.value,
      source: configSource(entry.configSource),
      sensitive: entry.isSensitive,
      readOnly: entry.readOnly,
      synonyms: entry.synonyms.map(({ name, value, source }) => ({
        name,
        value,
        source: configSource(source),
      })),
      type: configValueType(entry.configType),
      documentation: entry.documentation ?? undefined,
    })),
  }))
}

export function incrementalAlterConfigs(
  cluster: Cluster,
  changes: ReadonlyMap<ConfigResource, readonly ConfigChange[]>,
  validateOnly: boolean,
  deadline: Deadline,
): Promise<Outcomes<ConfigResource, void>> {
  const ask = async (target: Target, group: readonly ConfigResource[]) => {
    const resources = group.map((resource) => ({
      resourceType: resourceTypeCode(resource.type),
      resourceName: resource.name,
      configs: (changes.get(resource) ?? []).map(({ name, operation, value }) => ({
        name,
        configOperation: operationCode(operation),
        value: operation === 'delete' ? null : (value ?? null),
      })),
    }))
    const draft = { resources, validateOnly }
    const response = await cluster.call(target, calls.incrementalAlterConfigs, draft, { deadline })
    return response.responses
  }
  return collect(byTarget(changes.keys()), ask, () => undefined)
}
