import { ByteWriter } from '@samsa/protocol/bytes/byte-writer'
import { offsetCommitKey } from '@samsa/protocol/messages/offset-commit-key'
import { offsetCommitValue } from '@samsa/protocol/messages/offset-commit-value'
import { encodeRecordKey, encodeVersioned } from '@samsa/protocol/stored-record'
import { expect, test } from 'vitest'
import { storedFormat } from './stored-format.js'

function record(
  value: Uint8Array | null,
): Parameters<NonNullable<ReturnType<typeof storedFormat>>['write']>[0] {
  const writer = new ByteWriter()
  encodeRecordKey(writer, offsetCommitKey, { group: 'g', topic: 't', partition: 1 })
  return {
    topic: '__consumer_offsets',
    partition: 0,
    offset: 0,
    timestamp: 0,
    timestampType: 'CreateTime',
    key: writer.finishOne(),
    value,
    headers: [],
    leaderEpoch: 0,
  }
}

const shown = (formatter: string, value: Uint8Array | null): string =>
  new TextDecoder().decode(storedFormat(formatter)?.write(record(value)))

test('a committed offset is shown with the fields of its version', () => {
  const writer = new ByteWriter()
  encodeVersioned(writer, offsetCommitValue, { offset: 7, metadata: 'm', commitTimestamp: 5 }, 3)
  expect(shown('OffsetsMessageFormatter', writer.finishOne())).toBe(
    '{"key":{"type":1,"data":{"group":"g","topic":"t","partition":1}},' +
      '"value":{"version":3,"data":{"offset":7,"leaderEpoch":-1,"metadata":"m","commitTimestamp":5}}}',
  )
})

test('a deleted offset has a null value, and other formatters pass it over', () => {
  expect(shown('OffsetsMessageFormatter', null)).toContain('"value":null}')
  expect(shown('GroupMetadataMessageFormatter', null)).toBe('')
  expect(storedFormat('NoSuchFormatter')).toBeUndefined()
})
