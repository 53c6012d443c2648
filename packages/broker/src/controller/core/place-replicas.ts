/**
 * Which brokers hold a new partition (KIP-36): leaders go round the brokers, the other replicas follow in the
 * same round with a growing gap, racks alternate where brokers tell theirs. Pure: the start is an argument.
 */

export interface PlacementBroker {
  readonly id: number
  readonly rack: string | null
}

export interface Placement {
  readonly brokers: readonly PlacementBroker[]
  readonly partitions: number
  readonly replicationFactor: number
  /** Index of the first new partition: the round goes on where the topic's last one ended. */
  readonly firstPartition: number
  /** Any number, drawn once per topic, so that topics do not all begin at the same broker. */
  readonly start: number
}

/** Replicas of each partition, the preferred leader first. Needs at least `replicationFactor` brokers. */
export function placeReplicas(placement: Placement): readonly (readonly number[])[] {
  const ring = ringOf(placement.brokers)
  const placed: number[][] = []
  for (let index = 0; index < placement.partitions; index++) {
    placed.push(placePartition(ring, placement, placement.firstPartition + index))
  }
  return placed
}

/** Brokers in an order in which neighbours have different racks, as far as racks allow. */
function ringOf(brokers: readonly PlacementBroker[]): readonly PlacementBroker[] {
  const byRack = new Map<string, PlacementBroker[]>()
  for (const broker of [...brokers].sort((a, b) => a.id - b.id)) {
    const rack = broker.rack ?? ''
    byRack.set(rack, [...(byRack.get(rack) ?? []), broker])
  }
  const racks = [...byRack.keys()].sort().map((rack) => byRack.get(rack) as PlacementBroker[])
  const ring: PlacementBroker[] = []
  for (let round = 0; ring.length < brokers.length; round++) {
    for (const rack of racks) {
      const broker = rack[round]
      if (broker !== undefined) ring.push(broker)
    }
  }
  return ring
}

function placePartition(ring: readonly PlacementBroker[], placement: Placement, partition: number): number[] {
  const first = (placement.start + partition) % ring.length
  const round = Math.floor(partition / ring.length)
  const order = ring.map((_, gap) => {
    // The gap of the followers moves on with each round, so that a broker's load is taken over by many, not by one.
    const shifted = gap === 0 ? 0 : 1 + ((gap - 1 + round) % (ring.length - 1))
    return ring[(first + shifted) % ring.length] as PlacementBroker
  })
  return chooseAcrossRacks(order, placement.replicationFactor)
}

/** The first brokers of the order, each from a rack not used yet while there is one. */
function chooseAcrossRacks(order: readonly PlacementBroker[], count: number): number[] {
  const chosen: PlacementBroker[] = []
  const racks = new Set<string | null>()
  while (chosen.length < count) {
    const left = order.filter((broker) => !chosen.includes(broker))
    if (left.every((broker) => racks.has(broker.rack))) racks.clear()
    const next = left.find((broker) => !racks.has(broker.rack))
    if (next === undefined) break
    chosen.push(next)
    racks.add(next.rack)
  }
  return chosen.map((broker) => broker.id)
}
