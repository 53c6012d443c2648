/**
 * kafka-consumer-groups: list, describe, delete groups; reset and delete their offsets. As with Kafka's tool, what went
 * wrong with single groups is told on standard output and the exit code stays 0.
 */
import { type Admin, compareTopicPartitions, type TopicPartition } from '@samsa/client'
import { adminFor } from '../command-line/admin-for.js'
import { exceptionText } from '../command-line/exception-name.js'
import { UsageError } from '../command-line/usage-error.js'
import { columnLines } from '../groups/columns.js'
import { describeGroup, type GroupView } from '../groups/describe-groups.js'
import { checkGroupOptions, groupOptions, type GroupValues } from '../groups/group-options.js'
import { resetOffsets } from '../groups/reset-offsets.js'
import { readTopicScope } from '../groups/reset-targets.js'
import { type Terminal, type ToolContext, tool } from '../tool.js'

export const kafkaConsumerGroups = tool({
  name: 'kafka-consumer-groups',
  samsaName: ['consumer-groups'],
  summary:
    'This tool helps to list all consumer groups, describe a consumer group, delete consumer group info, or reset ' +
    'consumer group offsets.',
  options: groupOptions,
  async run(context) {
    const { values, given, terminal } = context
    checkGroupOptions(values, given)
    if (values['validate-regex'] !== undefined) return validateRegex(values['validate-regex'], terminal)
    try {
      return await act(context)
    } catch (error) {
      if (error instanceof UsageError) throw error
      const shown = exceptionText(error as Error)
      terminal.out(`\nError: Executing consumer group command failed due to ${shown}\n`)
      return 0
    }
  },
})

async function act(context: ToolContext<typeof groupOptions>): Promise<number> {
  const { values, terminal, host } = context
  await using admin = adminFor(host, values)
  if (values.list) return await list(admin, values, terminal)
  if (values['delete-offsets']) return await deleteOffsets(admin, values, terminal)
  const groups = values['all-groups'] ? await consumerGroups(admin) : [...new Set(values.group)]
  if (values['reset-offsets']) return await resetOffsets(admin, groups, context)
  if (values.delete) return await remove(admin, groups, terminal)
  const view: GroupView = values.members ? 'members' : values.state === undefined ? 'offsets' : 'state'
  const described = (await admin.describeGroups(groups)).orThrow()
  for (const group of groups) {
    const description = described.get(group)
    if (description !== undefined) await describeGroup(admin, description, view, values.verbose, terminal)
  }
  return 0
}

async function consumerGroups(admin: Admin): Promise<string[]> {
  const groups = await admin.listGroups()
  const ofConsumers = groups.filter(({ protocolType }) => protocolType === 'consumer' || protocolType === '')
  return ofConsumers.map(({ groupId }) => groupId).sort()
}

const states = [
  'Assigning',
  'Empty',
  'Dead',
  'Reconciling',
  'CompletingRebalance',
  'PreparingRebalance',
  'Stable',
]
const types = ['Consumer', 'Classic']

async function list(admin: Admin, values: GroupValues, terminal: Terminal): Promise<number> {
  const wantedStates = readNames(values.state, states, 'state')
  const wantedTypes = readNames(values.type, types, 'types')
  const groups = (
    await admin.listGroups({
      states: wantedStates,
      types: wantedTypes.map((type) => type.toLowerCase()),
    })
  ).filter(({ protocolType }) => protocolType === 'consumer' || protocolType === '')
  if (values.state === undefined && values.type === undefined) {
    terminal.out(groups.map(({ groupId }) => `${groupId}\n`).join(''))
    return 0
  }
  const title = (type: string | undefined): string =>
    types.find((each) => each.toLowerCase() === type) ?? type ?? ''
  const longest = groups.reduce((most, { groupId }) => Math.max(most, groupId.length), 15)
  const columns = [
    { heading: 'GROUP', width: longest + 10 },
    ...(values.type === undefined ? [] : [{ heading: 'TYPE', width: 20 }]),
    ...(values.state === undefined ? [] : [{ heading: 'STATE', width: 20 }]),
  ]
  const rows = groups.map(({ groupId, state, type }) => [
    groupId,
    ...(values.type === undefined ? [] : [title(type)]),
    ...(values.state === undefined ? [] : [state ?? '']),
  ])
  terminal.out(columnLines(columns, rows))
  return 0
}

