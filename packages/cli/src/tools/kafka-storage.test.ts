import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNodeHost } from '@samsa/host/node/node-host'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runTool } from '../command-line/run-tool.js'
import { recordingTerminal } from '../testing/recording-terminal.js'
import { unwritableHost } from '../testing/unwritable-host.js'
import type { Tool } from '../tool.js'
import { kafkaStorage } from './kafka-storage.js'

let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'samsa-kafka-storage-'))
})

afterEach(() => rmSync(directory, { recursive: true, force: true }))

test('format tells of a directory that cannot be made', async () => {
  const config = join(directory, 'server.properties')
  writeFileSync(config, `log.dirs=${directory}/new\n`)
  const { terminal, errors } = recordingTerminal()
  const argv = ['format', '-c', config, '-t', 'MkU3OEVBNTcwNTJENDM2Qg']
  expect(
    await runTool(kafkaStorage as unknown as Tool, argv, terminal, unwritableHost(createNodeHost())),
  ).toBe(1)
  expect(errors()).toContain(`make directory ${directory}/new: denied`)
})
