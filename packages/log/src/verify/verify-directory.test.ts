import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { createNodeHost } from '@samsa/host/node/node-host'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { untar } from '../golden/untar.js'
import { LogDisk } from '../shell/log-disk.js'
import { repairDirectory } from './repair-directory.js'
import { type VerifiedDirectory, verifyDirectory } from './verify-directory.js'

const golden = fileURLToPath(new URL('../../testdata/golden/', import.meta.url))
const { disk } = createNodeHost({ log: { write: () => undefined } })
let directory: string
const copies: string[] = []

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'samsa-verify-'))
  for (const scenario of readdirSync(golden)) {
    for (const { name, isDirectory, bytes } of untar(
      gunzipSync(readFileSync(`${golden}${scenario}/data.tar.gz`)),
    )) {
      if (isDirectory) continue
      mkdirSync(dirname(join(directory, scenario, name)), { recursive: true })
      writeFileSync(join(directory, scenario, name), bytes)
    }
  }
})

afterEach(() => {
  for (const path of copies.splice(0)) rmSync(path, { recursive: true, force: true })
})

afterAll(() => rmSync(directory, { recursive: true, force: true }))

/** A scenario's directory to be damaged. */
function copyOf(scenario: string): string {
  const path = mkdtempSync(join(tmpdir(), 'samsa-verify-copy-'))
  copies.push(path)
  cpSync(join(directory, scenario), path, { recursive: true })
  return path
}

function check(path: string): Promise<VerifiedDirectory> {
  return verifyDirectory(disk, path, { deep: true, live: false })
}

async function repair(path: string, dropCorrupt = false): Promise<string[]> {
  const done: string[] = []
  const checked = await check(path)
  const keepAs = 'samsa-repair-1700000000000'
  await repairDirectory(new LogDisk(disk), path, checked, {
    dropCorrupt,
    keepAs,
    done: (what) => done.push(what),
  })
  return done
}

function problems({ findings }: VerifiedDirectory): string[] {
  return findings.filter(({ severity }) => severity === 'problem').map(({ kind, file }) => `${kind} ${file}`)
}

const log = '00000000000000000000.log'
const sound = readdirSync(golden).filter((scenario) => scenario !== 'crash-before')

test.each(sound)('nothing is wrong with %s, which Kafka wrote', async (scenario) => {
  const checked = await check(join(directory, scenario))
  expect(problems(checked)).toEqual([])
  expect(checked.partitions.size).toBeGreaterThan(0)
})

test('what a crash and its damage left is told, file by file', async () => {
  const checked = await check(join(directory, 'crash-before'))
  expect(new Set(problems(checked))).toEqual(
    new Set([
      `offset-index bad-index-0/00000000000000000000.index`,
      `time-index bad-index-0/00000000000000000000.timeindex`,
      `torn-tail flipped-0/00000000000000000025.log`,
      `corrupt-batch flipped-early-0/${log}`,
      `torn-tail garbage-0/00000000000000000026.log`,
      `leader-epochs no-epochs-0/leader-epoch-checkpoint`,
      ...['00000000000000000000', '00000000000000000032', '00000000000000000060'].flatMap((base) => [
        `missing-file no-index-0/${base}.index`,
        `missing-file no-index-0/${base}.timeindex`,
      ]),
      `torn-tail torn-0/00000000000000000055.log`,
      `torn-tail torn-header-0/00000000000000000031.log`,
      `torn-tail zeros-0/00000000000000000056.log`,
    ]),
  )
})

