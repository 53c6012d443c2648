/**
 * Where things lie in the coordination store: Kafka 3.x's own paths. Names of topics are legal in a path as they are.
 */

export const TOPICS = '/brokers/topics'
export const TOPIC_CONFIGS = '/config/topics'
export const BROKER_CONFIGS = '/config/brokers'
export const GROUP_CONFIGS = '/config/groups'
export const CLIENT_METRICS_CONFIGS = '/config/client-metrics'
export const BROKER_IDS = '/brokers/ids'
export const CLUSTER_ID = '/cluster/id'
export const PRODUCER_ID_BLOCK = '/latest_producer_id_block'
/**
 * Ids of topics whose folders may still be there, each holding the topic's name. Kafka keeps the topic itself until
 * its folders are gone; here a deleted topic is gone at once and only this remains of it.
 */
export const REMOVED_TOPICS = '/admin/removed_topics'

/** The data directories of each broker; of KRaft's brokers their registration tells. */
const LOG_DIRECTORIES = '/brokers/log_dirs'

/** How Kafka names the cluster-wide default beside the entries of single brokers. */
const DEFAULT_NAME = '<default>'

export function logDirectoriesPath(nodeId: number): string {
  return `${LOG_DIRECTORIES}/${nodeId}`
}

export function topicPath(topic: string): string {
  return `${TOPICS}/${topic}`
}

export function partitionsPath(topic: string): string {
  return `${TOPICS}/${topic}/partitions`
}

export function partitionPath(topic: string, partition: number): string {
  return `${TOPICS}/${topic}/partitions/${partition}`
}

export function partitionStatePath(topic: string, partition: number): string {
  return `${partitionPath(topic, partition)}/state`
}

export function topicConfigPath(topic: string): string {
  return `${TOPIC_CONFIGS}/${topic}`
}

/** `name` may hold any character (group ids do): what a path cannot hold is written as %XX. */
export function resourceConfigPath(folder: string, name: string): string {
  return `${folder}/${name === '' ? DEFAULT_NAME : encodeURIComponent(name)}`
}

export function resourceNameOf(child: string): string {
  return child === DEFAULT_NAME ? '' : decodeURIComponent(child)
}
