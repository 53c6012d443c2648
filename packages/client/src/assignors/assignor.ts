/**
 * What an assignor is: a pure function from a group's members and the topics' partitions to who reads what,
 * run by the member that the coordinator chose as leader. Refuses: talking to anyone.
 */

/** Partition numbers by topic. */
export type TopicPartitions = ReadonlyMap<string, readonly number[]>

export interface AssignorTopic {
  readonly partitions: number
  /** Racks of the replicas of each partition, where they are known (KIP-881). */
  readonly racks?: readonly (readonly string[])[] | undefined
}

export interface AssignorMember {
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly rack: string | null
  readonly topics: readonly string[]
  /** What the member says it has, from its subscription. */
  readonly owned: TopicPartitions
  /** The generation in which it got them; -1 when it has none. */
  readonly generation: number
  /** What its own assignor of the same name put into its subscription. */
  readonly userData: Uint8Array | null
}

/** By member id, each member being there; topics without partitions are left out, partitions ascend. */
export type GroupAssignment = ReadonlyMap<string, TopicPartitions>

export interface Assignor {
  /** The name under which members agree on it. */
  readonly name: string
  /** 'cooperative': members keep what they have while the group rebalances (KIP-429). */
  readonly protocol: 'eager' | 'cooperative'
  /** Topics that a member subscribed to and `topics` lacks do not exist (yet) and are passed over. */
  assign(topics: ReadonlyMap<string, AssignorTopic>, members: readonly AssignorMember[]): GroupAssignment
  /** What goes into this member's subscription, given what it was assigned last. */
  userData?(owned: TopicPartitions, generation: number): Uint8Array | null
}

/** Static members come first, by instance id; then dynamic ones, by member id. */
export function compareMembers(a: AssignorMember, b: AssignorMember): number {
  if (a.groupInstanceId !== null && b.groupInstanceId !== null) {
    return compareText(a.groupInstanceId, b.groupInstanceId)
  }
  if (a.groupInstanceId !== null) return -1
  if (b.groupInstanceId !== null) return 1
  return compareText(a.memberId, b.memberId)
}

/** Order of UTF-16 code units, which is Java's. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/**
 * Whether racks can change anything: some consumer shares a rack with some replica, and not every partition
 * has replicas in all of the racks (then every choice is as good).
 */
export function racksMatter(
  consumerRacks: ReadonlySet<string>,
  racksPerPartition: readonly ReadonlySet<string>[],
): boolean {
  const all = new Set<string>()
  for (const racks of racksPerPartition) for (const rack of racks) all.add(rack)
  let shared = false
  for (const rack of consumerRacks) shared ||= all.has(rack)
  return shared && racksPerPartition.some((racks) => racks.size !== all.size)
}
