/**
 * What real Kafka writes, in two waves, before it and Samsa each clean a copy: keys that come again, tombstones on both
 * sides of their horizon, transactions decided and undecided, producers whose last batch loses all its records. Each
 * scenario is a topic of one partition.
 */
import type { WantedRecord, WriteStep } from './storage-driver.js'

export interface CompactionScenario {
  readonly name: string
  readonly settings: Readonly<Record<string, string>>
  /** What is written before the first cleaning, and between it and the second. */
  readonly waves: readonly [readonly WriteStep[], readonly WriteStep[]]
  /** Something keeps the cleaner from coming to the active segment. */
  readonly staysBehind?: boolean
}

const began = 1_700_000_000_000
const day = '86400000'
const common = {
  'cleanup.policy': 'compact',
  'internal.segment.bytes': '20000',
  'index.interval.bytes': '512',
  'min.cleanable.dirty.ratio': '0.01',
  'file.delete.delay.ms': '100',
  'delete.retention.ms': day,
}
const soon = { 'delete.retention.ms': '50' }

/** `now`: for records that must be young. */
export function compactionScenarios(now: number): CompactionScenario[] {
  const waves = (write: (from: number) => WriteStep[]) => [write(0), write(10_000)] as const
  return [
    { name: 'plain', settings: common, waves: waves((from) => values(from, {})) },
    ...['gzip', 'snappy', 'lz4', 'zstd'].map((codec) => ({
      name: `codec-${codec}`,
      settings: common,
      waves: waves((from) => values(from, { codec, tombstones: 13 })),
    })),
    {
      name: 'tombstones-kept',
      settings: common,
      waves: waves((from) => values(from, { tombstones: 5 })),
    },
    {
      name: 'tombstones-gone',
      settings: { ...common, ...soon },
      waves: waves((from) => values(from, { tombstones: 5 })),
    },
    { name: 'producers', settings: { ...common, ...soon }, waves: waves((from) => manyProducers(from, now)) },
    { name: 'empty-batches', settings: common, waves: waves((from) => emptyBatches(from, now)) },
    { name: 'transactions', settings: common, waves: waves((from) => transactions(from, 'none')) },
    {
      name: 'transactions-gone',
      settings: { ...common, ...soon },
      waves: waves((from) => transactions(from, 'none')),
    },
    {
      name: 'transactions-zstd',
      settings: { ...common, ...soon },
      waves: waves((from) => transactions(from, 'zstd')),
    },
    {
      name: 'transaction-open',
      settings: { ...common, ...soon },
      waves: waves(openTransaction),
      staysBehind: true,
    },
    {
      name: 'lag',
      staysBehind: true,
      settings: { ...common, 'min.compaction.lag.ms': '3600000' },
      waves: [[...values(0, {}), ...values(5_000, { began: now })], values(10_000, { began: now })],
    },
    {
      name: 'compact-delete',
      settings: { ...common, 'cleanup.policy': 'compact,delete', 'retention.ms': '-1' },
      waves: waves((from) => values(from, { tombstones: 7 })),
    },
    {
      name: 'small-segments',
      settings: { ...common, 'internal.segment.bytes': '3000' },
      waves: waves((from) => values(from, { tombstones: 9 })),
    },
    {
      name: 'many-keys',
      settings: { ...common, 'internal.segment.bytes': '600000' },
      waves: waves((from) => manyKeys(from)),
    },
  ]
}

/** More than the smallest memory holds in which Kafka's cleaner remembers keys: it takes several passes. */
function manyKeys(from: number): WriteStep[] {
  return Array.from({ length: 140 }, (_, batch) => ({
    producer: 'p',
    records: Array.from({ length: 500 }, (_, index): WantedRecord => {
      const number = batch * 500 + index
      const key = from === 0 ? number : (number * 2) % 60_000
      return [began + from + number, base64(`key-${key}`), base64(`${from + number}`)]
    }),
  }))
}

interface Values {
  readonly codec?: string
  /** Every so many-th record is one. */
  readonly tombstones?: number | undefined
  readonly began?: number | undefined
}

function values(from: number, { codec = 'none', tombstones, began: first }: Values): WriteStep[] {
  return Array.from({ length: 60 }, (_, batch) => ({
    producer: 'p',
    codec,
    records: records(from + batch * 20, 5 + ((batch * 7) % 23), { tombstones, began: first }),
  }))
}

/** Keys are drawn without chance: some come often, some once. */
function records(
  from: number,
  count: number,
  { tombstones = 0, began: first = began }: Values,
): WantedRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const number = from + index
    const key = number % 3 === 0 ? number % 40 : number % 17 === 0 ? number : (number * number) % 101
    const isTombstone = tombstones > 0 && number % tombstones === 0
    const value = isTombstone ? null : base64(`${number} ${'again and '.repeat(number % 9)}`)
    return [first + number * 10, base64(`key-${key}`), value]
  })
}

/** Most write once, and others overwrite all of it: an empty batch keeps their last sequence. */
function manyProducers(from: number, began: number): WriteStep[] {
  const steps: WriteStep[] = []
  for (let batch = 0; batch < 50; batch += 1) {
    const producer = batch % 5 === 4 ? `once-${from}-${batch}` : `p${batch % 2}`
    steps.push({ producer, records: records(from + (batch % 6) * 10, 12, { tombstones: 6, began }) })
  }
  return steps
}

/** Kafka keeps no empty batch for a producer that was silent too long: their times are of today. Two dozen are overwritten at once: a cleaned segment with more empty batches than others, and its indexes. */
function emptyBatches(from: number, began: number): WriteStep[] {
  const steps: WriteStep[] = []
  for (let each = 0; each < 24; each += 1) {
    steps.push({ producer: `once-${from}-${each}`, records: records(from + each, 3, { began }) })
  }
  return [...steps, ...values(from, { began }), ...values(from + 2_000, { began })]
}

function transactions(from: number, codec: string): WriteStep[] {
  const steps: WriteStep[] = []
  for (let round = 0; round < 24; round += 1) {
    const at = from + round * 30
    const [first, second] = ['a', 'b'].map((name) => ({ producer: `${name}${from}`, codec }))
    if (first === undefined || second === undefined) continue
    steps.push({ ...first, act: 'begin' })
    steps.push({ ...first, records: records(at, 9, { tombstones: 6 }) })
    steps.push({ ...second, act: 'begin' })
    steps.push({ ...second, records: records(at + 3, 6, { tombstones: 6 }) })
    if (round % 4 === 0) steps.push({ producer: 'plain', codec, records: records(at + 6, 5, {}) })
    steps.push({ ...first, records: records(at + 12, 4, {}) })
    steps.push({ ...second, act: round % 3 === 1 ? 'abort' : 'commit' })
    steps.push({ ...first, act: round % 4 === 2 ? 'abort' : 'commit' })
    // An epoch may hold nothing but its markers once all its records are superseded.
    steps.push(
      { ...second, act: 'begin' },
      { ...second, records: records(7, 2, {}) },
      { ...second, act: 'commit' },
    )
  }
  return [...steps, { producer: 'plain', codec, records: records(from + 900, 300, {}) }]
}

function openTransaction(from: number): WriteStep[] {
  const open = { producer: `open${from}` }
  return [
    ...values(from, { tombstones: 11 }).slice(0, 30),
    { ...open, act: 'begin' },
    { ...open, records: records(from + 600, 5, {}) },
    ...values(from + 700, {}).slice(0, 30),
  ]
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
