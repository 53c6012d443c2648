/**
 * The small text files of a data directory: offset checkpoints (recovery point, log start, replication), a
 * partition's `partition.metadata`, the clean-shutdown marker. Kafka's formats, version 0. A text that is
 * none yields its problem.
 */

/** Offsets by partition, as `recovery-point-offset-checkpoint` and its kin hold them. */
export interface CheckpointEntry {
  readonly topic: string
  readonly partition: number
  readonly offset: number
}

export function encodeOffsetCheckpoint(entries: readonly CheckpointEntry[]): string {
  const lines = entries.map(({ topic, partition, offset }) => `${topic} ${partition} ${offset}\n`)
  return `0\n${entries.length}\n${lines.join('')}`
}

/** By `partitionKey`. An empty text (Kafka creates the file before it first writes it) holds none. */
export function decodeOffsetCheckpoint(text: string): { offsets: Map<string, number> } | { problem: string } {
  const offsets = new Map<string, number>()
  if (text === '') return { offsets }
  const lines = text.split('\n')
  if (lines[0] !== '0') return { problem: `version ${lines[0]}, only 0 is known` }
  const entries = lines.slice(2).filter((line) => line !== '')
  if (entries.length !== Number(lines[1])) {
    return { problem: `${lines[1]} entries announced, ${entries.length} there` }
  }
  for (const line of entries) {
    const fields = /^(\S+)\s+(\d+)\s+(\d+)$/.exec(line)
    if (fields === null) return { problem: `malformed line "${line}"` }
    offsets.set(partitionKey(fields[1] ?? '', Number(fields[2])), Number(fields[3]))
  }
  return { offsets }
}

/** One text for a topic and a partition, to be used as a map's key. */
export function partitionKey(topic: string, partition: number): string {
  return `${topic}-${partition}`
}

export function encodePartitionMetadata(topicId: string): string {
  return `version: 0\ntopic_id: ${topicId}`
}

/** The topic id's text; undefined when the text is torn or of another version. */
export function decodePartitionMetadata(text: string): string | undefined {
  const match = /^version:\s*0\s*\n\s*topic_id:\s*([A-Za-z0-9_-]{22})\s*$/.exec(text)
  return match?.[1]
}

/** `.kafka_cleanshutdown`, as a broker without a controller's epoch writes it. */
export const CLEAN_SHUTDOWN_TEXT = '{"version":0,"brokerEpoch":-1}'
