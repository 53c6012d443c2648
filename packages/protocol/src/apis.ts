/**
 * Every API of Kafka 3.9, 4.3 and 4.4: key, versions, and which release has which. Facts only: what a broker serves and
 * advertises is decided by its handlers. Version ranges are inclusive.
 */

/** Lowest and highest version, both included. */
export type VersionPair = readonly [min: number, max: number]

export interface Api {
  readonly key: number
  /** As in message names: 'Produce' for ProduceRequest. */
  readonly name: string
  /** Versions of all releases united: what our messages can say. */
  readonly minVersion: number
  readonly maxVersion: number
  /** First version with compact lengths and tagged fields; 32767 if there is none. */
  readonly flexibleFrom: number
  /** Versions that Kafka 3.9 handles; null if it does not know the API. */
  readonly kafka39: VersionPair | null
  readonly kafka43: VersionPair | null
  readonly kafka44: VersionPair | null
  /** Versions that Kafka 4.3 and 4.4 announce where they differ from those they handle. */
  readonly kafka4Advertised: VersionPair | null
  /** The last version is not final: Kafka does not announce it unless told to. */
  readonly latestVersionUnstable: boolean
  /** Spoken between brokers only. */
  readonly clusterAction: boolean
  /** A broker may pass it on to the controller. */
  readonly forwardable: boolean
  /** Where Kafka 4 serves it; empty for what only ZooKeeper-era brokers speak. */
  readonly listeners: readonly ('broker' | 'controller')[]
}

type Row = readonly [
  key: number,
  name: string,
  versions: VersionPair,
  flexibleFrom: number,
  kafka39: VersionPair | null,
  kafka43: VersionPair | null,
  kafka44: VersionPair | null,
]

const never = 32767

