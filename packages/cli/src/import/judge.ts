/**
 * What of a survey will be served and what cannot be. Pure. Folders that Kafka's metadata does not know (of deleted
 * topics) are put aside and not brought back to life.
 */
import type { KafkaMetadata, UnservedKind } from '@samsa/broker/controller/core/kafka-metadata'
import type { Survey, SurveyedPartition } from './survey.js'

export interface ServedTopic {
  readonly name: string
  readonly topicId: string | undefined
  readonly partitions: number
  readonly bytes: number
  readonly settings: Readonly<Record<string, string>>
}

export interface Judgement {
  readonly mode: 'KRaft' | 'ZooKeeper'
  readonly topics: readonly ServedTopic[]
  /** In words, each a whole sentence. */
  readonly warnings: readonly string[]
  /** Folders of topics that are no more. */
  readonly strays: readonly SurveyedPartition[]
}

export function judge(survey: Survey): Judgement {
  const { metadata } = survey
  const logs = survey.partitions.filter(({ role }) => role === 'log')
  const strays = metadata === undefined ? [] : logs.filter((log) => !knows(metadata, log))
  const served = logs.filter((log) => !strays.includes(log))
  const topics = topicsOf(served, metadata)
  const warnings = [
    ...directoryWarnings(survey),
    ...(metadata === undefined ? zooKeeperWarnings(survey) : metadataWarnings(metadata, served, survey)),
    ...strays.map(({ folder }) => `${folder} is of a topic that was deleted: it is put aside, not served.`),
    ...transactionWarnings(served),
  ]
  return { mode: metadata === undefined ? 'ZooKeeper' : 'KRaft', topics, warnings, strays }
}

function knows(metadata: KafkaMetadata, { topic, topicId, partition }: SurveyedPartition): boolean {
  const known = metadata.topics.get(topic)
  return known?.partitions.has(partition) === true && (topicId === undefined || known.topicId === topicId)
}

function topicsOf(
  served: readonly SurveyedPartition[],
  metadata: KafkaMetadata | undefined,
): readonly ServedTopic[] {
  const byName = new Map<string, SurveyedPartition[]>()
  for (const log of served) byName.set(log.topic, [...(byName.get(log.topic) ?? []), log])
  return [...byName]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, logs]) => ({
      name,
      topicId:
        metadata?.topics.get(name)?.topicId ?? logs.find(({ topicId }) => topicId !== undefined)?.topicId,
      partitions: logs.length,
      bytes: logs.reduce((sum, { bytes }) => sum + bytes, 0),
      settings: metadata?.topicConfigs.get(name) ?? {},
    }))
}

function directoryWarnings({ directories }: Survey): string[] {
  return directories.flatMap(({ path, isClean, isOurs }) => [
    ...(isClean ? [] : [`${path} was not left cleanly: the first start checks what was not flushed.`]),
    ...(isOurs ? [`${path} was taken over before: what it knows of topics stays as it is.`] : []),
  ])
}

function zooKeeperWarnings({ partitions }: Survey): string[] {
  const withoutIds = new Set(
    partitions
      .filter(({ role, topicId }) => role === 'log' && topicId === undefined)
      .map(({ topic }) => topic),
  )
  return [
    'There is no KRaft metadata log: settings of topics and brokers are in ZooKeeper and are not taken over. Topics ' +
      'begin with the defaults: start without retention (log.retention.ms=-1) until they have theirs (kafka-configs).',
    ...(withoutIds.size > 0
      ? [`Without a topic id, which they get anew: ${[...withoutIds].join(', ')}.`]
      : []),
    'Producer ids were given out by ZooKeeper: new ones begin a million above the highest that the logs know.',
  ]
}

function metadataWarnings(
  metadata: KafkaMetadata,
  served: readonly SurveyedPartition[],
  { directories }: Survey,
): string[] {
  const nodeId = directories[0]?.meta.nodeId ?? -1
  const here = new Set(served.map(({ topic, partition }) => `${topic}-${partition}`))
  const warnings: string[] = []
  for (const topic of metadata.topics.values()) {
    for (const [index, { replicas }] of topic.partitions) {
      if (here.has(`${topic.name}-${index}`)) continue
      warnings.push(
        replicas.includes(nodeId)
          ? `${topic.name}-${index} should be here and is not: is a data directory missing?`
          : `${topic.name}-${index} lives on brokers ${replicas.join(', ')}: it begins empty here, or not at all.`,
      )
    }
    if (metadata.topicConfigs.get(topic.name)?.['remote.storage.enable'] === 'true')
      warnings.push(`${topic.name} has segments in remote storage, which are not served.`)
  }
  if (metadata.brokers.size > 1) {
    const others = [...metadata.brokers].filter((id) => id !== nodeId)
    warnings.push(
      `The cluster has other brokers (${others.join(', ')}): records may be on them that are not here.`,
    )
  }
  const unserved = Object.entries(metadata.unserved) as [UnservedKind, number][]
  for (const [kind, count] of unserved) if (count > 0) warnings.push(`Not used yet: ${count} ${kind}.`)
  return warnings
}

function transactionWarnings(served: readonly SurveyedPartition[]): string[] {
  return served.flatMap(({ folder, open }) =>
    open.map(
      ({ producerId, offset }) =>
        `${folder}: a transaction of producer ${producerId} is open since offset ${offset}: until it is ended, ` +
        'readers of committed records get nothing behind it.',
    ),
  )
}
