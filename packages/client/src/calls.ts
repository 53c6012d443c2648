/**
 * Every API this client speaks, with the versions it knows the meaning of. Not the newest everywhere: Produce
 * 13, OffsetCommit 10 and OffsetFetch 10 (KIP-848's topic ids) and Fetch 13 name topics by id, which this
 * client does by name.
 */
import { consumerGroupDescribeRequest } from '@samsa/protocol/messages/consumer-group-describe-request'
import { consumerGroupDescribeResponse } from '@samsa/protocol/messages/consumer-group-describe-response'
import { createPartitionsRequest } from '@samsa/protocol/messages/create-partitions-request'
import { createPartitionsResponse } from '@samsa/protocol/messages/create-partitions-response'
import { createTopicsRequest } from '@samsa/protocol/messages/create-topics-request'
import { createTopicsResponse } from '@samsa/protocol/messages/create-topics-response'
import { deleteGroupsRequest } from '@samsa/protocol/messages/delete-groups-request'
import { deleteGroupsResponse } from '@samsa/protocol/messages/delete-groups-response'
import { deleteRecordsRequest } from '@samsa/protocol/messages/delete-records-request'
import { deleteRecordsResponse } from '@samsa/protocol/messages/delete-records-response'
import { deleteTopicsRequest } from '@samsa/protocol/messages/delete-topics-request'
import { deleteTopicsResponse } from '@samsa/protocol/messages/delete-topics-response'
import { describeClusterRequest } from '@samsa/protocol/messages/describe-cluster-request'
import { describeClusterResponse } from '@samsa/protocol/messages/describe-cluster-response'
import { describeConfigsRequest } from '@samsa/protocol/messages/describe-configs-request'
import { describeConfigsResponse } from '@samsa/protocol/messages/describe-configs-response'
import { describeGroupsRequest } from '@samsa/protocol/messages/describe-groups-request'
import { describeGroupsResponse } from '@samsa/protocol/messages/describe-groups-response'
import { describeLogDirsRequest } from '@samsa/protocol/messages/describe-log-dirs-request'
import { describeLogDirsResponse } from '@samsa/protocol/messages/describe-log-dirs-response'
import { describeTopicPartitionsRequest } from '@samsa/protocol/messages/describe-topic-partitions-request'
import { describeTopicPartitionsResponse } from '@samsa/protocol/messages/describe-topic-partitions-response'
import { fetchRequest } from '@samsa/protocol/messages/fetch-request'
import { fetchResponse } from '@samsa/protocol/messages/fetch-response'
import { findCoordinatorRequest } from '@samsa/protocol/messages/find-coordinator-request'
import { findCoordinatorResponse } from '@samsa/protocol/messages/find-coordinator-response'
import { heartbeatRequest } from '@samsa/protocol/messages/heartbeat-request'
import { heartbeatResponse } from '@samsa/protocol/messages/heartbeat-response'
import { incrementalAlterConfigsRequest } from '@samsa/protocol/messages/incremental-alter-configs-request'
import { incrementalAlterConfigsResponse } from '@samsa/protocol/messages/incremental-alter-configs-response'
import { initProducerIdRequest } from '@samsa/protocol/messages/init-producer-id-request'
import { initProducerIdResponse } from '@samsa/protocol/messages/init-producer-id-response'
import { joinGroupRequest } from '@samsa/protocol/messages/join-group-request'
import { joinGroupResponse } from '@samsa/protocol/messages/join-group-response'
import { leaveGroupRequest } from '@samsa/protocol/messages/leave-group-request'
import { leaveGroupResponse } from '@samsa/protocol/messages/leave-group-response'
import { listGroupsRequest } from '@samsa/protocol/messages/list-groups-request'
import { listGroupsResponse } from '@samsa/protocol/messages/list-groups-response'
import { listOffsetsRequest } from '@samsa/protocol/messages/list-offsets-request'
import { listOffsetsResponse } from '@samsa/protocol/messages/list-offsets-response'
import { metadataRequest } from '@samsa/protocol/messages/metadata-request'
import { metadataResponse } from '@samsa/protocol/messages/metadata-response'
import { offsetCommitRequest } from '@samsa/protocol/messages/offset-commit-request'
import { offsetCommitResponse } from '@samsa/protocol/messages/offset-commit-response'
import { offsetDeleteRequest } from '@samsa/protocol/messages/offset-delete-request'
import { offsetDeleteResponse } from '@samsa/protocol/messages/offset-delete-response'
import { offsetFetchRequest } from '@samsa/protocol/messages/offset-fetch-request'
import { offsetFetchResponse } from '@samsa/protocol/messages/offset-fetch-response'
import { produceRequest } from '@samsa/protocol/messages/produce-request'
import { produceResponse } from '@samsa/protocol/messages/produce-response'
import { syncGroupRequest } from '@samsa/protocol/messages/sync-group-request'
import { syncGroupResponse } from '@samsa/protocol/messages/sync-group-response'
import { apiCall } from './api-call.js'

