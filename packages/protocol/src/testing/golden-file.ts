/**
 * Lines of a golden vector file: one JSON object each, compressed with gzip or plain.
 */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

export function readVectors<Vector>(path: string | URL): Vector[] {
  const text = readText(path)
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Vector)
}

/** The text of a file, decompressed if it is gzip. */
export function readText(path: string | URL): string {
  const bytes = readFileSync(path)
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8')
}
