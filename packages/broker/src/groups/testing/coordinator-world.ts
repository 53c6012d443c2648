/**
 * The group coordinator of broker 1 with its partitions in memory, and metadata that tests publish.
 */
import { BrokerConfig } from '@samsa/config'
import type { Host } from '@samsa/host'
import { type Uuid, zeroUuid } from '@samsa/protocol/model/uuid'
import type { EnsureTopicResult } from '../../controller/controller.js'
import { ManualTime } from '../../coordinator/testing/manual-time.js'
import { emptyImage } from '../../metadata/core/apply-change.js'
import type { MetadataImage, TopicImage } from '../../metadata/metadata-image.js'
import { CurrentMetadata } from '../../metadata/metadata-view.js'
import type { OffsetCommitReply } from '../core/group-replies.js'
import { GroupCoordinator } from '../group-coordinator.js'
import { MemoryPartition } from './memory-partition.js'

/** A topic with the given leader of each partition. */
export function topicImage(name: string, leaders: readonly number[], topicId: string = name): TopicImage {
  const partitions = leaders.map((leader, index) => ({
    index,
    leader,
    leaderEpoch: 0,
    replicas: [leader],
    isr: [leader],
    partitionEpoch: 0,
  }))
  return { name, topicId: topicId as Uuid, configs: {}, partitions }
}

/** See the file. */
export class CoordinatorWorld {
  readonly time = new ManualTime()
  readonly metadata = new CurrentMetadata(emptyImage('cluster', 1))
  readonly partitions = [new MemoryPartition(), new MemoryPartition()]
  readonly created: string[] = []
  creation: (name: string) => EnsureTopicResult = (name) => {
    const topic = topicImage(name, [1, 1])
    this.publish([...this.metadata.topics(), topic])
    return { topic }
  }
  readonly host: Host = {
    clock: this.time,
    timers: this.time,
    random: { uint32: () => 7, fill: (bytes) => bytes.fill(7) },
    disk: {} as never,
    network: {} as never,
    log: { write: () => undefined },
  }
  readonly groups = new GroupCoordinator({
    host: this.host,
    nodeId: 1,
    config: () => BrokerConfig.from(),
    metadata: this.metadata,
    controller: {
      ensureTopic: async (name) => {
        this.created.push(name)
        return this.creation(name)
      },
    },
    partitions: { get: (_topic, index) => this.partitions[index] },
  })

  publish(topics: Iterable<TopicImage>): void {
    const previous = this.metadata.image
    const all = [...topics]
    const next: MetadataImage = {
      ...previous,
      topics: new Map(all.map((topic) => [topic.name, topic])),
      topicsById: new Map(all.map((topic) => [topic.topicId, topic])),
    }
    this.metadata.publish(next)
    this.groups.applyImage(previous, next)
  }

  /** Ends the turn, in which the request was made: what it appended is committed. */
  async turn<R>(asked: Promise<R>): Promise<R> {
    for (const partition of this.partitions) partition.endTurn()
    return asked
  }

  /** Commits partition 0 of a topic, as a simple consumer. */
  commit(groupId: string, topic: string, offset = 1): Promise<OffsetCommitReply> {
    const commit = {
      offset,
      leaderEpoch: -1,
      metadata: '',
      commitTimestamp: this.time.wall(),
      expireTimestamp: -1,
      topicId: zeroUuid,
    }
    return this.turn(
      this.groups.commitOffsets({
        groupId,
        generationId: -1,
        memberId: '',
        groupInstanceId: null,
        knowsGroupNotFound: true,
        offsets: [{ topic, partition: 0, commit }],
      }),
    )
  }

  /** Topics with a committed offset. */
  async topicsOf(groupId: string): Promise<string[]> {
    return [...(await this.groups.fetchOffsets(groupId, false)).offsets.keys()]
  }
}

/** A coordinator that leads both partitions: group 'a' lies in one, group 'b' in the other. */
export function leading(...topics: string[]): CoordinatorWorld {
  const world = new CoordinatorWorld()
  world.publish([topicImage('__consumer_offsets', [1, 1]), ...topics.map((name) => topicImage(name, [1]))])
  return world
}
