/** --reset-offsets of kafka-consumer-groups: plans offsets of groups without members, commits them if asked to. */
import { readFileSync } from 'node:fs'
import {
  type Admin,
  compareTopicPartitions,
  type OffsetSpec,
  type TopicPartition,
  TopicPartitionMap,
} from '@samsa/client'
import { exceptionText } from '../command-line/exception-name.js'
import type { ToolContext } from '../tool.js'
import { columnLines } from './columns.js'
import { type GroupValues, type groupOptions, resetScenarios } from './group-options.js'
import { readDateTime, readDuration, readPlan, readTopicScope } from './reset-targets.js'

type Context = ToolContext<typeof groupOptions>
type Offsets = TopicPartitionMap<number>

export async function resetOffsets(
  admin: Admin,
  groups: readonly string[],
  context: Context,
): Promise<number> {
  const { values, terminal } = context
  if (!values.execute && !values['dry-run']) {
    terminal.err(
      'WARN: No action will be performed as the --execute option is missing: this is a plan only.\n',
    )
  }
  const plans = new Map<string, Offsets>()
  for (const group of groups) {
    const state = await stateOf(admin, group)
    if (state === 'Empty' || state === 'Dead') plans.set(group, await plan(admin, group, context))
    else {
      const needed = `Assignments can only be reset if the group '${group}' is inactive`
      terminal.out(`\nError: ${needed}, but the current state is ${state}.\n`)
    }
  }
  if (values.execute) {
    for (const [group, offsets] of plans) await commit(admin, group, offsets)
  }
  terminal.out(values.export ? csvText(plans, values.group.length === 1) : planTable(plans))
  return 0
}

async function stateOf(admin: Admin, group: string): Promise<string> {
  const { values } = await admin.describeGroups([group])
  return values.get(group)?.state ?? 'Dead'
}

async function commit(admin: Admin, group: string, offsets: Offsets): Promise<void> {
  const wanted = new TopicPartitionMap([...offsets].map(([at, offset]) => [at, { offset }] as const))
  const { errors } = await admin.alterGroupOffsets(group, wanted)
  for (const error of errors.values()) throw new Error(exceptionText(error))
}

async function plan(admin: Admin, group: string, context: Context): Promise<Offsets> {
  const { values, terminal, host } = context
  const file = values['from-file']
  if (file !== undefined) return fromFile(admin, group, file, values, terminal.err)
  const scope = await partitionsInScope(admin, group, values)
  const scenario = resetScenarios.find((name) => values[name] !== undefined && values[name] !== false)
  switch (scenario) {
    case 'to-earliest':
      return lookUp(admin, scope, 'earliest')
    case 'to-latest':
      return lookUp(admin, scope, 'latest')
    case 'to-offset':
      return withinLog(admin, offsetsOf(scope, values['to-offset'] ?? 0), terminal.err)
    case 'to-datetime':
      return atTime(admin, scope, readDateTime(values['to-datetime'] ?? ''), terminal.out)
    case 'by-duration':
      return atTime(admin, scope, host.clock.wall() - readDuration(values['by-duration'] ?? ''), terminal.out)
    case 'shift-by':
      return shifted(admin, group, scope, values['shift-by'] ?? 0, terminal.err)
    default:
      return current(admin, group, scope)
  }
}

async function partitionsInScope(
  admin: Admin,
  group: string,
  values: GroupValues,
): Promise<TopicPartition[]> {
  if (values['all-topics'])
    return [...(await admin.listGroupOffsets(group)).keys()].sort(compareTopicPartitions)
  const scopes = values.topic.map(readTopicScope)
  const whole = scopes.filter(({ partitions }) => partitions === undefined).map(({ topic }) => topic)
  const described = whole.length === 0 ? new Map() : (await admin.describeTopics(whole)).orThrow()
  return scopes
    .flatMap(({ topic, partitions }) =>
      (
        partitions ??
        (described.get(topic)?.partitions ?? []).map((each: { partition: number }) => each.partition)
      ).map((partition: number) => ({ topic, partition })),
    )
    .sort(compareTopicPartitions)
}

function offsetsOf(scope: readonly TopicPartition[], offset: number): Offsets {
  return new TopicPartitionMap(scope.map((at) => [at, offset] as const))
}

