/** Directories that Apache Kafka wrote (packages/log/testdata/golden), unpacked where tests may change them. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { untar } from '@samsa/log/golden/untar'

export function unpackGolden(scenario: string, into: string): void {
  const archive = new URL(`../../../log/testdata/golden/${scenario}/data.tar.gz`, import.meta.url)
  for (const { name, isDirectory, bytes } of untar(gunzipSync(readFileSync(archive)))) {
    if (isDirectory) continue
    mkdirSync(dirname(join(into, name)), { recursive: true })
    writeFileSync(join(into, name), bytes)
  }
}
