/**
 * Records of `__remote_log_metadata` (KIP-405) as Kafka's dump tool prints them: not as JSON but in the form of its
 * Java objects.
 */
import { remoteLogSegmentMetadataRecord } from '@samsa/protocol/messages/remote-log-segment-metadata-record'
import * as update from '@samsa/protocol/messages/remote-log-segment-metadata-update-record'
import { remotePartitionDeleteMetadataRecord } from '@samsa/protocol/messages/remote-partition-delete-metadata-record'
import { readRecordFrame } from './record-frame.js'

const segmentStates = [
  'COPY_SEGMENT_STARTED',
  'COPY_SEGMENT_FINISHED',
  'DELETE_SEGMENT_STARTED',
  'DELETE_SEGMENT_FINISHED',
]
const partitionStates = ['DELETE_PARTITION_MARKED', 'DELETE_PARTITION_STARTED', 'DELETE_PARTITION_FINISHED']

interface TopicIdPartition {
  readonly id: string
  readonly name: string
  readonly partition: number
}

/** @throws Error for a value that is no such record. */
export function remoteMetadataText(value: Uint8Array): string {
  const { recordType, version, reader } = readRecordFrame(value)
  switch (recordType) {
    case remoteLogSegmentMetadataRecord.apiKey: {
      const record = remoteLogSegmentMetadataRecord.decode(reader, version)
      const epochs = record.segmentLeaderEpochs.map(({ leaderEpoch, offset }) => `${leaderEpoch}=${offset}`)
      return (
        `RemoteLogSegmentMetadata{${segmentId(record.remoteLogSegmentId)}, ` +
        `startOffset=${record.startOffset}, endOffset=${record.endOffset}, brokerId=${record.brokerId}, ` +
        `maxTimestampMs=${record.maxTimestampMs}, eventTimestampMs=${record.eventTimestampMs}, ` +
        `segmentLeaderEpochs={${epochs.join(', ')}}, segmentSizeInBytes=${record.segmentSizeInBytes}, ` +
        `customMetadata=${custom(record.customMetadata)}, state=${segmentStates[record.remoteLogSegmentState]}, ` +
        `txnIdxEmpty=${record.txnIndexEmpty}}`
      )
    }
    case update.remoteLogSegmentMetadataUpdateRecord.apiKey: {
      const record = update.remoteLogSegmentMetadataUpdateRecord.decode(reader, version)
      return (
        `RemoteLogSegmentMetadataUpdate{${segmentId(record.remoteLogSegmentId)}, ` +
        `customMetadata=${custom(record.customMetadata)}, state=${segmentStates[record.remoteLogSegmentState]}, ` +
        `eventTimestampMs=${record.eventTimestampMs}, brokerId=${record.brokerId}}`
      )
    }
    case remotePartitionDeleteMetadataRecord.apiKey: {
      const record = remotePartitionDeleteMetadataRecord.decode(reader, version)
      return (
        `RemotePartitionDeleteMetadata{topicPartition=${partition(record.topicIdPartition)}, ` +
        `state=${partitionStates[record.remotePartitionDeleteState]}, ` +
        `eventTimestampMs=${record.eventTimestampMs}, brokerId=${record.brokerId}}`
      )
    }
    default:
      throw new Error(
        `org.apache.kafka.common.errors.UnsupportedVersionException: Unknown metadata id ${recordType}`,
      )
  }
}

function segmentId(given: { readonly topicIdPartition: TopicIdPartition; readonly id: string }): string {
  const { topicIdPartition, id } = given
  return `remoteLogSegmentId=RemoteLogSegmentId{topicIdPartition=${partition(topicIdPartition)}, id=${id}}`
}

function partition({ id, name, partition: index }: TopicIdPartition): string {
  return `${id}:${name}-${index}`
}

function custom(metadata: Uint8Array | null): string {
  return metadata === null ? 'Optional.empty' : `Optional[CustomMetadata{${metadata.length} bytes}]`
}
