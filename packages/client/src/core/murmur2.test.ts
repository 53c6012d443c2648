import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { murmur2, partitionOfKey } from './murmur2.js'

test("hashes and partitions are those of Kafka's partitioner", () => {
  const lines = gunzipSync(readFileSync(new URL('../../testdata/murmur2.ndjson.gz', import.meta.url)))
    .toString()
    .trim()
    .split('\n')
  expect(lines.length).toBeGreaterThan(100)
  for (const line of lines) {
    const vector: { key: string; murmur2: number; partition: Record<string, number> } = JSON.parse(line)
    const key = Uint8Array.from(Buffer.from(vector.key, 'hex'))
    expect(murmur2(key)).toBe(vector.murmur2)
    for (const [count, partition] of Object.entries(vector.partition)) {
      expect(partitionOfKey(key, Number(count))).toBe(partition)
    }
  }
})
