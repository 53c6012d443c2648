/**
 * Where Samsa differs from Kafka on purpose, by area and case, with the reason; each is told in
 * docs/decisions/0020-where-samsa-differs-from-kafka.md. A fact listed here must really differ, or the test
 * says so.
 */
export const differences: Readonly<Record<string, string>> = {
  'fetch: partition max bytes for one and a half batches: the last may come cut':
    'whole batches only: a cut one is of no use to anybody, and is sent again',
  'list offsets: log start offset 2: -3':
    'the largest timestamp is looked for among the records that can still be read',
  'produce: records null (the broker throws while logging the error)':
    'null records are answered, as INVALID_RECORD',
  'produce: unknown codec 5 in the attributes': 'UNSUPPORTED_COMPRESSION_TYPE says what is wrong',
  "idempotence: no transactional id, first of this broker's life: its block of ids is not there yet":
    'the first producer id is there when it is asked for: no retry is needed',
  'create topics: config value with blanks around':
    'values are told as they are understood, without the blanks',
  'connection: Produce v2, below the lowest': 'the versions of Kafka 3.9 are served too',
  'connection: ApiVersions v4': 'only what works is advertised',
}

/** Parts of answers that are not compared, with the reason. */
export const uncompared: readonly (readonly [RegExp, string])[] = [
  [
    /\.configs\[min\.insync\.replicas\]\.(configSource|synonyms\.length)$/,
    'Kafka 4.3 sets min.insync.replicas for the whole cluster when it is formatted (KIP-966); here it is a plain default',
  ],
]

/** Facts that cannot be asked of a broker without transactions, share groups or the new consumer groups. */
export const areasNotServed: ReadonlySet<string> = new Set([
  'transactions',
  'consumer groups',
  'share groups',
])
