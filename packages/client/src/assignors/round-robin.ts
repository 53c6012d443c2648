/**
 * The round robin assignor: all partitions of all topics, topic by topic, dealt to the members in turn; a
 * member that does not want a topic is passed over.
 */
import {
  type Assignor,
  type AssignorMember,
  type AssignorTopic,
  compareMembers,
  compareText,
  type GroupAssignment,
} from './assignor.js'

export const roundRobinAssignor: Assignor = { name: 'roundrobin', protocol: 'eager', assign }

function assign(
  topics: ReadonlyMap<string, AssignorTopic>,
  members: readonly AssignorMember[],
): GroupAssignment {
  const assignment = new Map<string, Map<string, number[]>>()
  for (const member of members) assignment.set(member.memberId, new Map())
  const ring = [...members].sort(compareMembers)
  let at = 0
  for (const topic of [...topics.keys()].sort(compareText)) {
    if (!ring.some((member) => member.topics.includes(topic))) continue
    const count = topics.get(topic)?.partitions ?? 0
    for (let partition = 0; partition < count; partition++) {
      while (!ring[at]?.topics.includes(topic)) at = (at + 1) % ring.length
      const owned = assignment.get((ring[at] as AssignorMember).memberId) as Map<string, number[]>
      const partitions = owned.get(topic)
      if (partitions === undefined) owned.set(topic, [partition])
      else partitions.push(partition)
      at = (at + 1) % ring.length
    }
  }
  return assignment
}
