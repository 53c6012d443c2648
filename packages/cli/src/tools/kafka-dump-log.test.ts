import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { createNodeHost } from '@samsa/host/node/node-host'
import { untar } from '@samsa/log/golden/untar'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runTool } from '../command-line/run-tool.js'
import type { Terminal, Tool } from '../tool.js'
import { kafkaDumpLog } from './kafka-dump-log.js'

let directory: string

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'samsa-dump-log-'))
  const packed = readFileSync(new URL('../../testdata/dump-log.tar.gz', import.meta.url))
  for (const { name, isDirectory, bytes } of untar(gunzipSync(packed))) {
    if (isDirectory) continue
    mkdirSync(dirname(join(directory, name)), { recursive: true })
    writeFileSync(join(directory, name), bytes)
  }
})

afterAll(() => rmSync(directory, { recursive: true, force: true }))

async function dump(...argv: string[]): Promise<{ out: string; exitCode: number }> {
  let out = ''
  const terminal: Terminal = {
    out: (text) => {
      out += String(text)
    },
    err: () => undefined,
    input: (async function* () {})(),
    inputIsTerminal: false,
    outputIsTerminal: false,
    interrupted: new AbortController().signal,
  }
  const exitCode = await runTool(kafkaDumpLog as unknown as Tool, argv, terminal, createNodeHost())
  return { out: out.replaceAll(`${directory}/`, ''), exitCode }
}

function files(folder: string, pattern: RegExp): string {
  const names = readdirSync(join(directory, folder)).filter((name) => pattern.test(name))
  return names
    .sort()
    .map((name) => join(directory, folder, name))
    .join(',')
}

test.each([
  ['batches', 'shallow.txt', '', /\.log$/, []],
  ['records, indexes, snapshots and aborted transactions', 'plain.txt', '', /^0/, ['--print-data-log']],
  ['group records', 'offsets.txt', 'offsets', /^0/, ['--offsets-decoder']],
  ['metadata records and snapshots', 'metadata.txt', 'metadata', /^0/, ['--cluster-metadata-decoder']],
])("%s are shown line for line as Kafka's tool does", async (_, expected, folder, pattern, flags) => {
  const { out, exitCode } = await dump('--files', files(folder, pattern), ...flags)
  expect(out.split('\n')).toEqual(readFileSync(join(directory, expected), 'utf8').split('\n'))
  expect(exitCode).toBe(0)
})

test('bytes behind the last whole batch are counted, not shown', async () => {
  const log = readFileSync(files('', /\.log$/))
  const torn = join(directory, '00000000000000000500.log')
  writeFileSync(torn, log.subarray(0, 100))
  const { out } = await dump('--files', torn)
  expect(out).toContain('Found 7 invalid bytes at the end of 00000000000000000500.log')
  rmSync(torn)
})

test('an index is checked without being shown', async () => {
  const index = join(directory, '00000000000000000000.index')
  expect((await dump('--files', index, '--index-sanity-check')).out).toContain('passed sanity check.')
})
