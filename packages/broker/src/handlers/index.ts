/**
 * The registry: every API this broker serves, one line each, in order of API key. ApiVersions answers from it
 * and dispatch looks requests up in it; what is not in this list does not exist for a client.
 */
import type { Door, Handler } from '../handler.js'
import { alterConfigs } from './alter-configs.js'
import { alterPartitionReassignments } from './alter-partition-reassignments.js'
import { alterReplicaLogDirs } from './alter-replica-log-dirs.js'
import { apiVersions } from './api-versions.js'
import { createPartitions } from './create-partitions.js'
import { createTopics } from './create-topics.js'
import { deleteGroups } from './delete-groups.js'
import { deleteRecords } from './delete-records.js'
import { deleteTopics } from './delete-topics.js'
import { describeCluster } from './describe-cluster.js'
import { describeConfigs } from './describe-configs.js'
import { describeGroups } from './describe-groups.js'
import { describeLogDirs } from './describe-log-dirs.js'
import { describeProducers } from './describe-producers.js'
import { describeTopicPartitions } from './describe-topic-partitions.js'
import { electLeaders } from './elect-leaders.js'
import { fetch } from './fetch.js'
import { findCoordinator } from './find-coordinator.js'
import { getTelemetrySubscriptions } from './get-telemetry-subscriptions.js'
import { heartbeat } from './heartbeat.js'
import { incrementalAlterConfigs } from './incremental-alter-configs.js'
import { initProducerId } from './init-producer-id.js'
import { joinGroup } from './join-group.js'
import { leaveGroup } from './leave-group.js'
import { listConfigResources } from './list-config-resources.js'
import { listGroups } from './list-groups.js'
import { listOffsets } from './list-offsets.js'
import { listPartitionReassignments } from './list-partition-reassignments.js'
import { metadata } from './metadata.js'
import { offsetCommit } from './offset-commit.js'
import { offsetDelete } from './offset-delete.js'
import { offsetFetch } from './offset-fetch.js'
import { offsetForLeaderEpoch } from './offset-for-leader-epoch.js'
import { produce } from './produce.js'
import { saslHandshake } from './sasl-handshake.js'
import { syncGroup } from './sync-group.js'
import { writeTxnMarkers } from './write-txn-markers.js'

/** In order of API key. */
export const handlers: readonly (Handler | Door)[] = [
  produce,
  fetch,
  listOffsets,
  metadata,
  offsetCommit,
  offsetFetch,
  findCoordinator,
  joinGroup,
  heartbeat,
  leaveGroup,
  syncGroup,
  describeGroups,
  listGroups,
  saslHandshake,
  apiVersions,
  createTopics,
  deleteTopics,
  deleteRecords,
  initProducerId,
  offsetForLeaderEpoch,
  writeTxnMarkers,
  describeConfigs,
  alterConfigs,
  alterReplicaLogDirs,
  describeLogDirs,
  createPartitions,
  deleteGroups,
  electLeaders,
  incrementalAlterConfigs,
  alterPartitionReassignments,
  listPartitionReassignments,
  offsetDelete,
  describeCluster,
  describeProducers,
  getTelemetrySubscriptions,
  listConfigResources,
  describeTopicPartitions,
]
