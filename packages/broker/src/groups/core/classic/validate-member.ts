/**
 * Who may speak for a member: the id must be one of the group, and a group instance id must belong to that
 * id, or somebody newer holds it and this one is fenced (KIP-345).
 */
import type { KafkaErrorName } from '@samsa/protocol/kafka-errors'
import { type ClassicGroup, staticMemberId } from './classic-group.js'

/** 'NONE', or why this member is refused. */
export function memberError(
  group: ClassicGroup,
  memberId: string,
  groupInstanceId: string | null,
): KafkaErrorName {
  if (groupInstanceId !== null) {
    const holder = staticMemberId(group, groupInstanceId)
    if (holder === undefined) return 'UNKNOWN_MEMBER_ID'
    if (holder !== memberId) return 'FENCED_INSTANCE_ID'
  }
  return group.members.has(memberId) ? 'NONE' : 'UNKNOWN_MEMBER_ID'
}

/** As {@link memberError}, and the member must be of the current generation. */
export function memberOfGenerationError(
  group: ClassicGroup,
  memberId: string,
  groupInstanceId: string | null,
  generationId: number,
): KafkaErrorName {
  const error = memberError(group, memberId, groupInstanceId)
  return error === 'NONE' && generationId !== group.generationId ? 'ILLEGAL_GENERATION' : error
}
