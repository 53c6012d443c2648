/**
 * Groups: listing over all brokers, describing, deleting, removing members. Groups of the consumer protocol
 * (KIP-848) are described by their own API; others by the classic one.
 */
import { apiKeys } from '@samsa/protocol/apis'
import { DecodeError } from '@samsa/protocol/bytes/decode-error'
import type { ConsumerGroupDescribeResponse } from '@samsa/protocol/messages/consumer-group-describe-response'
import type { DescribeGroupsResponseDescribedGroup } from '@samsa/protocol/messages/describe-groups-response'
import { calls } from '../calls.js'
import type { Cluster } from '../cluster.js'
import { CONSUMER_PROTOCOL, decodeAssignment } from '../core/consumer-protocol.js'
import { ClientError, KafkaError } from '../errors.js'
import type { Deadline } from '../retry.js'
import type { GroupDescription, GroupListing, GroupMember, MemberToRemove, Node } from './admin-types.js'
import { Outcomes } from './outcomes.js'

const NOT_ASKED = -2147483648

/** Every broker tells the groups it coordinates. */
export async function listGroups(
  cluster: Cluster,
  filter: { readonly states: readonly string[]; readonly types: readonly string[] },
  deadline: Deadline,
): Promise<GroupListing[]> {
  await cluster.refresh([], deadline)
  const atLeast = filter.types.length > 0 ? 5 : filter.states.length > 0 ? 4 : 0
  const parts = [...cluster.view.brokers.keys()].map(async (nodeId) => {
    const response = await cluster.call(
      { to: 'node', nodeId },
      calls.listGroups,
      (version) => ({
        ...(version >= 4 ? { statesFilter: filter.states } : {}),
        ...(version >= 5 ? { typesFilter: filter.types } : {}),
      }),
      { deadline, atLeast },
      ({ errorCode }) => throwCode(errorCode),
    )
    return response.groups.map((group) => ({
      groupId: group.groupId,
      protocolType: group.protocolType,
      state: group.groupState === '' ? undefined : group.groupState,
      type: group.groupType === '' ? undefined : group.groupType.toLowerCase(),
    }))
  })
  const found = (await Promise.all(parts)).flat()
  return [...new Map(found.map((group) => [group.groupId, group])).values()]
}

/** Runs one call per group and keeps their errors apart. */
export async function eachGroup<V>(
  groupIds: readonly string[],
  run: (groupId: string) => Promise<V>,
): Promise<Outcomes<string, V>> {
  const values = new Map<string, V>()
  const errors = new Map<string, ClientError>()
  const parts = groupIds.map(async (groupId) => {
    try {
      values.set(groupId, await run(groupId))
    } catch (error) {
      if (!(error instanceof ClientError)) throw error
      errors.set(groupId, error)
    }
  })
  await Promise.all(parts)
  return new Outcomes(values, errors)
}

export async function describeGroup(
  cluster: Cluster,
  groupId: string,
  includeAuthorizedOperations: boolean,
  deadline: Deadline,
): Promise<GroupDescription> {
  const connection = await cluster.connectionTo({ to: 'any' }, deadline)
  if (connection.versions.has(apiKeys.ConsumerGroupDescribe)) {
    const modern = await describeModern(cluster, groupId, includeAuthorizedOperations, deadline)
    if (modern !== undefined) return modern
  }
  const response = await cluster.call(
    { to: 'group', groupId },
    calls.describeGroups,
    (version) => ({ groups: [groupId], ...(version >= 3 ? { includeAuthorizedOperations } : {}) }),
    { deadline },
    ({ groups }) => throwCode(groups[0]?.errorCode ?? 0, groups[0]?.errorMessage),
  )
  const group = response.groups[0]
  if (group === undefined) throw new KafkaError('GROUP_ID_NOT_FOUND', `Group ${groupId} not found.`)
  return describedClassic(group, await coordinator(cluster, groupId, deadline))
}

/** Undefined when the group is not of that protocol. */
async function describeModern(
  cluster: Cluster,
  groupId: string,
  includeAuthorizedOperations: boolean,
  deadline: Deadline,
): Promise<GroupDescription | undefined> {
  try {
    const response = await cluster.call(
      { to: 'group', groupId },
      calls.consumerGroupDescribe,
      { groupIds: [groupId], includeAuthorizedOperations },
      { deadline },
      ({ groups }) => throwCode(groups[0]?.errorCode ?? 0, groups[0]?.errorMessage),
    )
    const group = response.groups[0]
    if (group === undefined) return undefined
    return describedModern(group, await coordinator(cluster, groupId, deadline))
  } catch (error) {
    const other =
      error instanceof KafkaError &&
      (error.errorName === 'GROUP_ID_NOT_FOUND' || error.errorName === 'UNSUPPORTED_VERSION')
    if (other) return undefined
    throw error
  }
}

