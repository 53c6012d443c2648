/**
 * What a manual placement of partitions must satisfy; the same for new topics and for added partitions.
 */
import type { MetadataImage } from '../../metadata/metadata-image.js'
import type { Refusal } from '../controller.js'
import { refuse } from './refusal.js'

/**
 * @param replicationFactor what every partition must have; undefined: whatever the first one has.
 */
export function checkAssignments(
  image: MetadataImage,
  assignments: readonly (readonly number[])[],
  replicationFactor: number | undefined,
): Refusal | undefined {
  let expected = replicationFactor
  for (const brokers of assignments) {
    const problem = assignmentProblem(image, brokers, expected)
    if (problem !== undefined) return refuse('INVALID_REPLICA_ASSIGNMENT', problem)
    expected ??= brokers.length
  }
  return undefined
}

function assignmentProblem(
  image: MetadataImage,
  brokers: readonly number[],
  expected: number | undefined,
): string | undefined {
  if (brokers.length === 0) return 'The manual partition assignment has an empty list of replicas.'
  const seen = new Set<number>()
  for (const broker of brokers) {
    if (seen.has(broker)) return `The manual partition assignment names broker ${broker} more than once.`
    seen.add(broker)
    if (!image.brokers.has(broker)) {
      return `The manual partition assignment names broker ${broker}, but no such broker is registered.`
    }
  }
  if (expected !== undefined && brokers.length !== expected) {
    return (
      `The manual partition assignment has a partition with ${brokers.length} replica(s), ` +
      `but the other partitions have ${expected}.`
    )
  }
  return undefined
}
