/**
 * Kafka's error codes, each with what to do about it.
 *
 * `retriable` and `invalidMetadata` are Kafka's own flags. They are too little to act on (a lost coordinator and a slow
 * replica are both retriable), hence the remedy. A code that is not here is never retried. The texts are ours and are
 * meant for people; peers go by the code alone.
 */

/**
 * What the one who gets the error does next.
 *
 * - `none`: nothing; what was wanted is so, or nothing was done;
 * - `retry`: the same again after a pause;
 * - `refresh-metadata`: look the leader up anew, then the same again;
 * - `find-coordinator`, `find-controller`: look that node up anew, then the same again;
 * - `rejoin`: join the group again, with the member id that the answer gives or none;
 * - `reset-offset`: choose another offset by `auto.offset.reset`;
 * - `new-session`: begin a new fetch or share session;
 * - `negotiate-version`: ask for the versions served and choose one of them;
 * - `abort-transaction`: abort and begin anew;
 * - `rebootstrap`: forget all brokers and start from the bootstrap servers;
 * - `ask-operator`: no program can help: credentials, permissions or the server's settings must change;
 * - `fix-request`: the request is wrong and stays wrong;
 * - `give-up`: this object (producer, member, request) cannot go on.
 */
export type Remedy =
  | 'none'
  | 'retry'
  | 'refresh-metadata'
  | 'find-coordinator'
  | 'find-controller'
  | 'rejoin'
  | 'reset-offset'
  | 'new-session'
  | 'negotiate-version'
  | 'abort-transaction'
  | 'rebootstrap'
  | 'ask-operator'
  | 'fix-request'
  | 'give-up'

export interface KafkaErrorRow {
  readonly code: number
  /** The same request may succeed later. */
  readonly retriable: boolean
  /** What the client knows of the cluster is out of date; implies `retriable`. */
  readonly invalidMetadata: boolean
  readonly remedy: Remedy
  readonly message: string
}

function final(code: number, remedy: Remedy, message: string): KafkaErrorRow {
  return { code, retriable: false, invalidMetadata: false, remedy, message }
}

function retriable(code: number, remedy: Remedy, message: string): KafkaErrorRow {
  return { code, retriable: true, invalidMetadata: false, remedy, message }
}

function stale(code: number, message: string): KafkaErrorRow {
  return { code, retriable: true, invalidMetadata: true, remedy: 'refresh-metadata', message }
}

