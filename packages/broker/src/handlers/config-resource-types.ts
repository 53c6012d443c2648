/** Kafka's numbers of what has settings. */
import type { ConfigResourceType } from '../controller/controller.js'

export const configResourceTypes: readonly (readonly [number, ConfigResourceType])[] = [
  [2, 'topic'],
  [4, 'broker'],
  [8, 'broker-logger'],
  [16, 'client-metrics'],
  [32, 'group'],
]

/** Undefined for a number that has no meaning. */
export function configResourceType(number: number): ConfigResourceType | undefined {
  return configResourceTypes.find((row) => row[0] === number)?.[1]
}
