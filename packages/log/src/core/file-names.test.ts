import { expect, test } from 'vitest'
import { deletedFolderName, logFileName, parseLogFileName, parsePartitionFolder } from './file-names.js'

test('files are named for their first offset with twenty digits', () => {
  expect(logFileName(126, 'log')).toBe('00000000000000000126.log')
  expect(parseLogFileName('00000000000000000126.timeindex.swap')).toEqual({
    offset: 126,
    kind: 'timeindex',
    leftover: 'swap',
  })
})

test.each(['leader-epoch-checkpoint', '126.log', '00000000000000000126.log.bak', '99999999999999999999.log'])(
  '%s is no file of a log',
  (name) => expect(parseLogFileName(name)).toBeUndefined(),
)

test.each([
  ['orders-0', { topic: 'orders', partition: 0, role: 'log' }],
  ['a-b.c_d-12', { topic: 'a-b.c_d', partition: 12, role: 'log' }],
  ['orders-3.0123456789abcdef0123456789abcdef-delete', { topic: 'orders', partition: 3, role: 'delete' }],
  ['orders-3.0123456789abcdef0123456789abcdef-future', { topic: 'orders', partition: 3, role: 'future' }],
  ['orders-3.0123456789abcdef0123456789abcdef-stray', { topic: 'orders', partition: 3, role: 'stray' }],
  ['lost+found', undefined],
] as const)('the folder %s', (name, expected) => {
  expect(parsePartitionFolder(name)).toEqual(expected)
})

test('the name of a folder that waits for its removal fits any file system and still says so', () => {
  const name = deletedFolderName('t'.repeat(249), 7, '0'.repeat(32))
  expect(name.length).toBe(255)
  expect(parsePartitionFolder(name)?.role).toBe('delete')
})
