/**
 * Leadership of the partitions a broker comes back to. Pure.
 */
import type { MetadataChange } from '../../metadata/core/apply-change.js'
import type { MetadataImage, PartitionImage } from '../../metadata/metadata-image.js'
import type { FoundPartition } from './reconcile-folders.js'

/**
 * A broker that stands alone takes up all its partitions again. As in Kafka the leader epoch moves by two, one for
 * the time without a leader and one for the election, so that a client that still holds the former epoch is
 * fenced and looks anew (KIP-320). Never behind the newest epoch of the log itself: a log that
 * came from elsewhere may know later ones. New partitions, not led before, keep their first epoch.
 */
export function electAfterStart(
  image: MetadataImage,
  found: Iterable<FoundPartition>,
  nodeId: number,
): readonly MetadataChange[] {
  const epochs = new Map<string, number>()
  for (const { topic, partition, latestLeaderEpoch } of found) {
    epochs.set(`${topic}-${partition}`, latestLeaderEpoch)
  }
  const changes: MetadataChange[] = []
  // One list for all: there may be many partitions.
  const isr = [nodeId]
  for (const topic of image.topics.values()) {
    const partitions: PartitionImage[] = []
    for (const partition of topic.partitions) {
      const logEpoch = epochs.get(`${topic.name}-${partition.index}`)
      if (logEpoch === undefined || !partition.replicas.includes(nodeId)) continue
      partitions.push({
        ...partition,
        leader: nodeId,
        leaderEpoch: Math.max(partition.leaderEpoch, logEpoch) + 2,
        isr,
        partitionEpoch: partition.partitionEpoch + 1,
      })
    }
    if (partitions.length > 0) changes.push({ kind: 'partitions-changed', name: topic.name, partitions })
  }
  return changes
}