export const calls = {
  metadata: apiCall(metadataRequest, metadataResponse, [0, 13]),
  findCoordinator: apiCall(findCoordinatorRequest, findCoordinatorResponse, [0, 6]),
  produce: apiCall(produceRequest, produceResponse, [3, 12]),
  fetch: apiCall(fetchRequest, fetchResponse, [4, 12], { keepsBytes: true }),
  listOffsets: apiCall(listOffsetsRequest, listOffsetsResponse, [1, 11]),
  initProducerId: apiCall(initProducerIdRequest, initProducerIdResponse, [0, 5]),
  joinGroup: apiCall(joinGroupRequest, joinGroupResponse, [0, 9], { keepsBytes: true }),
  syncGroup: apiCall(syncGroupRequest, syncGroupResponse, [0, 5], { keepsBytes: true }),
  heartbeat: apiCall(heartbeatRequest, heartbeatResponse, [0, 4]),
  leaveGroup: apiCall(leaveGroupRequest, leaveGroupResponse, [0, 5]),
  offsetCommit: apiCall(offsetCommitRequest, offsetCommitResponse, [1, 9]),
  offsetFetch: apiCall(offsetFetchRequest, offsetFetchResponse, [1, 9]),
  offsetDelete: apiCall(offsetDeleteRequest, offsetDeleteResponse, [0, 0]),
  describeGroups: apiCall(describeGroupsRequest, describeGroupsResponse, [0, 6], { keepsBytes: true }),
  consumerGroupDescribe: apiCall(consumerGroupDescribeRequest, consumerGroupDescribeResponse, [0, 1]),
  listGroups: apiCall(listGroupsRequest, listGroupsResponse, [0, 5]),
  deleteGroups: apiCall(deleteGroupsRequest, deleteGroupsResponse, [0, 2]),
  createTopics: apiCall(createTopicsRequest, createTopicsResponse, [0, 7]),
  deleteTopics: apiCall(deleteTopicsRequest, deleteTopicsResponse, [0, 6]),
  createPartitions: apiCall(createPartitionsRequest, createPartitionsResponse, [0, 3]),
  deleteRecords: apiCall(deleteRecordsRequest, deleteRecordsResponse, [0, 2]),
  describeConfigs: apiCall(describeConfigsRequest, describeConfigsResponse, [0, 4]),
  incrementalAlterConfigs: apiCall(incrementalAlterConfigsRequest, incrementalAlterConfigsResponse, [0, 1]),
  describeLogDirs: apiCall(describeLogDirsRequest, describeLogDirsResponse, [0, 4]),
  describeCluster: apiCall(describeClusterRequest, describeClusterResponse, [0, 2]),
  describeTopicPartitions: apiCall(describeTopicPartitionsRequest, describeTopicPartitionsResponse, [0, 0]),
} as const
