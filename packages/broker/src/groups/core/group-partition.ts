/**
 * Which partition of an internal topic owns a name: Kafka takes Java's string hash, without its sign bit.
 * Clients do not compute it; it must never change, or a group would be looked for where its records are
 * not.
 */

/**
 * Partition of `__consumer_offsets` for a group id (of `__transaction_state` for a transactional id alike).
 */
export function groupPartition(groupId: string, partitions: number): number {
  return (javaHash(groupId) & 0x7fffffff) % partitions
}

function javaHash(text: string): number {
  let hash = 0
  for (let index = 0; index < text.length; index++) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0
  return hash
}
