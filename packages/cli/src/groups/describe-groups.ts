/** --describe of kafka-consumer-groups: offsets with lag, members, or the state, laid out as Kafka's tool does. */
import { type Admin, compareTopicPartitions, type GroupDescription, TopicPartitionMap } from '@samsa/client'
import type { Terminal } from '../tool.js'
import { type Column, columnLines } from './columns.js'

const column = (heading: string, width: number): Column => ({ heading, width })

/** Which part of a group is asked for. */
export type GroupView = 'offsets' | 'members' | 'state'

export async function describeGroup(
  admin: Admin,
  group: GroupDescription,
  view: GroupView,
  verbose: boolean,
  terminal: Terminal,
): Promise<void> {
  if (!tellState(group, terminal)) return
  if (view === 'members') terminal.out(`\n${memberTable(group, verbose)}`)
  else if (view === 'state') terminal.out(`\n${stateTable(group, verbose)}`)
  else {
    const rows = await offsetRows(admin, group, verbose)
    if (rows.length > 0) terminal.out(`\n${columnLines(offsetColumns(verbose), rows)}`)
  }
}

/** False: there is nothing to show. */
function tellState({ groupId, state }: GroupDescription, terminal: Terminal): boolean {
  switch (state) {
    case 'Dead':
      terminal.out(`\nError: Consumer group '${groupId}' does not exist.\n`)
      return false
    case 'Empty':
      terminal.err(`\nConsumer group '${groupId}' has no active members.\n`)
      return true
    case 'Stable':
      return true
    default:
      terminal.err(`\nWarning: Consumer group '${groupId}' is rebalancing.\n`)
      return true
  }
}

function offsetColumns(verbose: boolean): Column[] {
  return [
    column('GROUP', 15),
    column('TOPIC', 15),
    column('PARTITION', 10),
    ...(verbose ? [column('LEADER-EPOCH', 15)] : []),
    column('CURRENT-OFFSET', 15),
    column('LOG-END-OFFSET', 15),
    column('LAG', 15),
    column('CONSUMER-ID', 15),
    column('HOST', 15),
    column('CLIENT-ID', 0),
  ]
}

/** Partitions of members first, members with many before those with few; then what was committed and nobody reads. */
async function offsetRows(admin: Admin, group: GroupDescription, verbose: boolean): Promise<string[][]> {
  const committed = await admin.listGroupOffsets(group.groupId)
  const owners = new TopicPartitionMap<GroupDescription['members'][number] | undefined>()
  for (const member of [...group.members].sort((a, b) => partitionCount(b) - partitionCount(a))) {
    const mine = member.assignment.flatMap(({ topic, partitions }) =>
      partitions.map((partition) => ({ topic, partition })),
    )
    for (const { topic, partition } of mine.sort(compareTopicPartitions)) owners.set(topic, partition, member)
  }
  for (const { topic, partition } of [...committed.keys()].sort(compareTopicPartitions)) {
    if (!owners.has(topic, partition)) owners.set(topic, partition, undefined)
  }
  const asked = new TopicPartitionMap([...owners.keys()].map((at) => [at, 'latest' as const] as const))
  const ends = asked.size === 0 ? undefined : (await admin.listOffsets(asked)).values
  return [...owners].map(([{ topic, partition }, member]) => {
    const position = committed.get(topic, partition)
    const end = ends?.get(topic, partition)?.offset
    const lag = position === undefined || end === undefined ? undefined : end - position.offset
    return [
      group.groupId,
      topic,
      String(partition),
      ...(verbose ? [shown(position?.leaderEpoch)] : []),
      shown(position?.offset),
      shown(end),
      shown(lag),
      member?.memberId ?? '-',
      member?.clientHost ?? '-',
      member?.clientId ?? '-',
    ]
  })
}

function memberTable(group: GroupDescription, verbose: boolean): string {
  const instances = group.members.some(({ groupInstanceId }) => groupInstanceId !== undefined)
  const columns = [
    column('GROUP', 15),
    column('CONSUMER-ID', 15),
    ...(instances ? [column('GROUP-INSTANCE-ID', 17)] : []),
    column('HOST', 15),
    column('CLIENT-ID', 15),
    column('#PARTITIONS', 15),
    ...(verbose
      ? [
          column('CURRENT-EPOCH', 15),
          column('CURRENT-ASSIGNMENT', 20),
          column('TARGET-EPOCH', 15),
          column('TARGET-ASSIGNMENT', 20),
        ]
      : [column('', 0)]),
  ]
  const rows = group.members.map((member) => [
    group.groupId,
    member.memberId,
    ...(instances ? [member.groupInstanceId ?? ''] : []),
    member.clientHost,
    member.clientId,
    String(partitionCount(member)),
    ...(verbose
      ? [
          shown(member.memberEpoch),
          assignmentText(member.assignment),
          member.targetAssignment === undefined ? '-' : shown(group.targetAssignmentEpoch),
          assignmentText(member.targetAssignment ?? []),
        ]
      : ['']),
  ])
  return columnLines(columns, rows)
}

function stateTable(group: GroupDescription, verbose: boolean): string {
  const { host, port, id } = group.coordinator
  const columns = [
    column('GROUP', 15),
    column('COORDINATOR (ID)', 25),
    column('ASSIGNMENT-STRATEGY', 20),
    column('STATE', 20),
    ...(verbose ? [column('GROUP-EPOCH', 15), column('TARGET-ASSIGNMENT-EPOCH', 25)] : []),
    column('#MEMBERS', 0),
  ]
  const row = [
    group.groupId,
    `${host}:${port}  (${id})`,
    group.partitionAssignor === '' ? '-' : group.partitionAssignor,
    group.state,
    ...(verbose ? [shown(group.groupEpoch), shown(group.targetAssignmentEpoch)] : []),
    String(group.members.length),
  ]
  return columnLines(columns, [row])
}

function partitionCount(member: GroupDescription['members'][number]): number {
  return member.assignment.reduce((sum, { partitions }) => sum + partitions.length, 0)
}

function assignmentText(assignment: GroupDescription['members'][number]['assignment']): string {
  if (assignment.length === 0) return '-'
  return [...assignment]
    .sort((a, b) => (a.topic < b.topic ? -1 : 1))
    .map(({ topic, partitions }) => `${topic}:${[...partitions].sort((a, b) => a - b).join(',')}`)
    .join(';')
}

function shown(value: number | undefined): string {
  return value === undefined ? '-' : String(value)
}