/** All errors by Kafka's name. */
export const kafkaErrors = {
  UNKNOWN_SERVER_ERROR: final(-1, 'give-up', 'The server failed in a way it has no code for.'),
  NONE: final(0, 'none', 'No error.'),
  OFFSET_OUT_OF_RANGE: final(1, 'reset-offset', 'The partition does not hold that offset.'),
  CORRUPT_MESSAGE: retriable(2, 'retry', 'Records arrived damaged or break the record format.'),
  UNKNOWN_TOPIC_OR_PARTITION: stale(3, 'This server has no such topic or partition.'),
  INVALID_FETCH_SIZE: final(4, 'fix-request', 'The fetch asks for an impossible size.'),
  LEADER_NOT_AVAILABLE: stale(5, 'The partition has no leader at the moment.'),
  NOT_LEADER_OR_FOLLOWER: stale(6, 'This broker does not lead or hold that partition.'),
  REQUEST_TIMED_OUT: retriable(7, 'retry', 'The request was not done within its time.'),
  BROKER_NOT_AVAILABLE: final(8, 'give-up', 'The broker is not available.'),
  REPLICA_NOT_AVAILABLE: stale(9, 'The replica is not available here.'),
  MESSAGE_TOO_LARGE: final(10, 'fix-request', 'The batch is larger than the topic allows.'),
  STALE_CONTROLLER_EPOCH: final(11, 'give-up', 'A newer controller has taken over.'),
  OFFSET_METADATA_TOO_LARGE: final(12, 'fix-request', 'The metadata of the committed offset is too long.'),
  NETWORK_EXCEPTION: stale(13, 'The connection broke before the answer came.'),
  COORDINATOR_LOAD_IN_PROGRESS: retriable(14, 'retry', 'The coordinator is still loading its state.'),
  COORDINATOR_NOT_AVAILABLE: retriable(15, 'find-coordinator', 'The coordinator is not available.'),
  NOT_COORDINATOR: retriable(16, 'find-coordinator', 'Another broker coordinates this group or id.'),
  INVALID_TOPIC_EXCEPTION: final(17, 'fix-request', 'The topic name is not valid, or not allowed here.'),
  RECORD_LIST_TOO_LARGE: final(18, 'fix-request', 'The batches are together larger than a segment.'),
  NOT_ENOUGH_REPLICAS: retriable(19, 'retry', 'Fewer replicas are in sync than the topic demands.'),
  NOT_ENOUGH_REPLICAS_AFTER_APPEND: retriable(
    20,
    'retry',
    'Written, but too few replicas have stayed in sync.',
  ),
  INVALID_REQUIRED_ACKS: final(21, 'fix-request', 'Acks must be -1, 0 or 1.'),
  ILLEGAL_GENERATION: final(22, 'rejoin', 'The group has moved on to another generation.'),
  INCONSISTENT_GROUP_PROTOCOL: final(23, 'fix-request', 'No assignment protocol suits all members.'),
  INVALID_GROUP_ID: final(24, 'fix-request', 'The group id is not valid.'),
  UNKNOWN_MEMBER_ID: final(25, 'rejoin', 'The group does not know this member.'),
  INVALID_SESSION_TIMEOUT: final(26, 'fix-request', "The session timeout lies outside the broker's bounds."),
  REBALANCE_IN_PROGRESS: final(27, 'rejoin', 'The group is rebalancing.'),
  INVALID_COMMIT_OFFSET_SIZE: final(28, 'fix-request', 'The commit is too large to be stored.'),
  TOPIC_AUTHORIZATION_FAILED: final(29, 'ask-operator', 'Not allowed to use this topic.'),
  GROUP_AUTHORIZATION_FAILED: final(30, 'ask-operator', 'Not allowed to use this group.'),
  CLUSTER_AUTHORIZATION_FAILED: final(31, 'ask-operator', 'Not allowed to do this to the cluster.'),
  INVALID_TIMESTAMP: final(32, 'fix-request', "A record's time is outside what the topic accepts."),
  UNSUPPORTED_SASL_MECHANISM: final(33, 'ask-operator', 'The broker does not offer that SASL mechanism.'),
  ILLEGAL_SASL_STATE: final(34, 'give-up', 'The request does not fit the state of authentication.'),
  UNSUPPORTED_VERSION: final(35, 'negotiate-version', 'The server does not serve that version.'),
  TOPIC_ALREADY_EXISTS: final(36, 'fix-request', 'A topic of that name exists.'),
  INVALID_PARTITIONS: final(37, 'fix-request', 'The number of partitions is not valid.'),
  INVALID_REPLICATION_FACTOR: final(38, 'fix-request', 'The replication factor is not possible here.'),
  INVALID_REPLICA_ASSIGNMENT: final(39, 'fix-request', 'The replica assignment is not valid.'),
  INVALID_CONFIG: final(40, 'fix-request', 'A setting has an invalid value.'),
  NOT_CONTROLLER: retriable(41, 'find-controller', 'This broker is not the controller.'),
  INVALID_REQUEST: final(42, 'fix-request', 'The request contradicts itself or the protocol.'),
  UNSUPPORTED_FOR_MESSAGE_FORMAT: final(43, 'fix-request', 'The record format on disk cannot do that.'),
  POLICY_VIOLATION: final(44, 'ask-operator', 'A policy of the cluster forbids this.'),
  OUT_OF_ORDER_SEQUENCE_NUMBER: final(45, 'give-up', "The producer's sequence has a gap."),
  DUPLICATE_SEQUENCE_NUMBER: final(46, 'none', 'These records were written before.'),
  INVALID_PRODUCER_EPOCH: final(47, 'give-up', 'A newer epoch of this producer exists.'),
  INVALID_TXN_STATE: final(48, 'give-up', 'The transaction is in no state for this.'),
  INVALID_PRODUCER_ID_MAPPING: final(
    49,
    'give-up',
    'The producer id does not belong to this transactional id.',
  ),
  INVALID_TRANSACTION_TIMEOUT: final(
    50,
    'fix-request',
    "The transaction timeout exceeds the broker's maximum.",
  ),
  CONCURRENT_TRANSACTIONS: retriable(51, 'retry', 'The previous transaction is still being completed.'),
  TRANSACTION_COORDINATOR_FENCED: final(52, 'give-up', 'The transaction coordinator has been replaced.'),
  TRANSACTIONAL_ID_AUTHORIZATION_FAILED: final(
    53,
    'ask-operator',
    'Not allowed to use this transactional id.',
  ),
  SECURITY_DISABLED: final(54, 'ask-operator', 'Security features are switched off here.'),
  OPERATION_NOT_ATTEMPTED: final(55, 'none', 'Not attempted, since another part of the request failed.'),
  KAFKA_STORAGE_ERROR: stale(56, 'The disk failed; another replica may serve.'),
  LOG_DIR_NOT_FOUND: final(57, 'fix-request', 'The broker has no such log directory.'),
  SASL_AUTHENTICATION_FAILED: final(58, 'ask-operator', 'The credentials were refused.'),
  UNKNOWN_PRODUCER_ID: final(59, 'give-up', 'Nothing is known of this producer any more.'),
  REASSIGNMENT_IN_PROGRESS: final(60, 'give-up', 'A reassignment of the partition is under way.'),
  DELEGATION_TOKEN_AUTH_DISABLED: final(61, 'ask-operator', 'Delegation tokens are switched off.'),
  DELEGATION_TOKEN_NOT_FOUND: final(62, 'fix-request', 'There is no such delegation token.'),
  DELEGATION_TOKEN_OWNER_MISMATCH: final(63, 'fix-request', 'The principal does not own that token.'),
  DELEGATION_TOKEN_REQUEST_NOT_ALLOWED: final(
    64,
    'ask-operator',
    'Tokens cannot be managed over this connection.',
  ),
  DELEGATION_TOKEN_AUTHORIZATION_FAILED: final(65, 'ask-operator', 'Not allowed to use this token.'),
  DELEGATION_TOKEN_EXPIRED: final(66, 'ask-operator', 'The delegation token has expired.'),
  INVALID_PRINCIPAL_TYPE: final(67, 'fix-request', 'That type of principal is not supported.'),
  NON_EMPTY_GROUP: final(68, 'give-up', 'The group still has members.'),
  GROUP_ID_NOT_FOUND: final(69, 'give-up', 'There is no such group.'),
  FETCH_SESSION_ID_NOT_FOUND: retriable(70, 'new-session', 'The fetch session has gone.'),
  INVALID_FETCH_SESSION_EPOCH: retriable(71, 'new-session', 'The fetch session is at another epoch.'),
  LISTENER_NOT_FOUND: stale(72, 'The leader has no listener of the name used here.'),
  TOPIC_DELETION_DISABLED: final(73, 'ask-operator', 'Deleting topics is switched off.'),
  FENCED_LEADER_EPOCH: stale(74, 'The leader epoch given is older than the current one.'),
  UNKNOWN_LEADER_EPOCH: retriable(75, 'retry', 'The leader epoch given is newer than the one known here.'),
  UNSUPPORTED_COMPRESSION_TYPE: final(
    76,
    'fix-request',
    "The reader's version cannot read this compression.",
  ),
  STALE_BROKER_EPOCH: final(77, 'give-up', 'The broker has registered anew since.'),
  OFFSET_NOT_AVAILABLE: retriable(78, 'retry', "The new leader's high watermark is not settled yet."),
  MEMBER_ID_REQUIRED: final(79, 'rejoin', 'Join once more with the member id given.'),
  PREFERRED_LEADER_NOT_AVAILABLE: stale(80, 'The preferred leader is not available.'),
  GROUP_MAX_SIZE_REACHED: final(81, 'give-up', 'The group is full.'),
  FENCED_INSTANCE_ID: final(82, 'give-up', 'Another member uses this group instance id.'),
  ELIGIBLE_LEADERS_NOT_AVAILABLE: stale(83, 'No replica can be elected.'),
  ELECTION_NOT_NEEDED: { ...stale(84, 'The partition has the leader it should have.'), remedy: 'none' },
  NO_REASSIGNMENT_IN_PROGRESS: final(85, 'none', 'No reassignment is under way.'),
  GROUP_SUBSCRIBED_TO_TOPIC: final(86, 'give-up', 'The group is subscribed to that topic.'),
  INVALID_RECORD: final(87, 'fix-request', 'A record is not acceptable.'),
  UNSTABLE_OFFSET_COMMIT: retriable(88, 'retry', 'Offsets of an open transaction are not decided yet.'),
  THROTTLING_QUOTA_EXCEEDED: retriable(89, 'retry', 'A quota is used up for now.'),
  PRODUCER_FENCED: final(90, 'give-up', 'A newer producer holds this transactional id.'),
  RESOURCE_NOT_FOUND: final(91, 'fix-request', 'There is no such resource.'),
  DUPLICATE_RESOURCE: final(92, 'fix-request', 'The resource is named twice.'),
  UNACCEPTABLE_CREDENTIAL: final(93, 'fix-request', 'The credential does not meet the rules.'),
  INCONSISTENT_VOTER_SET: final(94, 'give-up', 'The voter sets of sender and receiver differ.'),
  INVALID_UPDATE_VERSION: final(95, 'fix-request', 'The version given for the update is not valid.'),
  FEATURE_UPDATE_FAILED: final(96, 'give-up', 'The feature could not be updated.'),
  PRINCIPAL_DESERIALIZATION_FAILURE: final(97, 'give-up', 'A forwarded principal cannot be read.'),
  SNAPSHOT_NOT_FOUND: final(98, 'give-up', 'There is no such snapshot.'),
  POSITION_OUT_OF_RANGE: final(99, 'fix-request', 'The position is not in the snapshot.'),
  UNKNOWN_TOPIC_ID: stale(100, 'This server knows no topic of that id.'),
  DUPLICATE_BROKER_REGISTRATION: final(101, 'ask-operator', 'The broker id is in use.'),
  BROKER_ID_NOT_REGISTERED: final(102, 'give-up', 'No broker is registered under that id.'),
  INCONSISTENT_TOPIC_ID: stale(103, 'The topic id is not that of the log.'),
  INCONSISTENT_CLUSTER_ID: final(104, 'ask-operator', 'The cluster id is not that of this cluster.'),
  TRANSACTIONAL_ID_NOT_FOUND: final(105, 'give-up', 'There is no such transactional id.'),
  FETCH_SESSION_TOPIC_ID_ERROR: retriable(106, 'new-session', 'The session mixes topic names and topic ids.'),
  INELIGIBLE_REPLICA: final(107, 'give-up', 'The replica may not join the in-sync set.'),
  NEW_LEADER_ELECTED: final(108, 'refresh-metadata', 'The change made another replica the leader.'),
  OFFSET_MOVED_TO_TIERED_STORAGE: final(109, 'reset-offset', 'The offset lies in remote storage only.'),
  FENCED_MEMBER_EPOCH: final(110, 'rejoin', "The group has fenced this member's epoch."),
  UNRELEASED_INSTANCE_ID: final(111, 'give-up', 'The group instance id is still held by a member.'),
  UNSUPPORTED_ASSIGNOR: final(112, 'fix-request', 'The group cannot use that assignor.'),
  STALE_MEMBER_EPOCH: final(113, 'rejoin', "The member's epoch is behind: take up the new one first."),
  MISMATCHED_ENDPOINT_TYPE: final(114, 'fix-request', 'A broker was asked for controllers, or the reverse.'),
  UNSUPPORTED_ENDPOINT_TYPE: final(115, 'fix-request', 'That endpoint type is not supported.'),
  UNKNOWN_CONTROLLER_ID: final(116, 'give-up', 'No controller of that id is known.'),
  UNKNOWN_SUBSCRIPTION_ID: final(117, 'retry', 'The telemetry subscription has changed: ask for it anew.'),
  TELEMETRY_TOO_LARGE: final(118, 'fix-request', 'The metrics pushed are too large.'),
  INVALID_REGISTRATION: final(119, 'fix-request', "The broker's registration is not acceptable."),
  TRANSACTION_ABORTABLE: final(120, 'abort-transaction', 'The transaction cannot go on and must be aborted.'),
  INVALID_RECORD_STATE: final(121, 'give-up', 'The acquired record is in another state by now.'),
  SHARE_SESSION_NOT_FOUND: retriable(122, 'new-session', 'The share session has gone.'),
  INVALID_SHARE_SESSION_EPOCH: retriable(123, 'new-session', 'The share session is at another epoch.'),
  FENCED_STATE_EPOCH: final(124, 'give-up', 'The state epoch is behind that of the coordinator.'),
  INVALID_VOTER_KEY: final(125, 'fix-request', 'The voter key is not that of the receiver.'),
  DUPLICATE_VOTER: final(126, 'fix-request', 'The voter is in the set already.'),
  VOTER_NOT_FOUND: final(127, 'fix-request', 'The voter is not in the set.'),
  INVALID_REGULAR_EXPRESSION: final(128, 'fix-request', 'The regular expression is not valid.'),
  REBOOTSTRAP_REQUIRED: final(129, 'rebootstrap', 'The client must start over from its bootstrap servers.'),
  STREAMS_INVALID_TOPOLOGY: final(130, 'fix-request', 'The topology is not valid.'),
  STREAMS_INVALID_TOPOLOGY_EPOCH: final(131, 'fix-request', 'The topology epoch is not valid.'),
  STREAMS_TOPOLOGY_FENCED: final(132, 'give-up', 'The topology epoch is behind that of the group.'),
  SHARE_SESSION_LIMIT_REACHED: retriable(133, 'retry', 'The broker has as many share sessions as it may.'),
  GROUP_DELETION_FAILED: final(134, 'give-up', 'The group could not be deleted.'),
  STREAMS_TOPOLOGY_DESCRIPTION_UPDATE_FAILED: final(
    135,
    'give-up',
    'The topology description could not be stored.',
  ),
  CONTROLLER_ID_NOT_REGISTERED: final(136, 'give-up', 'No controller is registered under that id.'),
} as const satisfies Record<string, KafkaErrorRow>

/** Kafka's name of an error; `'NONE'` is success. */
export type KafkaErrorName = keyof typeof kafkaErrors

const namesByCode: ReadonlyMap<number, KafkaErrorName> = new Map(
  Object.entries(kafkaErrors).map(([name, row]) => [row.code, name as KafkaErrorName]),
)

/** The code that goes over the wire. */
export function errorCode(name: KafkaErrorName): number {
  return kafkaErrors[name].code
}

/** The name of a code, or undefined if no release has it. */
export function errorName(code: number): KafkaErrorName | undefined {
  return namesByCode.get(code)
}
