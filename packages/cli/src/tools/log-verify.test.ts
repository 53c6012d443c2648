import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNodeHost } from '@samsa/host/node/node-host'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runTool } from '../command-line/run-tool.js'
import { unpackGolden } from '../testing/golden-directory.js'
import { recordingTerminal } from '../testing/recording-terminal.js'
import type { Tool } from '../tool.js'
import { logVerify } from './log-verify.js'

const host = createNodeHost({ log: { write: () => undefined } })
let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'samsa-log-verify-'))
})

afterEach(() => rmSync(directory, { recursive: true, force: true }))

async function verify(
  argv: readonly string[],
  given: Parameters<typeof recordingTerminal>[0] = {},
): Promise<{ out: string; err: string; code: number }> {
  const { terminal, output, errors } = recordingTerminal(given)
  const code = await runTool(logVerify as unknown as Tool, argv, terminal, host)
  return { out: output(), err: errors(), code }
}

test('a sound directory is told in one line and ends with 0', async () => {
  unpackGolden('data-directory', directory)
  const { out, code } = await verify([directory, '--deep'])
  expect(out).toBe(`${directory}: 7 partitions, 9 segments, 116 batches, 18.1 KiB: no problems\n`)
  expect(code).toBe(0)
})

test('a torn end is told with file, position, offset and what a repair does, and ends with 1', async () => {
  unpackGolden('crash-before', directory)
  const { out, code } = await verify([join(directory, 'torn-0')])
  expect(out).toContain(
    'problem torn-0/00000000000000000055.log at 739 offset 65: a batch of 320 bytes, of which 171 are there; ' +
      '171 bytes behind the last sound batch are no batches (repair: cut off and kept in a side file)\n',
  )
  expect(code).toBe(1)
})

test('a machine gets one JSON document', async () => {
  unpackGolden('crash-before', directory)
  const { out } = await verify([join(directory, 'zeros-0'), '--json'])
  const { directories } = JSON.parse(out) as { directories: Record<string, unknown>[] }
  expect(directories).toMatchObject([
    { path: join(directory, 'zeros-0'), partitions: 1, segments: 3, problems: 1 },
  ])
  expect(directories[0]?.['findings']).toContainEqual(
    expect.objectContaining({ kind: 'torn-tail', position: 477, offset: 63 }),
  )
})

test.each([
  [[], 'Name a data directory'],
  [['/no/such/place'], 'no directory that can be read (missing)'],
  [['.'], '.: no data directory (no meta.properties, no partition)'],
  [['.', '--repair'], 'say --yes'],
  [['.', '--repair', '--yes', '--read-only'], 'needs the lock'],
  [['.', '--drop-corrupt'], 'goes with --repair'],
  [['.', '--bogus'], 'bogus is not a recognized option'],
])('%j is a wrong command line, which ends with 2', async (argv, message) => {
  const { err, code } = await verify(argv)
  expect(err).toContain(message)
  expect(code).toBe(2)
  const { error } = JSON.parse((await verify([...argv, '--json'])).out) as { error: string }
  expect(error).toContain(message)
})

test('what cannot be looked at is told to a machine too', async () => {
  unpackGolden('data-directory', directory)
  const { out, code } = await verify([directory, join(directory, 'nodir'), '--json'])
  const told = `${join(directory, 'nodir')}: no directory that can be read (missing)`
  expect(JSON.parse(out)).toMatchObject({ directories: [], error: told })
  expect(code).toBe(2)
})

test('a data directory without partitions, or without meta.properties, is looked at', async () => {
  writeFileSync(join(directory, 'meta.properties'), 'version=1\ncluster.id=x\nnode.id=1\n')
  expect((await verify([directory])).code).toBe(0)
  rmSync(join(directory, 'meta.properties'))
  mkdirSync(join(directory, 'topic-0'))
  expect((await verify([directory])).out).toContain('1 partition')
})

test('a directory in use is looked at with --read-only alone', async () => {
  unpackGolden('data-directory', directory)
  const lock = host.disk.lock(directory)
  try {
    const refused = await verify([directory])
    expect(refused.err).toContain('a broker uses this directory')
    expect(refused.code).toBe(2)
    expect((await verify([directory, '--read-only'])).code).toBe(0)
  } finally {
    lock.release()
  }
})

describe('--repair', () => {
  const torn = (): string => join(directory, 'torn-0', '00000000000000000055.log')
  beforeEach(() => {
    unpackGolden('crash-before', directory)
    for (const name of readdirSync(directory))
      if (name !== 'torn-0') rmSync(join(directory, name), { recursive: true })
  })

  test('asks on a terminal and changes nothing without a yes', async () => {
    const before = readFileSync(torn())
    const { err, out, code } = await verify([directory, '--repair'], { isTerminal: true, input: 'n\n' })
    expect(err).toContain('Repair ')
    expect(out).toContain('Nothing was changed.')
    expect(code).toBe(1)
    expect(readFileSync(torn())).toEqual(before)
  })

  test('puts right what it told, keeps what it cuts, and checks again', async () => {
    const before = readFileSync(torn())
    const { out, code } = await verify([directory, '--repair'], { isTerminal: true, input: 'y\n' })
    expect(out).toContain('cut 171 bytes at 739 out of torn-0/00000000000000000055.log, kept in ')
    expect(out).toMatch(/Checking again\.\n[^]*no problems/)
    expect(code).toBe(0)
    expect(readFileSync(torn())).toEqual(before.subarray(0, 739))
    const side = readdirSync(directory).find((name) => name.endsWith('.cut')) ?? ''
    expect(readFileSync(join(directory, side))).toEqual(before.subarray(739))
  })

  test('does not ask with --yes, and is idempotent', async () => {
    expect((await verify([directory, '--repair', '--yes'])).code).toBe(0)
    const again = await verify([directory, '--repair', '--yes'])
    expect(again.out).not.toContain('wrote')
    expect(again.code).toBe(0)
  })

  test('of one partition leaves what checkpoints say of others', async () => {
    const checkpoint = join(directory, 'recovery-point-offset-checkpoint')
    writeFileSync(checkpoint, '0\n2\ntorn 0 99\nother 3 7\n')
    expect((await verify([join(directory, 'torn-0'), '--repair', '--yes'])).code).toBe(0)
    expect(readFileSync(checkpoint, 'utf8')).toBe('0\n2\ntorn 0 65\nother 3 7\n')
    expect(existsSync(join(directory, '.lock'))).toBe(false)
  })
})
