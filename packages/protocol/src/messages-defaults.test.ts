import { expect, test } from 'vitest'
import { ByteReader } from './bytes/byte-reader.js'
import { ByteWriter } from './bytes/byte-writer.js'
import { EncodeError } from './bytes/encode-error.js'
import { fetchRequest } from './messages/fetch-request.js'
import { metadataRequest } from './messages/metadata-request.js'
import { produceRequest } from './messages/produce-request.js'
import { decodeVersioned } from './stored-record.js'
import { consumerProtocolSubscription } from './messages/consumer-protocol-subscription.js'

function encoded(write: (writer: ByteWriter) => void): Uint8Array {
  const writer = new ByteWriter()
  write(writer)
  return writer.finishOne()
}

test('a field that the version lacks is refused unless it may be dropped', () => {
  const writer = new ByteWriter()
  expect(() => produceRequest.encode(writer, { transactionalId: 't' }, 2)).toThrow(
    new EncodeError('ProduceRequest.transactionalId is set, but version 2 has no such field'),
  )
  expect(() => fetchRequest.encode(writer, { sessionId: 5 }, 3)).not.toThrow()
})

test('null is refused where the version cannot say it', () => {
  expect(() => metadataRequest.encode(new ByteWriter(), { topics: null }, 0)).toThrow(EncodeError)
  expect(() => metadataRequest.encode(new ByteWriter(), { topics: null }, 1)).not.toThrow()
})

test('a version that does not exist is refused in both directions', () => {
  expect(() => fetchRequest.encode(new ByteWriter(), {}, 99)).toThrow('FetchRequest has no version 99')
  expect(() => fetchRequest.decode(new ByteReader(), -1)).toThrow('FetchRequest has no version -1')
})

test('a message is made with defaults, deep ones too', () => {
  const message = fetchRequest.create({ topics: [{ topic: 'a', partitions: [{ partition: 3 }] }] })
  expect(message.maxBytes).toBe(2147483647)
  expect(message.replicaState).toEqual({ replicaId: -1, replicaEpoch: -1 })
  expect(message.topics[0]?.partitions[0]?.highWatermark).toBe(9223372036854775807n)
})

test('records are borrowed from the bytes that were read', () => {
  const records = new Uint8Array(2000).fill(1)
  const bytes = encoded((writer) =>
    produceRequest.encode(writer, { topicData: [{ name: 'a', partitionData: [{ records }] }] }, 9),
  )
  const decoded = produceRequest.decode(new ByteReader(bytes), 9)
  expect(decoded.topicData[0]?.partitionData[0]?.records?.buffer).toBe(bytes.buffer)
})

test('a blob of a version to come is read as the newest known one', () => {
  const bytes = encoded((writer) => {
    writer.int16(77)
    consumerProtocolSubscription.encode(writer, { topics: ['a'], rackId: 'r' }, 3)
    writer.int32(12345)
  })
  expect(decodeVersioned(new ByteReader(bytes), consumerProtocolSubscription).rackId).toBe('r')
})
