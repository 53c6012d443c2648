/**
 * A bit of a partition's file that flips at rest: where, and what it may do. Kafka serves batches without looking at
 * their checksums, and its clients look: a rotten batch may be served as such, or cut off with all behind it when a
 * start recovers it. In Kafka's formats nothing tells of a bit in the first 17 bytes of a batch, nor in an index: such
 * a one may lead lookups astray.
 */
import type { Host } from '@samsa/host'
import type { SeededRandom } from '@samsa/host/simulated/seeded-random'

export interface BitRot {
  readonly path: string
  readonly byte: number
  readonly mask: number
}

const unprotectedBytes = 17
const kinds = ['.log', '.log', '.index', '.timeindex', '.txnindex', '.snapshot'] as const

/** undefined: there is no file of the drawn kind with something in it. */
export function drawBitRot(host: Host, folder: string, random: SeededRandom): BitRot | undefined {
  const kind = random.pick(kinds)
  const names = host.disk.list(folder).map(({ name }) => name)
  const name = random.pick(names.filter((one) => one.endsWith(kind)))
  if (name === undefined) return undefined
  const path = `${folder}/${name}`
  const bytes = contentOf(host, path)
  const mask = 1 << random.below(8)
  for (let tries = 0; tries < 20 && bytes.length > 0; tries += 1) {
    const byte = random.below(bytes.length)
    if (kind !== '.log' || isProtected(bytes, byte)) return { path, byte, mask }
  }
  return undefined
}

/** What must not be found even so. */
const inexcusable = {
  // A rotten batch is refused by clients, or cut off with what came behind it, but nothing is served in its place.
  '.log': /written was|never written|^starts at|never wrote/,
  '.index': /written was|never written|^starts at|^ends at|^producer|^\d+ is of epoch/,
  '.timeindex': /^(?!the first record from )/,
  '.txnindex': /^(?!a transaction |the batch at \d+ was )/,
  // It has a checksum.
  '.snapshot': /./,
} as const

export function isExcused(finding: string, path: string): boolean {
  const kind = kinds.find((one) => path.endsWith(one))
  return kind !== undefined && !inexcusable[kind].test(finding)
}

function isProtected(bytes: Uint8Array, byte: number): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  while (at + 12 <= bytes.length) {
    const end = at + 12 + view.getInt32(at + 8)
    if (byte < end) return byte - at >= unprotectedBytes
    at = end
  }
  return false
}

function contentOf(host: Host, path: string): Uint8Array {
  const file = host.disk.open(path, 'read')
  const bytes = new Uint8Array(file.size())
  file.read(bytes, 0)
  void file.close()
  return bytes
}
