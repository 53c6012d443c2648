import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { createNodeHost } from '@samsa/host/node/node-host'
import { untar } from '@samsa/log/golden/untar'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runTool } from '../command-line/run-tool.js'
import { recordingTerminal } from '../testing/recording-terminal.js'
import type { Tool } from '../tool.js'
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

async function dump(...argv: string[]): Promise<{ out: string; err: string; exitCode: number }> {
  const { terminal, output, errors } = recordingTerminal()
  const exitCode = await runTool(kafkaDumpLog as unknown as Tool, argv, terminal, createNodeHost())
  const shown = (text: string): string => text.replaceAll(`${directory}/`, '')
  return { out: shown(output()), err: shown(errors()), exitCode }
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

const java = 'Exception in thread "main" '
test.each([
  ['00000000000000099999.log', [], `${java}java.nio.file.NoSuchFileException: 00000000000000099999.log\n`],
  ['nope.log', [], `${java}java.lang.NumberFormatException: For input string: "nope"\n`],
  ['00000000000000000000.index', ['--max-message-size', '20'], `${java}java.util.NoSuchElementException\n`],
  [
    '00000000000000000000.log',
    ['--value-decoder-class', 'com.example.Decoder'],
    `${java}java.lang.RuntimeException: Failed to load decoder class com.example.Decoder`,
  ],
])('%s %j ends with status 1 and the first line of what Kafka says', async (name, flags, message) => {
  const { err, exitCode } = await dump('--files', join(directory, name), ...flags)
  expect(exitCode).toBe(1)
  expect(err.startsWith(message)).toBe(true)
})

test('a file that is no part of a log is passed over', async () => {
  const { err, exitCode } = await dump('--files', join(directory, 'leader-epoch-checkpoint'))
  expect(err).toBe('Ignoring unknown file leader-epoch-checkpoint\n')
  expect(exitCode).toBe(0)
})

test.each([
  ['org.apache.kafka.tools.api.IntegerDecoder', /payload: -?\d+$/m],
  ['kafka.serializer.LongDecoder', /payload: -?\d+$/m],
  ['DefaultDecoder', /payload: ([0-9a-f]{2})+$/m],
])('%s shows values', async (decoder, shown) => {
  const log = join(directory, '00000000000000000000.log')
  expect((await dump('--files', log, '--value-decoder-class', decoder)).out).toMatch(shown)
})

test('a record that has no key cannot be one of a coordinator', async () => {
  const log = join(directory, '00000000000000000000.log')
  const { out, err, exitCode } = await dump('--files', log, '--offsets-decoder')
  expect(out.endsWith('headerKeys: []')).toBe(true)
  expect(err).toContain('Failed to decode message at offset 4 using the specified decoder')
  expect(exitCode).toBe(1)
})
