import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNodeHost } from '@samsa/host/node/node-host'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runTool } from '../command-line/run-tool.js'
import { unpackGolden } from '../testing/golden-directory.js'
import { recordingTerminal } from '../testing/recording-terminal.js'
import { unwritableHost } from '../testing/unwritable-host.js'
import { Samsa } from '../samsa.js'
import type { Tool } from '../tool.js'
import { logImport } from './log-import.js'
import { logVerify } from './log-verify.js'

const host = createNodeHost({ log: { write: () => undefined } })
let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'samsa-log-import-'))
})

afterEach(() => rmSync(directory, { recursive: true, force: true }))

async function run(
  tool: unknown,
  argv: readonly string[],
  on = host,
): Promise<{ out: string; err: string; code: number }> {
  const { terminal, output, errors } = recordingTerminal()
  const code = await runTool(tool as Tool, argv, terminal, on)
  return { out: output().replaceAll(directory, ''), err: errors().replaceAll(directory, ''), code }
}

function unpacked(scenario: string, name = 'kafka'): string {
  const path = join(directory, name)
  unpackGolden(scenario, path)
  return path
}

test("a KRaft broker's directory is told: topics with ids and settings, groups, producer ids", async () => {
  const path = unpacked('data-directory')
  const { out, code } = await run(logImport, [path])
  expect(code).toBe(0)
  expect(out.split('\n')).toEqual(
    expect.arrayContaining([
      '/kafka: stopped cleanly',
      'Cluster MkU3OEVBNTcwNTJENDM2Qg, node 1, KRaft mode, metadata.version 30',
      'Topics to be served: 5, with 6 partitions, 10.0 KiB',
      '  unused: 1 partition, id ZBxWfC-vTPinpK7zURq1TA, 0 bytes, retention.ms=-1, segment.ms=9000000000000',
      'Groups: 1, with 1 committed offsets',
      'Next producer id: 2000',
      'Ready: samsa [server.properties] --data /kafka',
    ]),
  )
})

test('in place nothing but folders of deleted topics changes', async () => {
  const path = unpacked('data-directory')
  mkdirSync(join(path, 'ghost-0'))
  writeFileSync(join(path, 'ghost-0', 'partition.metadata'), 'version: 0\ntopic_id: AAAAAAAAAAAAAAAAAAAAAQ')
  const before = readdirSync(path).filter((name) => name !== 'ghost-0')
  const { out } = await run(logImport, [path])
  expect(out).toContain('! ghost-0 is of a topic that was deleted: it is put aside, not served.')
  const after = readdirSync(path)
  expect(after.filter((name) => !/^(ghost|\.lock)/.test(name))).toEqual(before)
  expect(after.find((name) => name.startsWith('ghost'))).toMatch(/^ghost-0\.[0-9a-f]{32}-stray$/)
})

test('--dry-run tells and changes nothing', async () => {
  const path = unpacked('data-directory')
  const { out, code } = await run(logImport, [path, '--to', join(directory, 'new'), '--dry-run'])
  expect(code).toBe(0)
  expect(out).toContain('Nothing was changed.')
  expect(existsSync(join(directory, 'new'))).toBe(false)
})

test.each([false, true])(
  'several directories become one (links: %s), which is sound and served',
  async (link) => {
    const path = unpacked('data-directory')
    const other = join(directory, 'other')
    mkdirSync(other)
    // What a second log directory of the same broker would hold.
    for (const name of ['meta.properties', '.kafka_cleanshutdown'])
      writeFileSync(join(other, name), readFileSync(join(path, name)))
    renameSync(join(path, 'table-0'), join(other, 'table-0'))
    const [first = '', last = ''] = readdirSync(join(other, 'table-0'))
      .filter((name) => name.endsWith('.log'))
      .sort()
    const closed = readFileSync(join(other, 'table-0', first))
    const to = join(directory, 'new')
    const flags = link ? ['--link'] : []
    expect((await run(logImport, [path, other, '--to', to, ...flags])).code).toBe(0)
    expect((await run(logVerify, [to, '--deep'])).out).toContain('7 partitions, 9 segments, 116 batches')
    const inode = (at: string): number => statSync(join(at, 'table-0', first)).ino
    expect(inode(to) === inode(other)).toBe(link)
    await using broker = await Samsa.start({ data: to })
    expect(broker.bootstrapServers).toMatch(/:\d+$/)
    expect(readFileSync(join(other, 'table-0', first))).toEqual(closed)
  },
)