async function lookUp(admin: Admin, scope: readonly TopicPartition[], spec: OffsetSpec): Promise<Offsets> {
  if (scope.length === 0) return new TopicPartitionMap()
  const { values, errors } = await admin.listOffsets(
    new TopicPartitionMap(scope.map((at) => [at, spec] as const)),
  )
  for (const error of errors.values()) throw error
  return new TopicPartitionMap(
    scope.map((at) => [at, values.get(at.topic, at.partition)?.offset ?? -1] as const),
  )
}

/** An offset outside of the log becomes the nearest end. */
async function withinLog(admin: Admin, wanted: Offsets, warn: (text: string) => void): Promise<Offsets> {
  const scope = [...wanted.keys()]
  const [starts, ends] = [await lookUp(admin, scope, 'earliest'), await lookUp(admin, scope, 'latest')]
  const fitting = [...wanted].map(([at, offset]) => {
    const start = starts.get(at.topic, at.partition) ?? 0
    const end = ends.get(at.topic, at.partition) ?? 0
    const name = `${at.topic}-${at.partition}`
    if (offset > end)
      warn(`New offset (${offset}) is higher than latest offset for ${name}. Value will be set to ${end}\n`)
    if (offset < start)
      warn(
        `New offset (${offset}) is lower than earliest offset for ${name}. Value will be set to ${start}\n`,
      )
    return [at, Math.max(start, Math.min(end, offset))] as const
  })
  return new TopicPartitionMap(fitting)
}

async function atTime(
  admin: Admin,
  scope: readonly TopicPartition[],
  timestamp: number,
  tell: (text: string) => void,
): Promise<Offsets> {
  const [found, ends] = [await lookUp(admin, scope, timestamp), await lookUp(admin, scope, 'latest')]
  const offsets = [...found].map(([at, offset]) => {
    if (offset >= 0) return [at, offset] as const
    tell(
      `\nWarn: Partition ${at.partition} from topic ${at.topic} is empty. Falling back to latest known offset.\n`,
    )
    return [at, ends.get(at.topic, at.partition) ?? 0] as const
  })
  return new TopicPartitionMap(offsets)
}

async function shifted(
  admin: Admin,
  group: string,
  scope: readonly TopicPartition[],
  by: number,
  warn: (text: string) => void,
): Promise<Offsets> {
  const committed = await admin.listGroupOffsets(group, scope)
  const wanted = scope.map((at) => {
    const position = committed.get(at.topic, at.partition)
    if (position === undefined)
      throw new Error(
        `Cannot shift offset for partition ${at.topic}-${at.partition} since there is no current committed offset`,
      )
    return [at, position.offset + by] as const
  })
  return withinLog(admin, new TopicPartitionMap(wanted), warn)
}

/** Partitions without a committed offset get the latest. */
async function current(admin: Admin, group: string, scope: readonly TopicPartition[]): Promise<Offsets> {
  const committed = await admin.listGroupOffsets(group, scope)
  const ends = await lookUp(
    admin,
    scope.filter((at) => !committed.has(at.topic, at.partition)),
    'latest',
  )
  return new TopicPartitionMap(
    scope.map((at) => [
      at,
      committed.get(at.topic, at.partition)?.offset ?? ends.get(at.topic, at.partition) ?? 0,
    ]),
  )
}

function fromFile(
  admin: Admin,
  group: string,
  path: string,
  values: GroupValues,
  warn: (text: string) => void,
): Promise<Offsets> {
  const single = values.group.length === 1
  const planned = readPlan(readFileSync(path, 'utf8')).filter((line) =>
    line.group === undefined ? single : line.group === group,
  )
  return withinLog(admin, new TopicPartitionMap(planned.map((line) => [line, line.offset] as const)), warn)
}

function planTable(plans: ReadonlyMap<string, Offsets>): string {
  const rows = [...plans].flatMap(([group, offsets]) =>
    [...offsets].map(([{ topic, partition }, offset]) => [group, topic, String(partition), String(offset)]),
  )
  const columns = [
    { heading: 'GROUP', width: 15 },
    { heading: 'TOPIC', width: 15 },
    { heading: 'PARTITION', width: 10 },
    { heading: 'NEW-OFFSET', width: 0 },
  ]
  return `\n${columnLines(columns, rows)}`
}

function csvText(plans: ReadonlyMap<string, Offsets>, single: boolean): string {
  const lines = [...plans].flatMap(([group, offsets]) =>
    [...offsets].map(
      ([{ topic, partition }, offset]) => `${single ? '' : `${group},`}${topic},${partition},${offset}\n`,
    ),
  )
  return `${lines.join('')}\n`
}
