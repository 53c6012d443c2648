/**
 * Every schema, in the order of names: the input of the generator and of the inventory test.
 * A new message is a new file and a line here.
 */
import type { MessageSchema } from './message-schema.js'
import { abortTransactionRecord } from './abort-transaction-record.js'
import { abortedTxn } from './aborted-txn.js'
import { accessControlEntryRecord } from './access-control-entry-record.js'
import { addOffsetsToTxnRequest } from './add-offsets-to-txn-request.js'
import { addOffsetsToTxnResponse } from './add-offsets-to-txn-response.js'
import { addPartitionsToTxnRequest } from './add-partitions-to-txn-request.js'
import { addPartitionsToTxnResponse } from './add-partitions-to-txn-response.js'
import { addRaftVoterRequest } from './add-raft-voter-request.js'
import { addRaftVoterResponse } from './add-raft-voter-response.js'
import { allocateProducerIdsRequest } from './allocate-producer-ids-request.js'
import { allocateProducerIdsResponse } from './allocate-producer-ids-response.js'
import { alterClientQuotasRequest } from './alter-client-quotas-request.js'
import { alterClientQuotasResponse } from './alter-client-quotas-response.js'
import { alterConfigsRequest } from './alter-configs-request.js'
import { alterConfigsResponse } from './alter-configs-response.js'
import { alterPartitionReassignmentsRequest } from './alter-partition-reassignments-request.js'
import { alterPartitionReassignmentsResponse } from './alter-partition-reassignments-response.js'
import { alterPartitionRequest } from './alter-partition-request.js'
import { alterPartitionResponse } from './alter-partition-response.js'
import { alterReplicaLogDirsRequest } from './alter-replica-log-dirs-request.js'
import { alterReplicaLogDirsResponse } from './alter-replica-log-dirs-response.js'
import { alterShareGroupOffsetsRequest } from './alter-share-group-offsets-request.js'
import { alterShareGroupOffsetsResponse } from './alter-share-group-offsets-response.js'
import { alterUserScramCredentialsRequest } from './alter-user-scram-credentials-request.js'
import { alterUserScramCredentialsResponse } from './alter-user-scram-credentials-response.js'
import { apiVersionsRequest } from './api-versions-request.js'
import { apiVersionsResponse } from './api-versions-response.js'
import { assignReplicasToDirsRequest } from './assign-replicas-to-dirs-request.js'
import { assignReplicasToDirsResponse } from './assign-replicas-to-dirs-response.js'
import { beginQuorumEpochRequest } from './begin-quorum-epoch-request.js'
import { beginQuorumEpochResponse } from './begin-quorum-epoch-response.js'
import { beginTransactionRecord } from './begin-transaction-record.js'
import { brokerHeartbeatRequest } from './broker-heartbeat-request.js'
import { brokerHeartbeatResponse } from './broker-heartbeat-response.js'
import { brokerRegistrationChangeRecord } from './broker-registration-change-record.js'
import { brokerRegistrationRequest } from './broker-registration-request.js'
import { brokerRegistrationResponse } from './broker-registration-response.js'
import { clearElrRecord } from './clear-elr-record.js'
import { clientQuotaRecord } from './client-quota-record.js'
import { configRecord } from './config-record.js'
import { consumerGroupCurrentMemberAssignmentKey } from './consumer-group-current-member-assignment-key.js'
import { consumerGroupCurrentMemberAssignmentValue } from './consumer-group-current-member-assignment-value.js'
import { consumerGroupDescribeRequest } from './consumer-group-describe-request.js'
import { consumerGroupDescribeResponse } from './consumer-group-describe-response.js'
import { consumerGroupHeartbeatRequest } from './consumer-group-heartbeat-request.js'
import { consumerGroupHeartbeatResponse } from './consumer-group-heartbeat-response.js'
import { consumerGroupMemberMetadataKey } from './consumer-group-member-metadata-key.js'
import { consumerGroupMemberMetadataValue } from './consumer-group-member-metadata-value.js'
import { consumerGroupMetadataKey } from './consumer-group-metadata-key.js'
import { consumerGroupMetadataValue } from './consumer-group-metadata-value.js'
import { consumerGroupPartitionMetadataKey } from './consumer-group-partition-metadata-key.js'
import { consumerGroupPartitionMetadataValue } from './consumer-group-partition-metadata-value.js'
import { consumerGroupRegularExpressionKey } from './consumer-group-regular-expression-key.js'
import { consumerGroupRegularExpressionValue } from './consumer-group-regular-expression-value.js'
import { consumerGroupTargetAssignmentMemberKey } from './consumer-group-target-assignment-member-key.js'
import { consumerGroupTargetAssignmentMemberValue } from './consumer-group-target-assignment-member-value.js'
import { consumerGroupTargetAssignmentMetadataKey } from './consumer-group-target-assignment-metadata-key.js'
import { consumerGroupTargetAssignmentMetadataValue } from './consumer-group-target-assignment-metadata-value.js'
import { consumerProtocolAssignment } from './consumer-protocol-assignment.js'
import { consumerProtocolSubscription } from './consumer-protocol-subscription.js'
import { controlRecordTypeSchema } from './control-record-type-schema.js'
import { controlledShutdownRequest } from './controlled-shutdown-request.js'
import { controlledShutdownResponse } from './controlled-shutdown-response.js'
import { controllerRegistrationRequest } from './controller-registration-request.js'
import { controllerRegistrationResponse } from './controller-registration-response.js'
import { createAclsRequest } from './create-acls-request.js'
import { createAclsResponse } from './create-acls-response.js'
import { createDelegationTokenRequest } from './create-delegation-token-request.js'
import { createDelegationTokenResponse } from './create-delegation-token-response.js'
import { createPartitionsRequest } from './create-partitions-request.js'
import { createPartitionsResponse } from './create-partitions-response.js'
import { createTopicsRequest } from './create-topics-request.js'
import { createTopicsResponse } from './create-topics-response.js'
import { defaultPrincipalData } from './default-principal-data.js'
import { delegationTokenRecord } from './delegation-token-record.js'
import { deleteAclsRequest } from './delete-acls-request.js'
import { deleteAclsResponse } from './delete-acls-response.js'
import { deleteGroupsRequest } from './delete-groups-request.js'
import { deleteGroupsResponse } from './delete-groups-response.js'
import { deleteRecordsRequest } from './delete-records-request.js'
import { deleteRecordsResponse } from './delete-records-response.js'
import { deleteShareGroupOffsetsRequest } from './delete-share-group-offsets-request.js'
import { deleteShareGroupOffsetsResponse } from './delete-share-group-offsets-response.js'
import { deleteShareGroupStateRequest } from './delete-share-group-state-request.js'
import { deleteShareGroupStateResponse } from './delete-share-group-state-response.js'
import { deleteTopicsRequest } from './delete-topics-request.js'
import { deleteTopicsResponse } from './delete-topics-response.js'
import { describeAclsRequest } from './describe-acls-request.js'
import { describeAclsResponse } from './describe-acls-response.js'
import { describeClientQuotasRequest } from './describe-client-quotas-request.js'
import { describeClientQuotasResponse } from './describe-client-quotas-response.js'
import { describeClusterRequest } from './describe-cluster-request.js'
import { describeClusterResponse } from './describe-cluster-response.js'
import { describeConfigsRequest } from './describe-configs-request.js'
import { describeConfigsResponse } from './describe-configs-response.js'
import { describeDelegationTokenRequest } from './describe-delegation-token-request.js'
import { describeDelegationTokenResponse } from './describe-delegation-token-response.js'
import { describeGroupsRequest } from './describe-groups-request.js'
import { describeGroupsResponse } from './describe-groups-response.js'
import { describeLogDirsRequest } from './describe-log-dirs-request.js'
import { describeLogDirsResponse } from './describe-log-dirs-response.js'
import { describeProducersRequest } from './describe-producers-request.js'
import { describeProducersResponse } from './describe-producers-response.js'
import { describeQuorumRequest } from './describe-quorum-request.js'
import { describeQuorumResponse } from './describe-quorum-response.js'
import { describeShareGroupOffsetsRequest } from './describe-share-group-offsets-request.js'
import { describeShareGroupOffsetsResponse } from './describe-share-group-offsets-response.js'
import { describeTopicPartitionsRequest } from './describe-topic-partitions-request.js'
import { describeTopicPartitionsResponse } from './describe-topic-partitions-response.js'
import { describeTransactionsRequest } from './describe-transactions-request.js'
import { describeTransactionsResponse } from './describe-transactions-response.js'
import { describeUserScramCredentialsRequest } from './describe-user-scram-credentials-request.js'
import { describeUserScramCredentialsResponse } from './describe-user-scram-credentials-response.js'
import { electLeadersRequest } from './elect-leaders-request.js'
import { electLeadersResponse } from './elect-leaders-response.js'
import { endQuorumEpochRequest } from './end-quorum-epoch-request.js'
import { endQuorumEpochResponse } from './end-quorum-epoch-response.js'
import { endTransactionRecord } from './end-transaction-record.js'
import { endTxnMarker } from './end-txn-marker.js'
import { endTxnRequest } from './end-txn-request.js'
import { endTxnResponse } from './end-txn-response.js'
import { envelopeRequest } from './envelope-request.js'
import { envelopeResponse } from './envelope-response.js'
import { expireDelegationTokenRequest } from './expire-delegation-token-request.js'
import { expireDelegationTokenResponse } from './expire-delegation-token-response.js'
import { featureLevelRecord } from './feature-level-record.js'
import { fenceBrokerRecord } from './fence-broker-record.js'
import { fetchRequest } from './fetch-request.js'
import { fetchResponse } from './fetch-response.js'
import { fetchSnapshotRequest } from './fetch-snapshot-request.js'
import { fetchSnapshotResponse } from './fetch-snapshot-response.js'
import { findCoordinatorRequest } from './find-coordinator-request.js'
import { findCoordinatorResponse } from './find-coordinator-response.js'
import { getTelemetrySubscriptionsRequest } from './get-telemetry-subscriptions-request.js'
import { getTelemetrySubscriptionsResponse } from './get-telemetry-subscriptions-response.js'
import { groupMetadataKey } from './group-metadata-key.js'
import { groupMetadataValue } from './group-metadata-value.js'
import { heartbeatRequest } from './heartbeat-request.js'
import { heartbeatResponse } from './heartbeat-response.js'
import { incrementalAlterConfigsRequest } from './incremental-alter-configs-request.js'
import { incrementalAlterConfigsResponse } from './incremental-alter-configs-response.js'
import { initProducerIdRequest } from './init-producer-id-request.js'
import { initProducerIdResponse } from './init-producer-id-response.js'
import { initializeShareGroupStateRequest } from './initialize-share-group-state-request.js'
import { initializeShareGroupStateResponse } from './initialize-share-group-state-response.js'
import { joinGroupRequest } from './join-group-request.js'
import { joinGroupResponse } from './join-group-response.js'
import { kRaftVersionRecord } from './kraft-version-record.js'
import { leaderAndIsrRequest } from './leader-and-isr-request.js'
import { leaderAndIsrResponse } from './leader-and-isr-response.js'
import { leaderChangeMessage } from './leader-change-message.js'
import { leaveGroupRequest } from './leave-group-request.js'
import { leaveGroupResponse } from './leave-group-response.js'
import { legacyOffsetCommitKey } from './legacy-offset-commit-key.js'
import { legacyOffsetCommitValue } from './legacy-offset-commit-value.js'
import { listConfigResourcesRequest } from './list-config-resources-request.js'
import { listConfigResourcesResponse } from './list-config-resources-response.js'
import { listGroupsRequest } from './list-groups-request.js'
import { listGroupsResponse } from './list-groups-response.js'
import { listOffsetsRequest } from './list-offsets-request.js'
import { listOffsetsResponse } from './list-offsets-response.js'
import { listPartitionReassignmentsRequest } from './list-partition-reassignments-request.js'
import { listPartitionReassignmentsResponse } from './list-partition-reassignments-response.js'
import { listTransactionsRequest } from './list-transactions-request.js'
import { listTransactionsResponse } from './list-transactions-response.js'
import { metadataRequest } from './metadata-request.js'
import { metadataResponse } from './metadata-response.js'
import { noOpRecord } from './no-op-record.js'
import { offsetCommitKey } from './offset-commit-key.js'
import { offsetCommitRequest } from './offset-commit-request.js'
import { offsetCommitResponse } from './offset-commit-response.js'
import { offsetCommitValue } from './offset-commit-value.js'
import { offsetDeleteRequest } from './offset-delete-request.js'
import { offsetDeleteResponse } from './offset-delete-response.js'
import { offsetFetchRequest } from './offset-fetch-request.js'
import { offsetFetchResponse } from './offset-fetch-response.js'
import { offsetForLeaderEpochRequest } from './offset-for-leader-epoch-request.js'
import { offsetForLeaderEpochResponse } from './offset-for-leader-epoch-response.js'
import { partitionChangeRecord } from './partition-change-record.js'
import { partitionRecord } from './partition-record.js'
import { produceRequest } from './produce-request.js'
import { produceResponse } from './produce-response.js'
import { producerIdsRecord } from './producer-ids-record.js'
import { producerSnapshot } from './producer-snapshot.js'
import { pushTelemetryRequest } from './push-telemetry-request.js'
import { pushTelemetryResponse } from './push-telemetry-response.js'
import { quorumStateData } from './quorum-state-data.js'
import { readShareGroupStateRequest } from './read-share-group-state-request.js'
import { readShareGroupStateResponse } from './read-share-group-state-response.js'
import { readShareGroupStateSummaryRequest } from './read-share-group-state-summary-request.js'
import { readShareGroupStateSummaryResponse } from './read-share-group-state-summary-response.js'
import { registerBrokerRecord } from './register-broker-record.js'
import { registerControllerRecord } from './register-controller-record.js'
import { remoteLogSegmentMetadataRecord } from './remote-log-segment-metadata-record.js'
import { remoteLogSegmentMetadataSnapshotRecord } from './remote-log-segment-metadata-snapshot-record.js'
import { remoteLogSegmentMetadataUpdateRecord } from './remote-log-segment-metadata-update-record.js'
import { remotePartitionDeleteMetadataRecord } from './remote-partition-delete-metadata-record.js'
import { removeAccessControlEntryRecord } from './remove-access-control-entry-record.js'
import { removeDelegationTokenRecord } from './remove-delegation-token-record.js'
import { removeRaftVoterRequest } from './remove-raft-voter-request.js'
import { removeRaftVoterResponse } from './remove-raft-voter-response.js'
import { removeTopicRecord } from './remove-topic-record.js'
import { removeUserScramCredentialRecord } from './remove-user-scram-credential-record.js'
import { renewDelegationTokenRequest } from './renew-delegation-token-request.js'
import { renewDelegationTokenResponse } from './renew-delegation-token-response.js'
import { requestHeader } from './request-header.js'
import { responseHeader } from './response-header.js'
import { saslAuthenticateRequest } from './sasl-authenticate-request.js'
import { saslAuthenticateResponse } from './sasl-authenticate-response.js'
import { saslHandshakeRequest } from './sasl-handshake-request.js'
import { saslHandshakeResponse } from './sasl-handshake-response.js'
import { shareAcknowledgeRequest } from './share-acknowledge-request.js'
import { shareAcknowledgeResponse } from './share-acknowledge-response.js'
import { shareFetchRequest } from './share-fetch-request.js'
import { shareFetchResponse } from './share-fetch-response.js'
import { shareGroupCurrentMemberAssignmentKey } from './share-group-current-member-assignment-key.js'
import { shareGroupCurrentMemberAssignmentValue } from './share-group-current-member-assignment-value.js'
import { shareGroupDescribeRequest } from './share-group-describe-request.js'
import { shareGroupDescribeResponse } from './share-group-describe-response.js'
import { shareGroupHeartbeatRequest } from './share-group-heartbeat-request.js'
import { shareGroupHeartbeatResponse } from './share-group-heartbeat-response.js'
import { shareGroupMemberMetadataKey } from './share-group-member-metadata-key.js'
import { shareGroupMemberMetadataValue } from './share-group-member-metadata-value.js'
import { shareGroupMetadataKey } from './share-group-metadata-key.js'
import { shareGroupMetadataValue } from './share-group-metadata-value.js'
import { shareGroupPartitionMetadataKey } from './share-group-partition-metadata-key.js'
import { shareGroupPartitionMetadataValue } from './share-group-partition-metadata-value.js'
import { shareGroupStatePartitionMetadataKey } from './share-group-state-partition-metadata-key.js'
import { shareGroupStatePartitionMetadataValue } from './share-group-state-partition-metadata-value.js'
import { shareGroupTargetAssignmentMemberKey } from './share-group-target-assignment-member-key.js'
import { shareGroupTargetAssignmentMemberValue } from './share-group-target-assignment-member-value.js'
import { shareGroupTargetAssignmentMetadataKey } from './share-group-target-assignment-metadata-key.js'
import { shareGroupTargetAssignmentMetadataValue } from './share-group-target-assignment-metadata-value.js'
import { shareSnapshotKey } from './share-snapshot-key.js'
import { shareSnapshotValue } from './share-snapshot-value.js'
import { shareUpdateKey } from './share-update-key.js'
import { shareUpdateValue } from './share-update-value.js'
import { snapshotFooterRecord } from './snapshot-footer-record.js'
import { snapshotHeaderRecord } from './snapshot-header-record.js'
import { stopReplicaRequest } from './stop-replica-request.js'
import { stopReplicaResponse } from './stop-replica-response.js'
import { streamsGroupCurrentMemberAssignmentKey } from './streams-group-current-member-assignment-key.js'
import { streamsGroupCurrentMemberAssignmentValue } from './streams-group-current-member-assignment-value.js'
import { streamsGroupDescribeRequest } from './streams-group-describe-request.js'
import { streamsGroupDescribeResponse } from './streams-group-describe-response.js'
import { streamsGroupHeartbeatRequest } from './streams-group-heartbeat-request.js'
import { streamsGroupHeartbeatResponse } from './streams-group-heartbeat-response.js'
import { streamsGroupMemberMetadataKey } from './streams-group-member-metadata-key.js'
import { streamsGroupMemberMetadataValue } from './streams-group-member-metadata-value.js'
import { streamsGroupMetadataKey } from './streams-group-metadata-key.js'
import { streamsGroupMetadataValue } from './streams-group-metadata-value.js'
import { streamsGroupTargetAssignmentMemberKey } from './streams-group-target-assignment-member-key.js'
import { streamsGroupTargetAssignmentMemberValue } from './streams-group-target-assignment-member-value.js'
import { streamsGroupTargetAssignmentMetadataKey } from './streams-group-target-assignment-metadata-key.js'
import { streamsGroupTargetAssignmentMetadataValue } from './streams-group-target-assignment-metadata-value.js'
import { streamsGroupTopologyDescriptionUpdateRequest } from './streams-group-topology-description-update-request.js'
import { streamsGroupTopologyDescriptionUpdateResponse } from './streams-group-topology-description-update-response.js'
import { streamsGroupTopologyKey } from './streams-group-topology-key.js'
import { streamsGroupTopologyValue } from './streams-group-topology-value.js'
import { subscriptionInfoData } from './subscription-info-data.js'
import { syncGroupRequest } from './sync-group-request.js'
import { syncGroupResponse } from './sync-group-response.js'
import { topicRecord } from './topic-record.js'
import { transactionLogKey } from './transaction-log-key.js'
import { transactionLogValue } from './transaction-log-value.js'
import { txnOffsetCommitRequest } from './txn-offset-commit-request.js'
import { txnOffsetCommitResponse } from './txn-offset-commit-response.js'
import { unfenceBrokerRecord } from './unfence-broker-record.js'
import { unregisterBrokerRecord } from './unregister-broker-record.js'
import { unregisterBrokerRequest } from './unregister-broker-request.js'
import { unregisterBrokerResponse } from './unregister-broker-response.js'
import { unregisterControllerRequest } from './unregister-controller-request.js'
import { unregisterControllerResponse } from './unregister-controller-response.js'
import { updateFeaturesRequest } from './update-features-request.js'
import { updateFeaturesResponse } from './update-features-response.js'
import { updateMetadataRequest } from './update-metadata-request.js'
import { updateMetadataResponse } from './update-metadata-response.js'
import { updateRaftVoterRequest } from './update-raft-voter-request.js'
import { updateRaftVoterResponse } from './update-raft-voter-response.js'
import { userScramCredentialRecord } from './user-scram-credential-record.js'
import { voteRequest } from './vote-request.js'
import { voteResponse } from './vote-response.js'
import { votersRecord } from './voters-record.js'
import { writeShareGroupStateRequest } from './write-share-group-state-request.js'
import { writeShareGroupStateResponse } from './write-share-group-state-response.js'
import { writeTxnMarkersRequest } from './write-txn-markers-request.js'
import { writeTxnMarkersResponse } from './write-txn-markers-response.js'
import { zkMigrationStateRecord } from './zk-migration-state-record.js'