describe('a repair', () => {
  test('leaves logs as Kafka leaves them after its own recovery, and keeps what it cuts', async () => {
    const path = copyOf('crash-before')
    await repair(path)
    const checked = await check(path)
    expect(problems(checked)).toEqual([`corrupt-batch flipped-early-0/${log}`])
    for (const name of readdirSync(path).filter((each) => each !== 'flipped-early-0')) {
      if (name.endsWith('.cut')) continue
      const logs = (from: string): [string, number][] =>
        readdirSync(from)
          .filter((file) => file.endsWith('.log'))
          .map((file) => [file, statSync(join(from, file)).size])
      expect(logs(join(path, name))).toEqual(logs(join(directory, 'crash-after', name)))
    }
    const side = 'samsa-repair-1700000000000.torn-0.00000000000000000055.log.739.cut'
    const torn = readFileSync(join(directory, 'crash-before', 'torn-0', '00000000000000000055.log'))
    expect(readFileSync(join(path, side))).toEqual(torn.subarray(739))
  })

  test('takes damage between sound batches out when that is asked for, and keeps all others', async () => {
    const path = copyOf('crash-before')
    const before = (await check(path)).partitions.get('flipped-early-0')
    const size = statSync(join(path, 'flipped-early-0', log)).size
    await repair(path, true)
    const checked = await check(path)
    expect(problems(checked)).toEqual([])
    expect(checked.partitions.get('flipped-early-0')?.batches).toBe(before?.batches)
    expect(statSync(join(path, 'flipped-early-0', log)).size).toBe(size - 184)
  })

  test('writes nothing to a sound directory', async () => {
    const path = copyOf('data-directory')
    expect(await repair(path)).toEqual([])
  })

  test.each([
    ['.index', 'offset-index'],
    ['.timeindex', 'time-index'],
    ['.txnindex', 'transaction-index'],
    ['.snapshot', 'producer-snapshot'],
  ])('builds %s files anew that say something else', async (ending, kind) => {
    const path = copyOf('transactions')
    const partition = join(path, 'transactions-0')
    const [name] = readdirSync(partition)
      .filter((file) => file.endsWith(ending) && statSync(join(partition, file)).size > 0)
      .slice(-1)
    const file = join(partition, name as string)
    const bytes = readFileSync(file)
    const damaged = Buffer.from(bytes)
    damaged.writeUInt8((damaged[11] as number) ^ 0x41, 11)
    writeFileSync(file, damaged)
    expect(problems(await check(path))).toContain(`${kind} transactions-0/${name}`)
    await repair(path)
    expect(problems(await check(path))).toEqual([])
  })

  test('builds epochs anew from where their own log begins, not another one', async () => {
    const path = copyOf('leader-epochs')
    const epochs = join(path, 'leader-epochs-0', 'leader-epoch-checkpoint')
    const before = readFileSync(epochs, 'utf8')
    writeFileSync(join(path, 'log-start-offset-checkpoint'), '0\n1\nelsewhere 0 1000\n')
    writeFileSync(epochs, '0\n0\n')
    await repair(path)
    expect(readFileSync(epochs, 'utf8')).toBe(before)
  })

  test('brings checkpoints down to where the logs end', async () => {
    const path = copyOf('data-directory')
    const checkpoint = join(path, 'recovery-point-offset-checkpoint')
    writeFileSync(checkpoint, readFileSync(checkpoint, 'utf8').replace('events 0 60', 'events 0 61'))
    const checked = await check(path)
    expect(problems(checked)).toEqual(['checkpoint recovery-point-offset-checkpoint'])
    await repair(path)
    expect(readFileSync(checkpoint, 'utf8')).toContain('events 0 60\n')
    expect(problems(await check(path))).toEqual([])
  })
})

test('a compaction that was not put in place is finished, one that was not finished is removed', async () => {
  const path = copyOf('compaction-after')
  const partition = join(path, 'compact-0')
  const bases = readdirSync(partition)
    .filter((name) => name.endsWith('.log'))
    .map((name) => name.slice(0, 20))
  const [first = '', second = ''] = bases
  for (const ending of ['log', 'index', 'timeindex'])
    cpSync(join(partition, `${first}.${ending}`), join(partition, `${first}.${ending}.swap`))
  writeFileSync(join(partition, `${second}.log.deleted`), 'old')
  const before = await check(path)
  expect(problems(before)).toEqual([])
  expect(before.findings.map(({ kind }) => kind)).toContain('leftover')
  const done = await repair(path)
  expect(done).toEqual(
    expect.arrayContaining([
      `removed compact-0/${second}.log.deleted`,
      'put the finished compaction of compact-0 in place',
    ]),
  )
  const after = await check(path)
  expect(after.findings.filter(({ kind }) => kind === 'leftover')).toEqual([])
  expect(problems(after)).toEqual([])
})

