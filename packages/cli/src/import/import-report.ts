/** What `samsa log import` says of directories: lines for people, JSON for machines. */
import { bytesText } from '../verify/bytes-text.js'
import type { GroupCensus } from './group-census.js'
import type { Judgement } from './judge.js'
import type { Survey } from './survey.js'

export interface ImportFacts {
  readonly survey: Survey
  readonly judgement: Judgement
  readonly census: GroupCensus
}

export function importLines({ survey, judgement, census }: ImportFacts): string {
  const { directories, metadata } = survey
  const { meta } = directories[0] ?? {}
  const version = metadata?.features.get('metadata.version')
  const lines = directories.map(
    ({ path, isClean }) => `${path}: ${isClean ? 'stopped cleanly' : 'not stopped cleanly'}`,
  )
  lines.push(
    `Cluster ${meta?.clusterId ?? 'unknown'}, node ${meta?.nodeId ?? 'unknown'}, ${judgement.mode} mode` +
      (version === undefined ? '' : `, metadata.version ${version}`),
  )
  const { topics } = judgement
  const partitions = topics.reduce((sum, topic) => sum + topic.partitions, 0)
  const bytes = topics.reduce((sum, topic) => sum + topic.bytes, 0)
  lines.push(`Topics to be served: ${topics.length}, with ${partitions} partitions, ${bytesText(bytes)}`)
  for (const topic of topics) {
    const settings = Object.entries(topic.settings).map(([name, value]) => `, ${name}=${value}`)
    lines.push(
      `  ${topic.name}: ${topic.partitions} ${topic.partitions === 1 ? 'partition' : 'partitions'}, ` +
        `id ${topic.topicId ?? 'none'}, ${bytesText(topic.bytes)}${settings.join('')}`,
    )
  }
  lines.push(`Groups: ${census.groups}, with ${census.offsets} committed offsets`)
  if (metadata !== undefined) lines.push(`Next producer id: ${metadata.nextProducerId}`)
  lines.push(...judgement.warnings.map((warning) => `! ${warning}`))
  return `${lines.join('\n')}\n`
}

/** What a machine is told. */
export function importDocument({ survey, judgement, census }: ImportFacts): object {
  const { directories, metadata } = survey
  return {
    directories: directories.map(({ path, isClean, meta }) => ({ path, isClean, ...meta })),
    mode: judgement.mode,
    features: Object.fromEntries(metadata?.features ?? []),
    topics: judgement.topics,
    ...census,
    nextProducerId: metadata?.nextProducerId ?? null,
    warnings: judgement.warnings,
  }
}
