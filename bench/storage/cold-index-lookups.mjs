/**
 * What a lookup in an offset index of Kafka's full size (10 MB, 1.3 million entries) costs: near the end, where most
 * readers are, and anywhere, with pages in memory, from the page cache, and through the thread pool. Prints figures,
 * asserts nothing.
 *
 *   npm run build && node bench/storage/cold-index-lookups.mjs [--data DIR]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createNodeHost } from '@samsa/host/node/node-host'
import { OFFSET_ENTRY_BYTES, writeOffsetEntry } from '@samsa/log/core/offset-index'
import { IndexFile } from '@samsa/log/shell/index-file'
import { IndexPages } from '@samsa/log/shell/index-pages'
import { LogDisk } from '@samsa/log/shell/log-disk'

const ENTRIES = 1_310_720
const LOOKUPS = 50_000

const { values } = parseArgs({ options: { data: { type: 'string', default: tmpdir() } } })
const folder = mkdtempSync(join(values.data, 'samsa-bench-'))
const path = join(folder, '00000000000000000000.index')
const keyAt = (view, at) => view.getInt32(at)
const disk = new LogDisk(createNodeHost().disk)
const open = (pages) => new IndexFile(disk, path, OFFSET_ENTRY_BYTES, new IndexPages(pages))

const writer = open(256)
writer.assumeEmpty()
for (let slot = 0; slot < ENTRIES; slot++) {
  writer.append((view, at) => writeOffsetEntry(view, at, slot * 100, slot * 500))
  writer.writeEnough()
}
await writer.close()

let seed = 42
function anywhere() {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return Math.floor((seed / 2_147_483_648) * ENTRIES * 100)
}
const nearEnd = () => ENTRIES * 100 - 1 - (anywhere() % 80_000)

for (const [what, pages, target] of [
  ['near the end, at once', 256, nearEnd],
  ['anywhere, at once, 256 pages in memory', 256, anywhere],
  ['anywhere, at once, all pages in memory', 4000, anywhere],
]) {
  const index = open(pages)
  for (let warm = 0; warm < 10_000; warm++) index.find(target(), keyAt)
  const started = performance.now()
  for (let lookup = 0; lookup < LOOKUPS; lookup++) index.find(target(), keyAt)
  console.log(`${what}: ${(((performance.now() - started) * 1000) / LOOKUPS).toFixed(2)} µs`)
  await index.close()
}

const index = open(256)
const started = performance.now()
for (let lookup = 0; lookup < LOOKUPS / 10; lookup++) {
  const wanted = anywhere()
  await index.later(() => index.search(wanted, keyAt))
}
const us = ((performance.now() - started) * 1000) / (LOOKUPS / 10)
console.log(`anywhere, through the thread pool, 256 pages in memory: ${us.toFixed(1)} µs`)
await index.close()
rmSync(folder, { recursive: true, force: true })
