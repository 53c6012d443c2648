/**
 * The command-line tools against a broker, step by step: output and exit codes must be those that Kafka's own tools had
 * against Kafka (testdata/command-line.json). Lines whose order is a Java hash map's are compared sorted.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runTool } from '../../packages/cli/src/command-line/run-tool.js'
import { commands } from '../../packages/cli/src/commands.js'
import type { Terminal } from '../../packages/cli/src/tool.js'
import { type ClusterUnderTest, clusterUnderTest } from './cluster-under-test.js'

interface Step {
  readonly tool: string
  readonly argv: readonly string[]
  readonly input?: string
  readonly out: string
  readonly exitCode: number
}

const file = new URL('testdata/command-line.json', import.meta.url)
const steps = JSON.parse(readFileSync(file, 'utf8')) as Step[]

/** Settings of the broker at hand that show beside a topic's own: Kafka's tools call them non-default too. */
const brokerDefaults = /min\.insync\.replicas=1,?/

let cluster: ClusterUnderTest
let directory: string

beforeAll(async () => {
  cluster = await clusterUnderTest()
  directory = mkdtempSync(join(tmpdir(), 'samsa-command-line-'))
  writeFileSync(
    join(directory, 'offsets.json'),
    '{"partitions": [{"topic": "cl-orders", "partition": 0, "offset": 1}], "version": 1}',
  )
})

afterAll(async () => {
  await cluster[Symbol.asyncDispose]()
  rmSync(directory, { recursive: true, force: true })
})

async function run({ tool, argv, input }: Step): Promise<{ out: string; exitCode: number }> {
  const command = commands.find(({ name }) => name === tool)
  if (command === undefined) throw new Error(`no tool ${tool}`)
  let out = ''
  const terminal: Terminal = {
    out: (text) => {
      out += typeof text === 'string' ? text : Buffer.from(text).toString()
    },
    err: () => undefined,
    input: (async function* () {
      yield Buffer.from(input ?? '')
    })(),
    inputIsTerminal: false,
    outputIsTerminal: false,
    interrupted: new AbortController().signal,
  }
  const words = argv.map((word) => word.replace('OFFSETS', join(directory, 'offsets.json')))
  const all = ['--bootstrap-server', cluster.bootstrapServers, ...words]
  const exitCode = await runTool(await command.load(), all, terminal, cluster.host)
  return { out, exitCode }
}

function comparable(out: string): string[] {
  return out
    .replaceAll(cluster.bootstrapServers, 'BOOTSTRAP')
    .replace(/TopicId: \S{22}/g, 'TopicId: ID')
    .replace(/ but only 1 broker\(s\).*| because only 1 broker\(s\) are registered.*/, ' (one broker)')
    .split('\n')
    .map((line) => line.replace(brokerDefaults, ''))
    .map((line) =>
      line.replace(/(could not be deleted due to: \S+|failed due to|Error: \S+Exception:).*/, '$1'),
    )
    .map((line) =>
      line.replace(/(synonyms=\{DYNAMIC_TOPIC_CONFIG:[^=]*=[^}]*?), (DEFAULT|STATIC|DYNAMIC_D).*\}/, '$1}'),
    )
    .sort()
}

describe('tools speak as those of Kafka', () => {
  test.each(
    steps.map((step, index) => ({ step, name: `${index + 1}. ${step.tool} ${step.argv.join(' ')}` })),
  )('$name', async ({ step }) => {
    const { out, exitCode } = await run(step)
    expect(comparable(out)).toEqual(comparable(step.out))
    expect(exitCode).toBe(step.exitCode)
  })
})
