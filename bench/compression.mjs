/**
 * `node bench/compression.mjs`: MB/s at which each codec packs and unpacks batches of several sizes, from the built
 * packages; MB are those of the records, unpacked. Prints and asserts nothing; run it on a quiet machine.
 */
import { compress, decompress } from '@samsa/record'

const sizes = [200, 1_000, 10_000, 100_000, 1_000_000]
const codecs = ['gzip', 'snappy', 'lz4', 'zstd']
const bytesPerRound = 10_000_000

console.log(`Node ${process.versions.node}; best of 5 rounds`)
console.log('| codec | bytes | packs MB/s | unpacks MB/s | packed to |')
console.log('| --- | ---: | ---: | ---: | ---: |')
for (const codec of codecs) {
  for (const size of sizes) {
    const records = halfNoise(size)
    const packed = compress(codec, records)
    const packs = speed(size, () => compress(codec, records))
    const unpacks = speed(size, () => decompress(codec, packed))
    const ratio = `${((packed.length / size) * 100).toFixed(0)} %`
    console.log(`| ${[codec, size, packs.toFixed(0), unpacks.toFixed(0), ratio].join(' | ')} |`)
  }
}

function speed(size, run) {
  const times = Math.ceil(bytesPerRound / size)
  let best = 0
  for (let round = 0; round < 5; round += 1) {
    const began = performance.now()
    for (let count = 0; count < times; count += 1) run()
    best = Math.max(best, (times * size) / 1000 / (performance.now() - began))
  }
  return best
}

/** Of each kilobyte half repeats itself, half cannot be packed. */
function halfNoise(size) {
  const bytes = Buffer.alloc(size, 'what repeats compresses, ')
  let state = 42
  for (let at = 0; at + 4 <= size; at += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    if (at % 1024 < 512) bytes.writeUInt32LE(state, at)
  }
  return bytes
}
