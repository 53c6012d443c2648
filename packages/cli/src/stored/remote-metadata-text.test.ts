import { expect, test } from 'vitest'
import { remoteMetadataText } from './remote-metadata-text.js'

// Bytes and texts by Apache Kafka 4.3.1.
const segment = `remoteLogSegmentId=RemoteLogSegmentId{topicIdPartition=m9MEBpbkQpSMjxc7dAnSvQ:events-1, id=AAAAAAAAAAAAAAAAAAAAAQ}`
test.each([
  [
    'AQAAB2V2ZW50c5vTBAaW5EKUjI8XO3QJ0r0AAAABAAAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAZAAAAAEAAAGLz+VoAAAAAYvP5Wn0BAAAAAAAAAAAAAAAAAAAAAADAAAAAAAAACgAAAAAEQAAAAAAAABaAAAQAAAAAAA=',
    `RemoteLogSegmentMetadata{${segment}, startOffset=0, endOffset=100, brokerId=1, maxTimestampMs=1700000000000, eventTimestampMs=1700000000500, segmentLeaderEpochs={0=0, 3=40, 17=90}, segmentSizeInBytes=1048576, customMetadata=Optional.empty, state=COPY_SEGMENT_STARTED, txnIdxEmpty=false}`,
  ],
  [
    'AQAAB2V2ZW50c5vTBAaW5EKUjI8XO3QJ0r0AAAABAAAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAZAAAAAEAAAGLz+VoAAAAAYvP5Wn0BAAAAAAAAAAAAAAAAAAAAAADAAAAAAAAACgAAAAAEQAAAAAAAABaAAAQAAAEAQIDAQEAAQE=',
    `RemoteLogSegmentMetadata{${segment}, startOffset=0, endOffset=100, brokerId=1, maxTimestampMs=1700000000000, eventTimestampMs=1700000000500, segmentLeaderEpochs={0=0, 3=40, 17=90}, segmentSizeInBytes=1048576, customMetadata=Optional[CustomMetadata{3 bytes}], state=COPY_SEGMENT_FINISHED, txnIdxEmpty=true}`,
  ],
  [
    'AQEAB2V2ZW50c5vTBAaW5EKUjI8XO3QJ0r0AAAABAAAAAAAAAAAAAAAAAAAAAAEAAAAAAgAAAYvP5WpYAAIA',
    `RemoteLogSegmentMetadataUpdate{${segment}, customMetadata=Optional.empty, state=DELETE_SEGMENT_STARTED, eventTimestampMs=1700000000600, brokerId=2}`,
  ],
  [
    'AQIAB2V2ZW50c5vTBAaW5EKUjI8XO3QJ0r0AAAABAAAAAAMAAAGLz+VqvAAA',
    'RemotePartitionDeleteMetadata{topicPartition=m9MEBpbkQpSMjxc7dAnSvQ:events-1, state=DELETE_PARTITION_MARKED, eventTimestampMs=1700000000700, brokerId=3}',
  ],
])('a record of the remote log metadata is shown as Kafka shows it', (base64, shown) => {
  expect(remoteMetadataText(new Uint8Array(Buffer.from(base64, 'base64')))).toBe(shown)
})

test.each([
  [[], 'Error while reading frame version'],
  [[1], 'Error while reading type'],
  [
    [2, 0, 0],
    'Could not deserialize metadata record due to unknown frame version 2(only frame version 1 is supported)',
  ],
  [[1, 9, 0], 'org.apache.kafka.common.errors.UnsupportedVersionException: Unknown metadata id 9'],
])('%j is refused in the words of Kafka', (bytes, message) => {
  expect(() => remoteMetadataText(Uint8Array.from(bytes))).toThrow(message)
})