export const messageSchemas: readonly MessageSchema[] = [
  abortTransactionRecord,
  abortedTxn,
  accessControlEntryRecord,
  addOffsetsToTxnRequest,
  addOffsetsToTxnResponse,
  addPartitionsToTxnRequest,
  addPartitionsToTxnResponse,
  addRaftVoterRequest,
  addRaftVoterResponse,
  allocateProducerIdsRequest,
  allocateProducerIdsResponse,
  alterClientQuotasRequest,
  alterClientQuotasResponse,
  alterConfigsRequest,
  alterConfigsResponse,
  alterPartitionReassignmentsRequest,
  alterPartitionReassignmentsResponse,
  alterPartitionRequest,
  alterPartitionResponse,
  alterReplicaLogDirsRequest,
  alterReplicaLogDirsResponse,
  alterShareGroupOffsetsRequest,
  alterShareGroupOffsetsResponse,
  alterUserScramCredentialsRequest,
  alterUserScramCredentialsResponse,
  apiVersionsRequest,
  apiVersionsResponse,
  assignReplicasToDirsRequest,
  assignReplicasToDirsResponse,
  beginQuorumEpochRequest,
  beginQuorumEpochResponse,
  beginTransactionRecord,
  brokerHeartbeatRequest,
  brokerHeartbeatResponse,
  brokerRegistrationChangeRecord,
  brokerRegistrationRequest,
  brokerRegistrationResponse,
  clearElrRecord,
  clientQuotaRecord,
  configRecord,
  consumerGroupCurrentMemberAssignmentKey,
  consumerGroupCurrentMemberAssignmentValue,
  consumerGroupDescribeRequest,
  consumerGroupDescribeResponse,
  consumerGroupHeartbeatRequest,
  consumerGroupHeartbeatResponse,
  consumerGroupMemberMetadataKey,
  consumerGroupMemberMetadataValue,
  consumerGroupMetadataKey,
  consumerGroupMetadataValue,
  consumerGroupPartitionMetadataKey,
  consumerGroupPartitionMetadataValue,
  consumerGroupRegularExpressionKey,
  consumerGroupRegularExpressionValue,
  consumerGroupTargetAssignmentMemberKey,
  consumerGroupTargetAssignmentMemberValue,
  consumerGroupTargetAssignmentMetadataKey,
  consumerGroupTargetAssignmentMetadataValue,
  consumerProtocolAssignment,
  consumerProtocolSubscription,
  controlRecordTypeSchema,
  controlledShutdownRequest,
  controlledShutdownResponse,
  controllerRegistrationRequest,
  controllerRegistrationResponse,
  createAclsRequest,
  createAclsResponse,
  createDelegationTokenRequest,
  createDelegationTokenResponse,
  createPartitionsRequest,
  createPartitionsResponse,
  createTopicsRequest,
  createTopicsResponse,
  defaultPrincipalData,
  delegationTokenRecord,
  deleteAclsRequest,
  deleteAclsResponse,
  deleteGroupsRequest,
  deleteGroupsResponse,
  deleteRecordsRequest,
  deleteRecordsResponse,
  deleteShareGroupOffsetsRequest,
  deleteShareGroupOffsetsResponse,
  deleteShareGroupStateRequest,
  deleteShareGroupStateResponse,
  deleteTopicsRequest,
  deleteTopicsResponse,
  describeAclsRequest,
  describeAclsResponse,
  describeClientQuotasRequest,
  describeClientQuotasResponse,
  describeClusterRequest,
  describeClusterResponse,
  describeConfigsRequest,
  describeConfigsResponse,
  describeDelegationTokenRequest,
  describeDelegationTokenResponse,
  describeGroupsRequest,
  describeGroupsResponse,
  describeLogDirsRequest,
  describeLogDirsResponse,
  describeProducersRequest,
  describeProducersResponse,
  describeQuorumRequest,
  describeQuorumResponse,
  describeShareGroupOffsetsRequest,
  describeShareGroupOffsetsResponse,
  describeTopicPartitionsRequest,
  describeTopicPartitionsResponse,
  describeTransactionsRequest,
  describeTransactionsResponse,
  describeUserScramCredentialsRequest,
  describeUserScramCredentialsResponse,
  electLeadersRequest,
  electLeadersResponse,
  endQuorumEpochRequest,
  endQuorumEpochResponse,
  endTransactionRecord,
  endTxnMarker,
  endTxnRequest,
  endTxnResponse,
  envelopeRequest,
  envelopeResponse,
  expireDelegationTokenRequest,
  expireDelegationTokenResponse,
  featureLevelRecord,
  fenceBrokerRecord,
  fetchRequest,
  fetchResponse,
  fetchSnapshotRequest,
  fetchSnapshotResponse,
  findCoordinatorRequest,
  findCoordinatorResponse,
  getTelemetrySubscriptionsRequest,
  getTelemetrySubscriptionsResponse,
  groupMetadataKey,
  groupMetadataValue,
  heartbeatRequest,
  heartbeatResponse,
  incrementalAlterConfigsRequest,
  incrementalAlterConfigsResponse,
  initProducerIdRequest,
  initProducerIdResponse,
  initializeShareGroupStateRequest,
  initializeShareGroupStateResponse,
  joinGroupRequest,
  joinGroupResponse,
  kRaftVersionRecord,
  leaderAndIsrRequest,
  leaderAndIsrResponse,
  leaderChangeMessage,
  leaveGroupRequest,
  leaveGroupResponse,
  legacyOffsetCommitKey,
  legacyOffsetCommitValue,
  listConfigResourcesRequest,
  listConfigResourcesResponse,
  listGroupsRequest,
  listGroupsResponse,
  listOffsetsRequest,
  listOffsetsResponse,
  listPartitionReassignmentsRequest,
  listPartitionReassignmentsResponse,
  listTransactionsRequest,
  listTransactionsResponse,
  metadataRequest,
  metadataResponse,
  noOpRecord,
  offsetCommitKey,
  offsetCommitRequest,
  offsetCommitResponse,
  offsetCommitValue,
  offsetDeleteRequest,
  offsetDeleteResponse,
  offsetFetchRequest,
  offsetFetchResponse,
  offsetForLeaderEpochRequest,
  offsetForLeaderEpochResponse,
  partitionChangeRecord,
  partitionRecord,
  produceRequest,
  produceResponse,
  producerIdsRecord,
  producerSnapshot,
  pushTelemetryRequest,
  pushTelemetryResponse,
  quorumStateData,
  readShareGroupStateRequest,
  readShareGroupStateResponse,
  readShareGroupStateSummaryRequest,
  readShareGroupStateSummaryResponse,
  registerBrokerRecord,
  registerControllerRecord,
  remoteLogSegmentMetadataRecord,
  remoteLogSegmentMetadataSnapshotRecord,
  remoteLogSegmentMetadataUpdateRecord,
  remotePartitionDeleteMetadataRecord,
  removeAccessControlEntryRecord,
  removeDelegationTokenRecord,
  removeRaftVoterRequest,
  removeRaftVoterResponse,
  removeTopicRecord,
  removeUserScramCredentialRecord,
  renewDelegationTokenRequest,
  renewDelegationTokenResponse,
  requestHeader,
  responseHeader,
  saslAuthenticateRequest,
  saslAuthenticateResponse,
  saslHandshakeRequest,
  saslHandshakeResponse,
  shareAcknowledgeRequest,
  shareAcknowledgeResponse,
  shareFetchRequest,
  shareFetchResponse,
  shareGroupCurrentMemberAssignmentKey,
  shareGroupCurrentMemberAssignmentValue,
  shareGroupDescribeRequest,
  shareGroupDescribeResponse,
  shareGroupHeartbeatRequest,
  shareGroupHeartbeatResponse,
  shareGroupMemberMetadataKey,
  shareGroupMemberMetadataValue,
  shareGroupMetadataKey,
  shareGroupMetadataValue,
  shareGroupPartitionMetadataKey,
  shareGroupPartitionMetadataValue,
  shareGroupStatePartitionMetadataKey,
  shareGroupStatePartitionMetadataValue,
  shareGroupTargetAssignmentMemberKey,
  shareGroupTargetAssignmentMemberValue,
  shareGroupTargetAssignmentMetadataKey,
  shareGroupTargetAssignmentMetadataValue,
  shareSnapshotKey,
  shareSnapshotValue,
  shareUpdateKey,
  shareUpdateValue,
  snapshotFooterRecord,
  snapshotHeaderRecord,
  stopReplicaRequest,
  stopReplicaResponse,
  streamsGroupCurrentMemberAssignmentKey,
  streamsGroupCurrentMemberAssignmentValue,
  streamsGroupDescribeRequest,
  streamsGroupDescribeResponse,
  streamsGroupHeartbeatRequest,
  streamsGroupHeartbeatResponse,
  streamsGroupMemberMetadataKey,
  streamsGroupMemberMetadataValue,
  streamsGroupMetadataKey,
  streamsGroupMetadataValue,
  streamsGroupTargetAssignmentMemberKey,
  streamsGroupTargetAssignmentMemberValue,
  streamsGroupTargetAssignmentMetadataKey,
  streamsGroupTargetAssignmentMetadataValue,
  streamsGroupTopologyDescriptionUpdateRequest,
  streamsGroupTopologyDescriptionUpdateResponse,
  streamsGroupTopologyKey,
  streamsGroupTopologyValue,
  subscriptionInfoData,
  syncGroupRequest,
  syncGroupResponse,
  topicRecord,
  transactionLogKey,
  transactionLogValue,
  txnOffsetCommitRequest,
  txnOffsetCommitResponse,
  unfenceBrokerRecord,
  unregisterBrokerRecord,
  unregisterBrokerRequest,
  unregisterBrokerResponse,
  unregisterControllerRequest,
  unregisterControllerResponse,
  updateFeaturesRequest,
  updateFeaturesResponse,
  updateMetadataRequest,
  updateMetadataResponse,
  updateRaftVoterRequest,
  updateRaftVoterResponse,
  userScramCredentialRecord,
  voteRequest,
  voteResponse,
  votersRecord,
  writeShareGroupStateRequest,
  writeShareGroupStateResponse,
  writeTxnMarkersRequest,
  writeTxnMarkersResponse,
  zkMigrationStateRecord,
]
