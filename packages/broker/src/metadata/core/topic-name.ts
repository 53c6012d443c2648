/**
 * Which names a topic may have, and which are the cluster's own. A name becomes a folder on disk and part of a
 * metric's name; hence the legal characters, the length, and the rule that '.' and '_' count as the same.
 */

export const MAX_TOPIC_NAME_LENGTH = 249

export const CONSUMER_OFFSETS = '__consumer_offsets'
export const TRANSACTION_STATE = '__transaction_state'
export const SHARE_GROUP_STATE = '__share_group_state'
/** The metadata log of KRaft; no client may create it. */
export const CLUSTER_METADATA = '__cluster_metadata'

const LEGAL = /^[a-zA-Z0-9._-]+$/

/** What is wrong with the name, in words; undefined when nothing is. */
export function topicNameProblem(name: string): string | undefined {
  if (name === '') return 'Topic name is invalid: the empty string is not allowed'
  if (name === '.' || name === '..') return `Topic name is invalid: '${name}' is not allowed`
  if (name.length > MAX_TOPIC_NAME_LENGTH) {
    const most = MAX_TOPIC_NAME_LENGTH
    return `Topic name is invalid: '${name}' has ${name.length} characters, the most allowed is ${most}`
  }
  if (!LEGAL.test(name)) {
    return `Topic name is invalid: '${name}' has characters other than ASCII letters, digits, '.', '_' and '-'`
  }
  return undefined
}

/** Two names with the same key would share their metrics' names. */
export function collisionKey(name: string): string {
  return name.replaceAll('.', '_')
}

/** Topics that clients may read but not write by themselves, marked as internal in Metadata. */
export function isInternalTopic(name: string): boolean {
  return name === CONSUMER_OFFSETS || name === TRANSACTION_STATE || name === SHARE_GROUP_STATE
}
