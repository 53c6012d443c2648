/** What kafka-producer-perf-test sends: random letters, lines of a file in random order, or a rising number. */
import { readFileSync } from 'node:fs'
import type { Random } from '@samsa/host'
import { UsageError } from '../command-line/usage-error.js'

const POOL_BYTES = 64 * 1024

export type Payloads = (index: number) => Uint8Array

/** Slices of one pool of capital letters: a draw for each record, not for each byte. */
export function randomPayloads(size: number, random: Random): Payloads {
  const pool = new Uint8Array(POOL_BYTES + size)
  random.fill(pool)
  for (let at = 0; at < pool.length; at++) pool[at] = 65 + ((pool[at] ?? 0) % 26)
  return () => {
    const from = random.uint32() % POOL_BYTES
    return pool.subarray(from, from + size)
  }
}

export function filePayloads(path: string, delimiter: string, random: Random): Payloads {
  const parts = readFileSync(path, 'utf8').split(delimiter.replaceAll('\\n', '\n'))
  if (parts.at(-1) === '') parts.pop()
  if (parts.length === 0) throw new UsageError(`File does not exist or empty file provided: ${path}`)
  const encoder = new TextEncoder()
  const payloads = parts.map((part) => encoder.encode(part))
  return () => payloads[random.uint32() % payloads.length] as Uint8Array
}

export function risingPayloads(): Payloads {
  const encoder = new TextEncoder()
  return (index) => encoder.encode(String(index))
}
