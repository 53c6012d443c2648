import { createNodeHost } from '@samsa/host/node/node-host'
import { expect, test } from 'vitest'
import { runTool } from '../command-line/run-tool.js'
import { recordingTerminal } from '../testing/recording-terminal.js'
import { unwritableHost } from '../testing/unwritable-host.js'
import type { Tool } from '../tool.js'
import { kafkaServerStart } from './kafka-server-start.js'

test('-daemon starts nothing where the folder of its output cannot be made', async () => {
  const { terminal, errors } = recordingTerminal()
  const argv = ['-daemon', '/no/such/server.properties']
  const on = unwritableHost(createNodeHost())
  expect(await runTool(kafkaServerStart as unknown as Tool, argv, terminal, on)).toBe(1)
  expect(errors()).toMatch(/make directory .*: denied/)
})
