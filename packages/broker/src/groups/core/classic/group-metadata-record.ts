/**
 * Between a classic group and its record (GroupMetadataValue): what of the group is durable, and the group
 * a new coordinator makes of it. Subscriptions are kept for the selected protocol only, as Kafka does.
 */
import type { GroupMetadataValue } from '@samsa/protocol/messages/group-metadata-value'
import type { GroupRecord } from '../group-records.js'
import { type ClassicGroup, type ClassicMember, emptyClassicGroup, metadataOf } from './classic-group.js'
import { subscribedTopicsOf } from './subscribed-topics.js'

/** The record that makes the group durable as it is now. */
export function groupMetadataRecord(group: ClassicGroup): GroupRecord {
  const members: GroupMetadataValue['members'] = []
  for (const member of group.members.values()) {
    members.push({
      memberId: member.memberId,
      groupInstanceId: member.groupInstanceId,
      clientId: member.clientId,
      clientHost: member.clientHost,
      rebalanceTimeout: member.rebalanceTimeoutMs,
      sessionTimeout: member.sessionTimeoutMs,
      subscription: metadataOf(member, group.protocolName),
      assignment: member.assignment,
    })
  }
  return {
    kind: 'group',
    metadata: {
      protocolType: group.protocolType ?? '',
      generation: group.generationId,
      protocol: group.protocolName ?? null,
      leader: group.leaderId ?? null,
      currentStateTimestamp: group.stateTimestamp,
      members,
    },
  }
}

/** The group that a record describes: Stable when it has members, Empty otherwise. */
export function classicGroupOf(groupId: string, metadata: GroupMetadataValue): ClassicGroup {
  const protocolType = metadata.protocolType === '' ? undefined : metadata.protocolType
  const protocolName = metadata.protocol ?? undefined
  const members = new Map<string, ClassicMember>()
  for (const member of metadata.members) {
    members.set(member.memberId, {
      memberId: member.memberId,
      groupInstanceId: member.groupInstanceId,
      clientId: member.clientId,
      clientHost: member.clientHost,
      // -1 in records of brokers before 0.10.1, which knew one timeout only.
      rebalanceTimeoutMs: member.rebalanceTimeout === -1 ? member.sessionTimeout : member.rebalanceTimeout,
      sessionTimeoutMs: member.sessionTimeout,
      protocols: [{ name: protocolName ?? '', metadata: member.subscription }],
      assignment: member.assignment,
      isNew: false,
      awaitingJoin: undefined,
      awaitingSync: undefined,
    })
  }
  return {
    ...emptyClassicGroup(groupId, metadata.currentStateTimestamp),
    state: members.size === 0 ? 'Empty' : 'Stable',
    protocolType,
    protocolName,
    generationId: metadata.generation,
    leaderId: metadata.leader ?? undefined,
    members,
    subscribedTopics: subscribedTopicsOf(protocolType, protocolName, members),
  }
}