// biome-ignore format: one row per API
const rows: readonly Row[] = [
  [0, 'Produce', [0, 13], 9, [0, 11], [3, 13], [3, 13]],
  [1, 'Fetch', [0, 18], 12, [0, 17], [4, 18], [4, 18]],
  [2, 'ListOffsets', [0, 11], 6, [0, 9], [1, 11], [1, 11]],
  [3, 'Metadata', [0, 13], 9, [0, 12], [0, 13], [0, 13]],
  [4, 'LeaderAndIsr', [0, 7], 4, [0, 7], null, null],
  [5, 'StopReplica', [0, 4], 2, [0, 4], null, null],
  [6, 'UpdateMetadata', [0, 8], 6, [0, 8], null, null],
  [7, 'ControlledShutdown', [0, 3], 3, [0, 3], null, null],
  [8, 'OffsetCommit', [0, 10], 8, [0, 9], [2, 10], [2, 10]],
  [9, 'OffsetFetch', [0, 10], 6, [0, 9], [1, 10], [1, 10]],
  [10, 'FindCoordinator', [0, 6], 3, [0, 6], [0, 6], [0, 6]],
  [11, 'JoinGroup', [0, 9], 6, [0, 9], [0, 9], [0, 9]],
  [12, 'Heartbeat', [0, 4], 4, [0, 4], [0, 4], [0, 4]],
  [13, 'LeaveGroup', [0, 5], 4, [0, 5], [0, 5], [0, 5]],
  [14, 'SyncGroup', [0, 5], 4, [0, 5], [0, 5], [0, 5]],
  [15, 'DescribeGroups', [0, 6], 5, [0, 5], [0, 6], [0, 6]],
  [16, 'ListGroups', [0, 5], 3, [0, 5], [0, 5], [0, 5]],
  [17, 'SaslHandshake', [0, 1], never, [0, 1], [0, 1], [0, 1]],
  [18, 'ApiVersions', [0, 5], 3, [0, 4], [0, 4], [0, 5]],
  [19, 'CreateTopics', [0, 7], 5, [0, 7], [2, 7], [2, 7]],
  [20, 'DeleteTopics', [0, 6], 4, [0, 6], [1, 6], [1, 6]],
  [21, 'DeleteRecords', [0, 2], 2, [0, 2], [0, 2], [0, 2]],
  [22, 'InitProducerId', [0, 6], 2, [0, 5], [0, 6], [0, 6]],
  [23, 'OffsetForLeaderEpoch', [0, 4], 4, [0, 4], [2, 4], [2, 4]],
  [24, 'AddPartitionsToTxn', [0, 5], 3, [0, 5], [0, 5], [0, 5]],
  [25, 'AddOffsetsToTxn', [0, 4], 3, [0, 4], [0, 4], [0, 4]],
  [26, 'EndTxn', [0, 5], 3, [0, 4], [0, 5], [0, 5]],
  [27, 'WriteTxnMarkers', [0, 2], 1, [0, 1], [1, 2], [1, 2]],
  [28, 'TxnOffsetCommit', [0, 6], 3, [0, 4], [0, 5], [0, 6]],
  [29, 'DescribeAcls', [0, 3], 2, [0, 3], [1, 3], [1, 3]],
  [30, 'CreateAcls', [0, 3], 2, [0, 3], [1, 3], [1, 3]],
  [31, 'DeleteAcls', [0, 3], 2, [0, 3], [1, 3], [1, 3]],
  [32, 'DescribeConfigs', [0, 4], 4, [0, 4], [1, 4], [1, 4]],
  [33, 'AlterConfigs', [0, 2], 2, [0, 2], [0, 2], [0, 2]],
  [34, 'AlterReplicaLogDirs', [0, 2], 2, [0, 2], [1, 2], [1, 2]],
  [35, 'DescribeLogDirs', [0, 5], 2, [0, 4], [1, 5], [1, 5]],
  [36, 'SaslAuthenticate', [0, 2], 2, [0, 2], [0, 2], [0, 2]],
  [37, 'CreatePartitions', [0, 3], 2, [0, 3], [0, 3], [0, 3]],
  [38, 'CreateDelegationToken', [0, 3], 2, [0, 3], [1, 3], [1, 3]],
  [39, 'RenewDelegationToken', [0, 2], 2, [0, 2], [1, 2], [1, 2]],
  [40, 'ExpireDelegationToken', [0, 2], 2, [0, 2], [1, 2], [1, 2]],
  [41, 'DescribeDelegationToken', [0, 3], 2, [0, 3], [1, 3], [1, 3]],
  [42, 'DeleteGroups', [0, 3], 2, [0, 2], [0, 2], [0, 3]],
  [43, 'ElectLeaders', [0, 2], 2, [0, 2], [0, 2], [0, 2]],
  [44, 'IncrementalAlterConfigs', [0, 1], 1, [0, 1], [0, 1], [0, 1]],
  [45, 'AlterPartitionReassignments', [0, 1], 0, [0, 0], [0, 1], [0, 1]],
  [46, 'ListPartitionReassignments', [0, 0], 0, [0, 0], [0, 0], [0, 0]],
  [47, 'OffsetDelete', [0, 0], never, [0, 0], [0, 0], [0, 0]],
  [48, 'DescribeClientQuotas', [0, 1], 1, [0, 1], [0, 1], [0, 1]],
  [49, 'AlterClientQuotas', [0, 1], 1, [0, 1], [0, 1], [0, 1]],
  [50, 'DescribeUserScramCredentials', [0, 0], 0, [0, 0], [0, 0], [0, 0]],
  [51, 'AlterUserScramCredentials', [0, 0], 0, [0, 0], [0, 0], [0, 0]],
  [52, 'Vote', [0, 2], 0, [0, 1], [0, 2], [0, 2]],
  [53, 'BeginQuorumEpoch', [0, 1], 1, [0, 1], [0, 1], [0, 1]],
  [54, 'EndQuorumEpoch', [0, 1], 1, [0, 1], [0, 1], [0, 1]],
  [55, 'DescribeQuorum', [0, 2], 0, [0, 2], [0, 2], [0, 2]],
  [56, 'AlterPartition', [0, 3], 0, [0, 3], [2, 3], [2, 3]],
  [57, 'UpdateFeatures', [0, 2], 0, [0, 1], [0, 2], [0, 2]],
  [58, 'Envelope', [0, 0], 0, [0, 0], [0, 0], [0, 0]],
  [59, 'FetchSnapshot', [0, 1], 0, [0, 1], [0, 1], [0, 1]],
  [60, 'DescribeCluster', [0, 2], 0, [0, 1], [0, 2], [0, 2]],
  [61, 'DescribeProducers', [0, 0], 0, [0, 0], [0, 0], [0, 0]],
  [62, 'BrokerRegistration', [0, 4], 0, [0, 4], [0, 4], [0, 4]],
  [63, 'BrokerHeartbeat', [0, 2], 0, [0, 1], [0, 2], [0, 2]],
  [64, 'UnregisterBroker', [0, 0], 0, [0, 0], [0, 0], [0, 0]],
  [65, 'DescribeTransactions', [0, 0], 0, [0, 0], [0, 0], [0, 0]],
  [66, 'ListTransactions', [0, 2], 0, [0, 1], [0, 2], [0, 2]],
  [67, 'AllocateProducerIds', [0, 0], 0, [0, 0], [0, 0], [0, 0]],
  [68, 'ConsumerGroupHeartbeat', [0, 1], 0, [0, 0], [0, 1], [0, 1]],
  [69, 'ConsumerGroupDescribe', [0, 1], 0, [0, 0], [0, 1], [0, 1]],
  [70, 'ControllerRegistration', [0, 0], 0, [0, 0], [0, 0], [0, 0]],
  [71, 'GetTelemetrySubscriptions', [0, 0], 0, [0, 0], [0, 0], [0, 0]],
  [72, 'PushTelemetry', [0, 0], 0, [0, 0], [0, 0], [0, 0]],
  [73, 'AssignReplicasToDirs', [0, 0], 0, [0, 0], [0, 0], [0, 0]],
  [74, 'ListConfigResources', [0, 1], 0, [0, 0], [0, 1], [0, 1]],
  [75, 'DescribeTopicPartitions', [0, 0], 0, [0, 0], [0, 0], [0, 0]],
  [76, 'ShareGroupHeartbeat', [0, 1], 0, [0, 0], [1, 1], [1, 1]],
  [77, 'ShareGroupDescribe', [0, 1], 0, [0, 0], [1, 1], [1, 1]],
  [78, 'ShareFetch', [0, 2], 0, [0, 0], [1, 2], [1, 2]],
  [79, 'ShareAcknowledge', [0, 2], 0, [0, 0], [1, 2], [1, 2]],
  [80, 'AddRaftVoter', [0, 1], 0, [0, 0], [0, 1], [0, 1]],
  [81, 'RemoveRaftVoter', [0, 0], 0, [0, 0], [0, 0], [0, 0]],
  [82, 'UpdateRaftVoter', [0, 0], 0, [0, 0], [0, 0], [0, 0]],
  [83, 'InitializeShareGroupState', [0, 0], 0, [0, 0], [0, 0], [0, 0]],
  [84, 'ReadShareGroupState', [0, 0], 0, [0, 0], [0, 0], [0, 0]],
  [85, 'WriteShareGroupState', [0, 1], 0, [0, 0], [0, 1], [0, 1]],
  [86, 'DeleteShareGroupState', [0, 0], 0, [0, 0], [0, 0], [0, 0]],
  [87, 'ReadShareGroupStateSummary', [0, 1], 0, [0, 0], [0, 1], [0, 1]],
  [88, 'StreamsGroupHeartbeat', [0, 1], 0, null, [0, 0], [0, 1]],
  [89, 'StreamsGroupDescribe', [0, 1], 0, null, [0, 0], [0, 1]],
  [90, 'DescribeShareGroupOffsets', [0, 1], 0, null, [0, 1], [0, 1]],
  [91, 'AlterShareGroupOffsets', [0, 0], 0, null, [0, 0], [0, 0]],
  [92, 'DeleteShareGroupOffsets', [0, 0], 0, null, [0, 0], [0, 0]],
  [93, 'StreamsGroupTopologyDescriptionUpdate', [0, 0], 0, null, null, [0, 0]],
  [94, 'UnregisterController', [0, 0], 0, null, null, [0, 0]],
]

