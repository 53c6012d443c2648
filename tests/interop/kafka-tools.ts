/**
 * Runs Kafka's own command-line tools of a release, each as its own program. Owns under which class name a release keeps
 * a tool; what the tools must say is in scenarios/tools.ts.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Places } from './client-rows.js'
import { javaFlags, kafkaJars } from './toolchains.js'

const tools = 'org.apache.kafka.tools'

/** A tool's class; two where a later release moved it: before 4.0, since then. */
const classes = {
  'kafka-topics': [`${tools}.TopicCommand`],
  'kafka-console-producer': ['kafka.tools.ConsoleProducer', `${tools}.ConsoleProducer`],
  'kafka-console-consumer': [`${tools}.consumer.ConsoleConsumer`],
  'kafka-consumer-groups': [`${tools}.consumer.group.ConsumerGroupCommand`],
  'kafka-configs': ['kafka.admin.ConfigCommand'],
  'kafka-get-offsets': [`${tools}.GetOffsetShell`],
  'kafka-delete-records': [`${tools}.DeleteRecordsCommand`],
  'kafka-broker-api-versions': ['kafka.admin.BrokerApiVersionsCommand', `${tools}.BrokerApiVersionsCommand`],
  'kafka-log-dirs': [`${tools}.LogDirsCommand`],
  'kafka-producer-perf-test': [`${tools}.ProducerPerformance`],
  'kafka-consumer-perf-test': [`${tools}.ConsumerPerformance`],
  'kafka-dump-log': ['kafka.tools.DumpLogSegments', `${tools}.DumpLogSegments`],
} as const

export type KafkaTool = keyof typeof classes

export interface ToolAnswer {
  readonly status: number | null
  readonly output: string
  readonly complaints: string
}

export type RunTool = (tool: KafkaTool, args: readonly string[], input?: string) => Promise<ToolAnswer>

const toolWithinMs = 60_000

/** Runs tools of `release`; a tool that ends with a status other than 0 is an error that holds what it said. */
export function toolsOf(places: Places, release: string): RunTool {
  return async (tool, args, input = '') => {
    const answer = await runTool(places, release, tool, args, input)
    if (answer.status === 0) return answer
    const said = `${answer.output}${answer.complaints}`.slice(0, 1_500)
    throw new Error(`${tool} ${args.join(' ')} ended with ${answer.status}: ${said}`)
  }
}

/** The same, for a tool that is expected to refuse. */
export async function runTool(
  places: Places,
  release: string,
  tool: KafkaTool,
  args: readonly string[],
  input: string,
): Promise<ToolAnswer> {
  const jars = kafkaJars(places, release)
  const [before, since = before] = classes[tool]
  const className = release.startsWith('3.') ? before : since
  const child = spawn('java', [...javaFlags, '-cp', join(jars, '*'), className, ...args])
  const output: Buffer[] = []
  const complaints: Buffer[] = []
  child.stdout.on('data', (bytes: Buffer) => output.push(bytes))
  child.stderr.on('data', (bytes: Buffer) => complaints.push(bytes))
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const timer = setTimeout(() => child.kill('SIGKILL'), toolWithinMs)
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  clearTimeout(timer)
  const text = (parts: Buffer[]) => Buffer.concat(parts).toString()
  return { status, output: text(output), complaints: text(complaints) }
}
