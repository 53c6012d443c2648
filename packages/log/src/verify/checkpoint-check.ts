/**
 * The checkpoint files of a data directory against its logs, and what they say once they are put right. Pure.
 */
import { type CheckpointEntry, partitionKey } from '../core/checkpoint-text.js'
import type { CheckpointName } from '../shell/checkpoints.js'

/** What each of them holds, for people. */
const meanings: Readonly<Record<CheckpointName, string>> = {
  'recovery-point-offset-checkpoint': 'recovery point',
  'log-start-offset-checkpoint': 'log start offset',
  'replication-offset-checkpoint': 'high watermark',
  'cleaner-offset-checkpoint': 'first offset that the cleaner has not seen',
}

export interface CheckpointResult {
  readonly problems: readonly { readonly line: string; readonly message: string; readonly isNote: boolean }[]
  /** The entries that can stand. */
  readonly sound: readonly CheckpointEntry[]
}

/** `ends`: where the logs end, by partition; undefined where a log was not looked at or could not be read. */
export function checkCheckpoint(
  name: CheckpointName,
  text: string,
  ends: ReadonlyMap<string, number | undefined>,
): CheckpointResult {
  const problems: { line: string; message: string; isNote: boolean }[] = []
  const sound: CheckpointEntry[] = []
  const lines = text.split('\n').filter((line) => line !== '')
  const tell = (line: string, message: string, isNote = false): void => {
    problems.push({ line, message, isNote })
  }
  if (lines.length === 0) return { problems, sound }
  if (lines[0] !== '0') tell(lines[0] ?? '', `version ${lines[0]}, only 0 is known`)
  if (Number(lines[1]) !== lines.length - 2)
    tell(lines[1] ?? '', `${lines[1]} entries announced, ${lines.length - 2} there`)
  for (const line of lines.slice(2)) {
    const [, topic = '', partition = '', offset = ''] = /^(\S+)\s+(\d+)\s+(\d+)$/.exec(line) ?? []
    const entry = { topic, partition: Number(partition), offset: Number(offset) }
    const key = partitionKey(topic, entry.partition)
    const end = ends.get(key)
    if (topic === '') tell(line, `malformed line "${line}"`)
    else if (!ends.has(key)) {
      tell(line, `${key} is not in this directory`, true)
      sound.push(entry)
    } else if (end !== undefined && entry.offset > end) {
      tell(line, `${meanings[name]} ${offset} of ${key} is beyond the log's end ${end}`)
      sound.push({ ...entry, offset: end })
    } else sound.push(entry)
  }
  return { problems, sound }
}
