/**
 * An immutable map by topic name whose changed copy shares nearly everything with the original: names are
 * spread over buckets, and a change copies one of them. A plain map would be copied whole at each commit,
 * which takes 70 us in a group of a thousand topics and so holds up everybody when that group commits them
 * all. Up to 32 names lie in one bucket, in the order in which they came.
 */
const namesPerBucket = 32

/** See the file. */
export class TopicMap<Value> {
  private constructor(
    readonly size: number,
    /** A power of two of them. */
    private readonly buckets: readonly ReadonlyMap<string, Value>[],
  ) {}

  static empty<Value>(): TopicMap<Value> {
    return new TopicMap<Value>(0, [new Map()])
  }

  get(topic: string): Value | undefined {
    return this.buckets[bucketOf(topic, this.buckets.length)]!.get(topic)
  }

  *[Symbol.iterator](): IterableIterator<[string, Value]> {
    for (const bucket of this.buckets) yield* bucket
  }

  *keys(): IterableIterator<string> {
    for (const bucket of this.buckets) yield* bucket.keys()
  }

  with(topic: string, value: Value): TopicMap<Value> {
    const at = bucketOf(topic, this.buckets.length)
    const bucket = this.buckets[at]!
    const size = this.size + (bucket.has(topic) ? 0 : 1)
    const buckets = this.buckets.with(at, new Map(bucket).set(topic, value))
    const crowded = size > buckets.length * namesPerBucket
    return new TopicMap(size, crowded ? spread(buckets, buckets.length * 4) : buckets)
  }

  without(topic: string): TopicMap<Value> {
    const at = bucketOf(topic, this.buckets.length)
    const bucket = this.buckets[at]!
    if (!bucket.has(topic)) return this
    const rest = new Map(bucket)
    rest.delete(topic)
    return new TopicMap(this.size - 1, this.buckets.with(at, rest))
  }
}

function spread<Value>(
  buckets: readonly ReadonlyMap<string, Value>[],
  count: number,
): readonly ReadonlyMap<string, Value>[] {
  const wider = Array.from({ length: count }, () => new Map<string, Value>())
  for (const bucket of buckets) {
    for (const [topic, value] of bucket) wider[bucketOf(topic, count)]!.set(topic, value)
  }
  return wider
}

function bucketOf(topic: string, count: number): number {
  if (count === 1) return 0
  let hash = 0
  for (let index = 0; index < topic.length; index++) {
    hash = (Math.imul(hash, 31) + topic.charCodeAt(index)) | 0
  }
  return (hash ^ (hash >>> 15)) & (count - 1)
}
