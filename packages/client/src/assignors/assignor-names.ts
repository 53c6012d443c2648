/**
 * The assignors by name. Kafka's class names stand for the same, so that its configuration files can be used.
 */
import type { Assignor } from './assignor.js'
import { rangeAssignor } from './range.js'
import { roundRobinAssignor } from './round-robin.js'
import { cooperativeStickyAssignor, stickyAssignor } from './sticky.js'

export const assignors: readonly Assignor[] = [
  rangeAssignor,
  roundRobinAssignor,
  stickyAssignor,
  cooperativeStickyAssignor,
]

const classNames: Readonly<Record<string, Assignor>> = {
  RangeAssignor: rangeAssignor,
  RoundRobinAssignor: roundRobinAssignor,
  StickyAssignor: stickyAssignor,
  CooperativeStickyAssignor: cooperativeStickyAssignor,
}

const PREFIX = /^(class )?org\.apache\.kafka\.clients\.consumer\./

/** By its name (`range`) or by its class (`org.apache.kafka.clients.consumer.RangeAssignor`). */
export function assignorNamed(name: string): Assignor | undefined {
  return assignors.find((assignor) => assignor.name === name) ?? classNames[name.replace(PREFIX, '')]
}