test("a ZooKeeper broker's directory has no settings: topics must not lose records to the default retention", async () => {
  const path = unpacked('kafka39-zookeeper')
  const { out, code } = await run(logImport, [path])
  expect(code).toBe(0)
  expect(out).toContain('ZooKeeper mode')
  expect(out).toContain('! There is no KRaft metadata log: settings of topics and brokers are in ZooKeeper')
  expect(out).toContain('Ready: samsa [server.properties] --data /kafka --override log.retention.ms=-1')
})

test('directories that cannot be taken over are refused with the reason', async () => {
  const path = unpacked('data-directory')
  const other = unpacked('kafka39-zookeeper', 'other')
  expect(await run(logImport, [path, other])).toMatchObject({
    code: 1,
    err:
      '/other is of cluster vAJPkzYrRNqy-H6KBqJ-og, node 1; /kafka is of cluster MkU3OEVBNTcwNTJENDM2Qg, node 1: ' +
      'the directories of one broker are taken over together\n',
  })
  expect(await run(logImport, [directory])).toMatchObject({ code: 1 })
  const twin = unpacked('data-directory', 'twin')
  expect((await run(logImport, [path, twin])).err).toBe('__consumer_offsets-0 lies in /kafka and in /twin\n')
  expect((await run(logImport, [path, '--to', other])).err).toBe('/other is not empty\n')
  writeFileSync(join(directory, 'file'), '')
  expect((await run(logImport, [path, '--to', join(directory, 'file')])).err).toBe(
    '/file cannot be made: make directory /file: it is a file and not a directory\n',
  )
  const lock = host.disk.lock(path)
  expect((await run(logImport, [path])).err).toBe('/kafka: a broker uses this directory; stop it first\n')
  lock.release()
  rmSync(join(path, '.kafka_cleanshutdown'))
  const linked = await run(logImport, [path, '--to', join(directory, 'new'), '--link'])
  expect(linked.err).toContain('--link needs directories that were left cleanly')
})

test('a place where no directory can be made is told, as is any below /proc', async () => {
  const path = unpacked('data-directory')
  const { err, code } = await run(
    logImport,
    [path, '--to', join(directory, 'new', 'x')],
    unwritableHost(host),
  )
  expect(err).toBe('/new/x cannot be made: make directory /new/x: denied\n')
  expect(code).toBe(1)
})

test('a machine is told in one JSON document why directories are not taken over', async () => {
  const path = unpacked('data-directory')
  const told = async (argv: readonly string[]) => {
    const { out, code } = await run(logImport, [...argv, '--json'])
    return [code, (JSON.parse(out) as { error: string }).error]
  }
  expect(await told([path, '--bogus'])).toEqual([2, 'bogus is not a recognized option'])
  expect(await told([directory])).toEqual([1, ": no meta.properties, so no broker's data directory"])
  const full = unpacked('kafka39-zookeeper', 'full')
  expect(await told([path, '--to', full])).toEqual([1, '/full is not empty'])
})

test('a copy inside its original, an original inside its copy, and one named twice are refused untouched', async () => {
  const path = unpacked('data-directory')
  const before = readdirSync(path)
  symlinkSync(path, join(directory, 'link'))
  const link = join(directory, 'link')
  for (const [argv, message] of [
    [[path, '--to', join(path, 'sub')], '--to /kafka/sub: /kafka/sub lies inside /kafka\n'],
    [[path, '--to', join(link, 'a', 'b')], '--to /link/a/b: /link/a/b lies inside /kafka\n'],
    [[path, '--to', directory], '--to : /kafka lies inside \n'],
    [[path, '--to', link], '--to /link: /kafka is named twice, also as /link\n'],
    [[path, path], '/kafka is named twice\n'],
    [[path, join(path, '__consumer_offsets-0')], '/kafka/__consumer_offsets-0 lies inside /kafka\n'],
  ] as const) {
    const { err, code } = await run(logImport, argv)
    expect(err).toContain(message)
    expect(code).toBe(2)
  }
  expect(readdirSync(path)).toEqual(before)
})

test.each([[[]], [['x', '--link']]])('%j is a wrong command line, which ends with 2', async (argv) => {
  expect((await run(logImport, argv)).code).toBe(2)
})
