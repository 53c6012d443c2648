/** Texts of --reset-offsets: partitions, times, durations and the CSV of --export and --from-file. */
import type { TopicPartition } from '@samsa/client'

/** 'orders:0,2' is two partitions; without a colon the whole topic is meant. */
export function readTopicScope(given: string): { topic: string; partitions: number[] | undefined } {
  const colon = given.indexOf(':')
  if (colon < 0) return { topic: given, partitions: undefined }
  const partitions = given
    .slice(colon + 1)
    .split(',')
    .map((each) => {
      if (!/^\d+$/.test(each))
        throw new Error(`Invalid partition '${each}' specified in topic arg '${given}'`)
      return Number(each)
    })
  return { topic: given.slice(0, colon), partitions }
}

/** Milliseconds since the epoch; UTC unless the text says otherwise. */
export function readDateTime(given: string): number {
  if (!given.includes('T')) {
    throw new Error("Error parsing timestamp. It does not contain a 'T' according to ISO8601 format")
  }
  const time = given.slice(given.indexOf('T'))
  const zoned = /[Z+-]/.test(time) ? given : `${given}Z`
  const parsed = Date.parse(zoned.replace(/([+-]\d\d)$/, '$1:00'))
  if (Number.isNaN(parsed)) throw new Error(`Unparseable date: "${given}"`)
  return parsed
}

/** Milliseconds of an ISO 8601 duration such as P1DT2H30M. */
export function readDuration(given: string): number {
  const match = /^([+-])?P(?:(-?\d+)D)?(?:T(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?\d+(?:\.\d+)?)S)?)?$/i.exec(given)
  const [, sign, days, hours, minutes, seconds] = match ?? []
  if ((days ?? hours ?? minutes ?? seconds) === undefined)
    throw new Error('Text cannot be parsed to a Duration')
  const total = Number(days ?? 0) * 86_400 + Number(hours ?? 0) * 3_600 + Number(minutes ?? 0) * 60
  return (sign === '-' ? -1 : 1) * Math.round((total + Number(seconds ?? 0)) * 1000)
}

/** A line of the CSV: with a group when there were several. */
export interface PlannedOffset extends TopicPartition {
  readonly group: string | undefined
  readonly offset: number
}

export function readPlan(csv: string): PlannedOffset[] {
  const lines = csv.split(/\r?\n/).filter((line) => line.trim() !== '')
  return lines.map((line) => {
    const cells = line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
    const group = cells.length === 4 ? cells.shift() : undefined
    const [topic = '', partition = '', offset = ''] = cells
    if (cells.length !== 3 || !/^\d+$/.test(partition) || !/^-?\d+$/.test(offset)) {
      throw new Error(`expected [group,]topic,partition,offset, but got: ${line}`)
    }
    return { group, topic, partition: Number(partition), offset: Number(offset) }
  })
}