const unstable = new Set([22])
const advertised = new Map<number, VersionPair>([
  [0, [0, 13]],
  [22, [0, 5]],
])
const clusterActions = new Set([4, 5, 6, 7, 27, 52, 53, 54, 55, 56, 57, 58, 62, 63, 67, 83, 84, 85, 86, 87])
const forwardable = new Set([
  19, 20, 30, 31, 33, 37, 38, 39, 40, 43, 44, 45, 46, 49, 51, 55, 57, 64, 67, 80, 81, 94,
])
const zooKeeperEra = new Set([4, 5, 6, 7])
const onBoth = new Set([
  1, 17, 18, 19, 20, 29, 30, 31, 32, 33, 36, 37, 38, 39, 40, 41, 43, 44, 45, 46, 49, 50, 51, 55, 57, 60, 64,
  80, 81, 94,
])
const onControllerOnly = new Set([52, 53, 54, 56, 58, 59, 62, 63, 67, 70, 73, 82])

function listenersOf(key: number): ('broker' | 'controller')[] {
  if (zooKeeperEra.has(key)) return []
  if (onControllerOnly.has(key)) return ['controller']
  return onBoth.has(key) ? ['broker', 'controller'] : ['broker']
}

/** All APIs, at the index of their key. */
export const apis: readonly Api[] = rows.map(
  ([key, name, [minVersion, maxVersion], flexibleFrom, kafka39, kafka43, kafka44]) => ({
    key,
    name,
    minVersion,
    maxVersion,
    flexibleFrom,
    kafka39,
    kafka43,
    kafka44,
    kafka4Advertised: advertised.get(key) ?? null,
    latestVersionUnstable: unstable.has(key),
    clusterAction: clusterActions.has(key),
    forwardable: forwardable.has(key),
    listeners: listenersOf(key),
  }),
)

