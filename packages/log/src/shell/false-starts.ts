/**
 * Segments that never began: an empty `.log` was made at what was the log's end then, its other files could not be,
 * and what was appended next went on into the segment before it. Nothing can be read past such a file, as it claims
 * the offsets behind its name: it goes before the log is opened.
 */
import { lastOffsetOf } from '../core/batch-facts.js'
import { damage } from '../core/sound-batch.js'
import { BatchScan, scanLater } from './batch-scan.js'
import type { LogContext } from './log-context.js'
import type { Segment } from './segment.js'

/** `found`, ascending, without them; their files are removed. Rejects with DiskError. */
export async function withoutFalseStarts(
  context: LogContext,
  folder: string,
  found: readonly Segment[],
): Promise<readonly Segment[]> {
  if (!found.some((segment, index) => index > 0 && segment.size === 0)) return found
  const sound: Segment[] = []
  for (const segment of found) {
    const before = sound.at(-1)
    const isFalse =
      segment.size === 0 && before !== undefined && (await holdsFrom(before, segment.baseOffset))
    if (!isFalse) {
      sound.push(segment)
      continue
    }
    const facts = { log: folder, segment: segment.baseOffset }
    context.host.log.write('warn', 'an empty segment is removed: the one before it goes on', facts)
    await segment.remove()
  }
  return sound
}

/** A sound batch of the segment ends at or behind `offset`. */
async function holdsFrom(segment: Segment, offset: number): Promise<boolean> {
  const indexed = segment.lastIndexedPosition
  const atEnd = await look(segment, indexed, offset)
  if (atEnd !== undefined || indexed === 0) return atEnd ?? false
  return (await look(segment, 0, offset)) ?? false
}

/** undefined: what lies at `position` is no batch, or not all behind it is sound. */
async function look(segment: Segment, position: number, offset: number): Promise<boolean | undefined> {
  let holds = false
  let count = 0
  const scan = new BatchScan(position, segment.size, (bytes, view, at) => {
    const problem = damage(bytes, view, at, segment.baseOffset - 1)
    if (problem !== '') return problem
    count += 1
    holds = lastOffsetOf(view, at) >= offset
    return holds ? 'found' : ''
  })
  await scanLater(segment.log, scan)
  if (holds) return true
  return count > 0 && scan.problem === '' ? false : undefined
}
