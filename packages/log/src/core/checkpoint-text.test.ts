import { expect, test } from 'vitest'
import {
  decodeOffsetCheckpoint,
  decodePartitionMetadata,
  encodeOffsetCheckpoint,
  encodePartitionMetadata,
} from './checkpoint-text.js'

test('an offset checkpoint is read as it was written', () => {
  const text = encodeOffsetCheckpoint([
    { topic: 'orders', partition: 0, offset: 187 },
    { topic: 'a-b', partition: 11, offset: 0 },
  ])
  expect(text).toBe('0\n2\norders 0 187\na-b 11 0\n')
  expect(decodeOffsetCheckpoint(text)).toEqual({
    offsets: new Map([
      ['orders-0', 187],
      ['a-b-11', 0],
    ]),
  })
})

test.each([
  ['', undefined],
  ['0\n0\n', undefined],
  ['1\n0\n', 'version 1, only 0 is known'],
  ['0\n2\norders 0 187\n', '2 entries announced, 1 there'],
  ['0\n1\norders 0\n', 'malformed line "orders 0"'],
])('the text %j', (text, problem) => {
  const decoded = decodeOffsetCheckpoint(text)
  expect('problem' in decoded ? decoded.problem : undefined).toBe(problem)
})

test('partition.metadata holds the topic id; a torn one holds none', () => {
  const id = 'qeaTXxDzRUigWNdvx8iOXw'
  expect(decodePartitionMetadata(encodePartitionMetadata(id))).toBe(id)
  expect(decodePartitionMetadata('version: 0\ntopic_id: qeaTXx')).toBeUndefined()
  expect(decodePartitionMetadata('')).toBeUndefined()
})
