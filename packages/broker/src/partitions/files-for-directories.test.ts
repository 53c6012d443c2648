import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BrokerConfig } from '@samsa/config'
import { createNodeHost } from '@samsa/host/node/node-host'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type RunningBroker, startBroker } from '../start-broker.js'

let lines: string[] = []
const host = createNodeHost({ log: { write: (level, message) => void lines.push(`${level} ${message}`) } })
let directory: string

beforeEach(() => {
  lines = []
  directory = mkdtempSync(join(tmpdir(), 'samsa-files-for-directories-'))
  writeFileSync(join(directory, 'file'), 'x')
})

afterEach(() => rmSync(directory, { recursive: true, force: true }))

function start(...names: readonly string[]): Promise<RunningBroker> {
  const dirs = names.map((name) => join(directory, name)).join(',')
  const overrides = { 'log.dirs': dirs, listeners: 'PLAINTEXT://127.0.0.1:0' }
  return startBroker(host, BrokerConfig.from({ overrides }))
}

test('a file among directories is left offline, at the first start too, and the others serve', async () => {
  for (let times = 0; times < 2; times++) {
    const broker = await start('data', 'file')
    expect(broker.lostDirectories).toEqual([join(directory, 'file')])
    await broker.stop()
  }
  expect(lines.filter((line) => /^(warn|error)/.test(line))).toEqual(
    Array(2).fill('error data directory offline'),
  )
})

test.each([[['file']], [['file', 'data']]])(
  'a broker whose first directory is a file (%j) says so',
  async (names) => {
    const path = join(directory, 'file')
    await expect(start(...names)).rejects.toThrow(`${path}: it is a file and not a directory`)
    expect(readdirSync(directory)).toEqual(['file'])
  },
)
