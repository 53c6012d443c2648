import { expect, test } from 'vitest'
import { groupPartition } from './group-partition.js'

test.each([
  ['g-classic', 2, 0],
  ['g-consumer', 2, 0],
  ['g-tx', 2, 0],
  ['g-share', 2, 1],
  ['g-admin', 2, 1],
  ['g-gone', 2, 1],
  ['g-streams', 2, 1],
  ['', 50, 0],
  // Java's hash of this text is the smallest int, which has no positive counterpart.
  ['polygenelubricants', 50, 0],
  ['grüppe', 50, 36],
])('group %j of %i partitions lies in %i, where Kafka looks for it', (groupId, partitions, partition) => {
  expect(groupPartition(groupId, partitions)).toBe(partition)
})