test('an epoch that a crash kept out of its file is made good by the next start, so no problem', async () => {
  const path = copyOf('data-directory')
  const checkpoint = join(path, 'events-0', 'leader-epoch-checkpoint')
  const lines = readFileSync(checkpoint, 'utf8').trim().split('\n')
  const shorter = ['0', String(lines.length - 3), ...lines.slice(2, -1), '']
  writeFileSync(checkpoint, shorter.join('\n'))
  expect(problems(await check(path))).toEqual(['leader-epochs events-0/leader-epoch-checkpoint'])
  rmSync(join(path, '.kafka_cleanshutdown'))
  rmSync(join(path, 'recovery-point-offset-checkpoint'))
  const checked = await check(path)
  expect(problems(checked)).toEqual([])
  expect(checked.findings.map(({ kind }) => kind)).toContain('leader-epochs')
})

test('the mark that a failed sync left is told of', async () => {
  const path = copyOf('data-directory')
  writeFileSync(join(path, '.samsa-unsynced'), '')
  const { findings } = await check(path)
  expect(findings.filter(({ file }) => file === '.samsa-unsynced')).toMatchObject([{ kind: 'shutdown' }])
})

test('a batch whose epoch was hit is told of, and the file of epochs does not follow it', async () => {
  const path = copyOf('leader-epochs')
  const file = join(path, 'leader-epochs-0', log)
  const bytes = readFileSync(file)
  bytes.writeUInt8(0x7f, 12)
  writeFileSync(file, bytes)
  const told = (await check(path)).findings.filter(({ severity }) => severity === 'problem')
  expect(told).toMatchObject([{ kind: 'leader-epochs', file: `leader-epochs-0/${log}`, repair: '' }])
  expect(await repair(path)).toEqual([])
})

test('a batch whose first offset was hit is told of, not those behind it', async () => {
  const path = copyOf('plain')
  const file = join(path, 'plain-0', log)
  const bytes = readFileSync(file)
  bytes.writeUInt8(0x01, 5)
  writeFileSync(file, bytes)
  const told = (await check(path)).findings.filter(({ kind }) => kind === 'corrupt-batch')
  expect(told).toMatchObject([{ position: 0, offset: 0 }])
})

test('a segment that lost its end is a gap, told with the offset that is missing', async () => {
  const path = copyOf('plain')
  const [first] = readdirSync(join(path, 'plain-0')).filter((name) => name.endsWith('.log'))
  truncateSync(join(path, 'plain-0', first as string), 335 + 357)
  const checked = await check(path)
  const gap = checked.findings.find(({ kind }) => kind === 'offset-gap')
  expect(gap).toMatchObject({ severity: 'problem', offset: 12 })
})

test('folders of two topics of one name, torn metadata and strange files are told', async () => {
  const path = copyOf('data-directory')
  writeFileSync(join(path, 'events-1', 'partition.metadata'), 'version: 0\ntopic_id: AAAAAAAAAAAAAAAAAAAAAQ')
  writeFileSync(join(path, 'table-0', 'partition.metadata'), 'version: 0\ntopic')
  writeFileSync(join(path, 'table-0', 'core.1234'), '')
  const { findings } = await check(path)
  expect(findings.map(({ kind, file }) => `${kind} ${file}`)).toEqual(
    expect.arrayContaining([
      'partition-metadata events-0/partition.metadata',
      'partition-metadata events-1/partition.metadata',
      'partition-metadata table-0/partition.metadata',
      'unknown-file table-0/core.1234',
    ]),
  )
})

test('a file of noise yields a few lines, not one for each byte', async () => {
  const path = copyOf('plain')
  const file = join(path, 'plain-0', '00000000000000000000.index')
  writeFileSync(file, Buffer.alloc(8 * 1000, 0x11))
  const { findings } = await check(path)
  expect(findings.length).toBeLessThan(20)
})