async function coordinator(cluster: Cluster, groupId: string, deadline: Deadline): Promise<Node> {
  const id = await cluster.coordinatorOf(groupId, deadline)
  return cluster.view.brokers.get(id) ?? { id, host: '', port: -1, rack: undefined }
}

function describedClassic(group: DescribeGroupsResponseDescribedGroup, at: Node): GroupDescription {
  const readable = group.protocolType === CONSUMER_PROTOCOL
  return {
    groupId: group.groupId,
    protocolType: group.protocolType,
    type: 'classic',
    state: group.groupState,
    coordinator: at,
    partitionAssignor: group.protocolData,
    members: group.members.map((member) => ({
      memberId: member.memberId,
      groupInstanceId: member.groupInstanceId ?? undefined,
      clientId: member.clientId,
      clientHost: member.clientHost,
      assignment: readable ? assignmentOf(member.memberAssignment) : [],
      targetAssignment: undefined,
      memberEpoch: undefined,
    })),
    groupEpoch: undefined,
    targetAssignmentEpoch: undefined,
    authorizedOperations: group.authorizedOperations === NOT_ASKED ? undefined : group.authorizedOperations,
  }
}

/** A member may have put anything there; what cannot be read is no assignment. */
function assignmentOf(bytes: Uint8Array): GroupMember['assignment'] {
  try {
    return [...decodeAssignment(bytes)].map(([topic, partitions]) => ({ topic, partitions }))
  } catch (error) {
    if (error instanceof DecodeError) return []
    throw error
  }
}

function describedModern(group: ConsumerGroupDescribeResponse['groups'][number], at: Node): GroupDescription {
  const topics = (assignment: {
    topicPartitions: readonly { topicName: string; partitions: readonly number[] }[]
  }) => assignment.topicPartitions.map(({ topicName, partitions }) => ({ topic: topicName, partitions }))
  return {
    groupId: group.groupId,
    protocolType: CONSUMER_PROTOCOL,
    type: 'consumer',
    state: group.groupState,
    coordinator: at,
    partitionAssignor: group.assignorName,
    members: group.members.map((member) => ({
      memberId: member.memberId,
      groupInstanceId: member.instanceId ?? undefined,
      clientId: member.clientId,
      clientHost: member.clientHost,
      assignment: topics(member.assignment),
      targetAssignment: topics(member.targetAssignment),
      memberEpoch: member.memberEpoch,
    })),
    groupEpoch: group.groupEpoch,
    targetAssignmentEpoch: group.assignmentEpoch,
    authorizedOperations: group.authorizedOperations === NOT_ASKED ? undefined : group.authorizedOperations,
  }
}

export async function deleteGroup(cluster: Cluster, groupId: string, deadline: Deadline): Promise<void> {
  const draft = { groupsNames: [groupId] }
  await cluster.call({ to: 'group', groupId }, calls.deleteGroups, draft, { deadline }, ({ results }) =>
    throwCode(results[0]?.errorCode ?? 0, results[0]?.errorMessage),
  )
}

/** Keyed by instance id, or member id for those without one. */
export async function removeMembers(
  cluster: Cluster,
  groupId: string,
  members: readonly MemberToRemove[],
  reason: string,
  deadline: Deadline,
): Promise<Outcomes<string, void>> {
  const response = await cluster.call(
    { to: 'group', groupId },
    calls.leaveGroup,
    (version) => ({
      groupId,
      members: members.map(({ memberId, groupInstanceId }) => ({
        memberId: memberId ?? '',
        groupInstanceId: groupInstanceId ?? null,
        ...(version >= 5 ? { reason } : {}),
      })),
    }),
    { deadline, atLeast: 3 },
    ({ errorCode }) => throwCode(errorCode),
  )
  const values = new Map<string, void>()
  const errors = new Map<string, ClientError>()
  for (const { memberId, groupInstanceId, errorCode } of response.members) {
    const error = KafkaError.of(errorCode)
    if (error === undefined) values.set(groupInstanceId ?? memberId, undefined)
    else errors.set(groupInstanceId ?? memberId, error)
  }
  return new Outcomes(values, errors)
}

function throwCode(code: number, message?: string | null): void {
  const error = KafkaError.of(code, message)
  if (error !== undefined) throw error
}