/** The API of that key, or undefined if no release has it. */
export function apiByKey(key: number): Api | undefined {
  return apis[key]
}

/** Keys by name: `apiKeys.Produce` is 0. */
export const apiKeys = {
  Produce: 0,
  Fetch: 1,
  ListOffsets: 2,
  Metadata: 3,
  LeaderAndIsr: 4,
  StopReplica: 5,
  UpdateMetadata: 6,
  ControlledShutdown: 7,
  OffsetCommit: 8,
  OffsetFetch: 9,
  FindCoordinator: 10,
  JoinGroup: 11,
  Heartbeat: 12,
  LeaveGroup: 13,
  SyncGroup: 14,
  DescribeGroups: 15,
  ListGroups: 16,
  SaslHandshake: 17,
  ApiVersions: 18,
  CreateTopics: 19,
  DeleteTopics: 20,
  DeleteRecords: 21,
  InitProducerId: 22,
  OffsetForLeaderEpoch: 23,
  AddPartitionsToTxn: 24,
  AddOffsetsToTxn: 25,
  EndTxn: 26,
  WriteTxnMarkers: 27,
  TxnOffsetCommit: 28,
  DescribeAcls: 29,
  CreateAcls: 30,
  DeleteAcls: 31,
  DescribeConfigs: 32,
  AlterConfigs: 33,
  AlterReplicaLogDirs: 34,
  DescribeLogDirs: 35,
  SaslAuthenticate: 36,
  CreatePartitions: 37,
  CreateDelegationToken: 38,
  RenewDelegationToken: 39,
  ExpireDelegationToken: 40,
  DescribeDelegationToken: 41,
  DeleteGroups: 42,
  ElectLeaders: 43,
  IncrementalAlterConfigs: 44,
  AlterPartitionReassignments: 45,
  ListPartitionReassignments: 46,
  OffsetDelete: 47,
  DescribeClientQuotas: 48,
  AlterClientQuotas: 49,
  DescribeUserScramCredentials: 50,
  AlterUserScramCredentials: 51,
  Vote: 52,
  BeginQuorumEpoch: 53,
  EndQuorumEpoch: 54,
  DescribeQuorum: 55,
  AlterPartition: 56,
  UpdateFeatures: 57,
  Envelope: 58,
  FetchSnapshot: 59,
  DescribeCluster: 60,
  DescribeProducers: 61,
  BrokerRegistration: 62,
  BrokerHeartbeat: 63,
  UnregisterBroker: 64,
  DescribeTransactions: 65,
  ListTransactions: 66,
  AllocateProducerIds: 67,
  ConsumerGroupHeartbeat: 68,
  ConsumerGroupDescribe: 69,
  ControllerRegistration: 70,
  GetTelemetrySubscriptions: 71,
  PushTelemetry: 72,
  AssignReplicasToDirs: 73,
  ListConfigResources: 74,
  DescribeTopicPartitions: 75,
  ShareGroupHeartbeat: 76,
  ShareGroupDescribe: 77,
  ShareFetch: 78,
  ShareAcknowledge: 79,
  AddRaftVoter: 80,
  RemoveRaftVoter: 81,
  UpdateRaftVoter: 82,
  InitializeShareGroupState: 83,
  ReadShareGroupState: 84,
  WriteShareGroupState: 85,
  DeleteShareGroupState: 86,
  ReadShareGroupStateSummary: 87,
  StreamsGroupHeartbeat: 88,
  StreamsGroupDescribe: 89,
  DescribeShareGroupOffsets: 90,
  AlterShareGroupOffsets: 91,
  DeleteShareGroupOffsets: 92,
  StreamsGroupTopologyDescriptionUpdate: 93,
  UnregisterController: 94,
} as const
