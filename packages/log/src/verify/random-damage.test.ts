import { readFileSync } from 'node:fs'
import type { Disk } from '@samsa/host'
import { MemoryDisk } from '@samsa/host/memory/memory-disk'
import { createNodeHost } from '@samsa/host/node/node-host'
import { viewOf } from '@samsa/record/bytes'
import { batchSizeInBytes, wholeBatchSize } from '@samsa/record/record-batch'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { untar } from '../golden/untar.js'
import { readSmallFile } from '../shell/durable-file.js'
import { LogDisk } from '../shell/log-disk.js'
import { repairDirectory } from './repair-directory.js'
import { verifyDirectory } from './verify-directory.js'

const { clock } = createNodeHost({ log: { write: () => undefined } })
const scenarios = ['plain', 'codecs', 'transactions', 'idempotent', 'leader-epochs', 'kafka39-zookeeper']
const SEEDS = Number(process.env['DAMAGE_SEEDS'] ?? 40)
const archives = scenarios.map((scenario) => {
  const archive = new URL(`../../testdata/golden/${scenario}/data.tar.gz`, import.meta.url)
  return untar(gunzipSync(readFileSync(archive))).filter(({ isDirectory }) => !isDirectory)
})

function write(disk: Disk, path: string, bytes: Uint8Array): void {
  const file = disk.open(path, 'create')
  if (bytes.length > 0) file.writev([Uint8Array.from(bytes)], 0)
  void file.close()
}

/** Numbers below `most`, the same for the same seed. */
function chance(seed: number): (most: number) => number {
  let state = seed
  return (most) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most
  }
}

interface Damaged {
  readonly bytes: Buffer
  /** Bytes of the original from here on may be others. */
  readonly from: number
  readonly to: number
}

const damages: readonly ((bytes: Buffer, draw: (most: number) => number) => Damaged)[] = [
  (bytes, draw) => {
    const at = draw(bytes.length)
    const other = Buffer.from(bytes)
    other[at] = (other[at] as number) ^ (1 << draw(8))
    return { bytes: other, from: at, to: at + 1 }
  },
  (bytes, draw) => {
    const at = draw(bytes.length)
    return { bytes: bytes.subarray(0, at), from: at, to: bytes.length }
  },
  (bytes, draw) => {
    const from = draw(bytes.length)
    const to = Math.min(bytes.length, from + 1 + draw(300))
    return { bytes: Buffer.from(bytes).fill(draw(2) === 0 ? 0 : 0xa5, from, to), from, to }
  },
  (bytes, draw) => {
    const noise = Buffer.from(Array.from({ length: 1 + draw(200) }, () => draw(256)))
    return { bytes: Buffer.concat([bytes, noise]), from: bytes.length, to: bytes.length }
  },
]

/** The batches that lie wholly outside the damage. */
function untouched(original: Buffer, { from, to }: Damaged): Buffer[] {
  const view = viewOf(original)
  const kept: Buffer[] = []
  for (let at = 0; wholeBatchSize(view, at, original.length) > 0; at += batchSizeInBytes(view, at)) {
    const end = at + batchSizeInBytes(view, at)
    if (end <= from || at >= to) kept.push(original.subarray(at, end))
  }
  return kept
}

test('whatever happens to a file, a repair ends with a sound log that has every batch that was not hit', async () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const draw = chance(seed)
    const entries = archives[draw(archives.length)] as (typeof archives)[number]
    const disk = new MemoryDisk(clock)
    for (const { name, bytes } of entries) {
      disk.makeDirectory(`/data/${name.slice(0, Math.max(0, name.lastIndexOf('/')))}`)
      write(disk, `/data/${name}`, bytes)
    }
    const files = entries.filter(({ name }) =>
      /\/\d{20}\.(log|index|timeindex|txnindex|snapshot)$/.test(name),
    )
    const { name, bytes } = files[draw(files.length)] as (typeof files)[number]
    if (bytes.length === 0) continue
    const original = Buffer.from(bytes)
    const damaged = (damages[draw(damages.length)] as (typeof damages)[number])(original, draw)
    write(disk, `/data/${name}`, damaged.bytes)
    const about = `seed ${seed}: ${name} at ${damaged.from}`
    const options = { deep: true, live: false }
    const found = await verifyDirectory(disk, '/data', options)
    const repair = { dropCorrupt: true, keepAs: 'samsa-repair-1', done: () => undefined }
    await repairDirectory(new LogDisk(disk), '/data', found, repair)
    const after = await verifyDirectory(disk, '/data', options)
    const left = after.findings.filter(
      ({ severity, kind, file }) =>
        severity === 'problem' &&
        kind !== 'offset-gap' &&
        // A batch whose epoch was hit is told of and left as it is.
        !(kind === 'leader-epochs' && file.endsWith('.log')),
    )
    expect(left, about).toEqual([])
    if (!name.endsWith('.log')) continue
    const now = Buffer.from(readSmallFile(disk, `/data/${name}`) ?? [])
    for (const batch of untouched(original, damaged)) expect(now.includes(batch), about).toBe(true)
  }
})
