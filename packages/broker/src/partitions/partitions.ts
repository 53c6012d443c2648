/**
 * The partitions this broker hosts, by topic name and by topic id, with their logs. Follows the cluster's metadata:
 * `applyImage` opens, creates, reconfigures and deletes logs so that they match.
 *
 * Refuses: decisions about who leads what (controller), and what bytes mean (log, record).
 */
import type { LogDirectory } from '@samsa/log'
import type { Uuid } from '@samsa/protocol/model/uuid'
import type { ImageFollower } from '../controller/controller.js'
import type { Partition } from './partition.js'

/** See the file. */
export interface Partitions extends ImageFollower {
  get(topic: string, index: number): Partition | undefined
  getById(topicId: Uuid, index: number): Partition | undefined
  all(): Iterable<Partition>
  /** In the order of `log.dirs`; one that failed stays in the list with `offline` set on its partitions. */
  readonly logDirectories: readonly LogDirectory[]
}
