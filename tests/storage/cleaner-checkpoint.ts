/** How far a cleaner came, from the file in which both Kafka and Samsa keep it. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** By topic; partitions other than 0 have none here. */
export function cleanerCheckpoint(data: string): Map<string, number> {
  const path = join(data, 'cleaner-offset-checkpoint')
  if (!existsSync(path)) return new Map()
  const lines = readFileSync(path, 'utf8').trim().split('\n').slice(2)
  return new Map(lines.map((line) => [line.split(' ')[0] ?? '', Number(line.split(' ')[2])]))
}
