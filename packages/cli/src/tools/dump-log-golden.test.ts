import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync } from 'node:zlib'
import { createNodeHost } from '@samsa/host/node/node-host'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runTool } from '../command-line/run-tool.js'
import type { Tool } from '../tool.js'
import { unpackGolden } from '../testing/golden-directory.js'
import { recordingTerminal } from '../testing/recording-terminal.js'
import { kafkaDumpLog } from './kafka-dump-log.js'

interface Run {
  readonly args: readonly string[]
  readonly code: number
  readonly out: string
  readonly err: string
}

const packed = readFileSync(new URL('../../testdata/dump-log-golden.json.br', import.meta.url))
const runs = JSON.parse(brotliDecompressSync(packed).toString()) as Readonly<Record<string, Run>>
const golden = fileURLToPath(new URL('../../../log/testdata/golden/', import.meta.url))

/** Who finds it first differs: Kafka's record parser, or here the checksum of the compressed data. */
const wordedOtherwise = /^crash-before\.flipped(-early)?-0\.(bare|contents|verify)$/

let directory: string

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'samsa-dump-golden-'))
  for (const scenario of readdirSync(golden)) unpackGolden(scenario, join(directory, scenario))
})

afterAll(() => rmSync(directory, { recursive: true, force: true }))

/** Kafka tells its findings in the order of a hash map of absolute paths, which means nothing. */
function sorted(findings: string): string {
  return findings
    .split(/(?=^Non-consecutive|^Mismatches|^Found|^The following)/m)
    .sort()
    .join('')
}

test.each(Object.keys(runs))("%s: output, findings and exit code are those of Kafka's tool", async (name) => {
  const kafka = runs[name] as Run
  const { terminal, output, errors } = recordingTerminal()
  const args = kafka.args.map((arg, index) =>
    kafka.args[index - 1] === '--files'
      ? arg
          .split(',')
          .map((file) => join(directory, file))
          .join(',')
      : arg,
  )
  const code = await runTool(kafkaDumpLog as unknown as Tool, args, terminal, createNodeHost())
  expect(output().replaceAll(`${directory}/`, '').split('\n')).toEqual(kafka.out.split('\n'))
  expect(code).toBe(kafka.code)
  const told = errors().replaceAll(`${directory}/`, '')
  if (wordedOtherwise.test(name)) expect(told).toContain('InvalidRecordException: crash-before/flipped')
  else expect(sorted(told)).toBe(sorted(kafka.err))
})