function readNames(given: string | undefined, known: readonly string[], what: 'state' | 'types'): string[] {
  if (given === undefined || given === '') return []
  const names = given.split(',').map((name) => name.trim())
  const found = names.map((name) => known.find((each) => each.toLowerCase() === name.toLowerCase()))
  if (found.includes(undefined)) {
    throw new UsageError(
      `Invalid ${what} list '${given}'. Valid ${what === 'state' ? 'states' : 'types'} are: ${known.join(', ')}`,
    )
  }
  return found as string[]
}

async function remove(admin: Admin, groups: readonly string[], terminal: Terminal): Promise<number> {
  const { errors } = await admin.deleteGroups(groups)
  const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ')
  if (errors.size === 0) {
    terminal.out(`Deletion of requested consumer groups (${quoted(groups)}) was successful.\n`)
    return 0
  }
  terminal.out('\nError: Deletion of some consumer groups failed:\n')
  for (const [group, error] of errors) {
    terminal.out(`* Group '${group}' could not be deleted due to: ${exceptionText(error)}\n`)
  }
  const deleted = groups.filter((group) => !errors.has(group))
  if (deleted.length > 0)
    terminal.out(`\nThese consumer groups were deleted successfully: ${quoted(deleted)}\n`)
  return 0
}

async function deleteOffsets(admin: Admin, values: GroupValues, terminal: Terminal): Promise<number> {
  const group = values.group[0] ?? ''
  const rows: string[][] = []
  const chosen: TopicPartition[] = []
  for (const { topic, partitions } of values.topic.map(readTopicScope)) {
    const described = await admin.describeTopics([topic])
    const error = described.errors.get(topic)
    if (error !== undefined) rows.push([topic, '-', `Error: ${exceptionText(error)}`])
    const all = described.values.get(topic)?.partitions.map(({ partition }) => partition) ?? []
    for (const partition of partitions ?? all) chosen.push({ topic, partition })
  }
  chosen.sort(compareTopicPartitions)
  let problem: string | undefined
  try {
    const { errors } = await admin.deleteGroupOffsets(group, chosen)
    for (const { topic, partition } of chosen) {
      const error = errors.get(topic, partition)
      rows.push([
        topic,
        String(partition),
        error === undefined ? 'Successful' : `Error: ${exceptionText(error)}`,
      ])
      if (error !== undefined) problem = 'Encountered some partition-level error, see the follow-up details.'
    }
  } catch (error) {
    problem = (error as Error).message
    for (const { topic, partition } of chosen) {
      rows.push([topic, String(partition), `Error: ${exceptionText(error as Error)}`])
    }
  }
  terminal.out(
    problem === undefined
      ? `Request succeeded for deleting offsets from group ${group}.\n`
      : `\nError: ${problem}\n`,
  )
  const columns = [
    { heading: 'TOPIC', width: 15 },
    { heading: 'PARTITION', width: 10 },
    { heading: 'STATUS', width: 0 },
  ]
  const status = columns.map((each) =>
    each.width === 0 ? { ...each, heading: each.heading.padEnd(15) } : each,
  )
  terminal.out(
    `\n${columnLines(
      status,
      rows.map((row) => row.map((cell, at) => (at === 2 ? cell.padEnd(15) : cell))),
    )}`,
  )
  return 0
}

function validateRegex(given: string, terminal: Terminal): number {
  try {
    new RegExp(given, 'u')
    terminal.out(`The regular expression \`${given}\` is valid.\n`)
  } catch (error) {
    terminal.out(`The regular expression \`${given}\` is invalid: ${(error as Error).message}\n`)
  }
  return 0
}
