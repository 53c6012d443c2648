/**
 * What Kafka's tools call an error: the Java class of the exception, for scripts that look for it, before its message.
 */
import { KafkaError } from '@samsa/client'

/** Classes whose name does not follow from the error's. */
const odd: Readonly<Record<string, string>> = {
  CLUSTER_AUTHORIZATION_FAILED: 'ClusterAuthorization',
  COORDINATOR_LOAD_IN_PROGRESS: 'CoordinatorLoadInProgress',
  CORRUPT_MESSAGE: 'CorruptRecord',
  GROUP_AUTHORIZATION_FAILED: 'GroupAuthorization',
  INVALID_CONFIG: 'InvalidConfiguration',
  INVALID_REPLICA_ASSIGNMENT: 'InvalidReplicaAssignment',
  INVALID_TOPIC_EXCEPTION: 'InvalidTopic',
  KAFKA_STORAGE_ERROR: 'KafkaStorage',
  MESSAGE_TOO_LARGE: 'RecordTooLarge',
  NETWORK_EXCEPTION: 'Network',
  NON_EMPTY_GROUP: 'GroupNotEmpty',
  REQUEST_TIMED_OUT: 'Timeout',
  THROTTLING_QUOTA_EXCEEDED: 'ThrottlingQuotaExceeded',
  TOPIC_ALREADY_EXISTS: 'TopicExists',
  TOPIC_AUTHORIZATION_FAILED: 'TopicAuthorization',
  UNKNOWN_SERVER_ERROR: 'UnknownServer',
}

/** `org.apache.kafka.common.errors.TopicExistsException: Topic 'a' already exists.`; other errors: their message. */
export function exceptionText(error: Error): string {
  if (!(error instanceof KafkaError)) return error.message
  const words = error.errorName.toLowerCase().split('_')
  const camel = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  return `org.apache.kafka.common.errors.${odd[error.errorName] ?? camel}Exception: ${error.message}`
}
