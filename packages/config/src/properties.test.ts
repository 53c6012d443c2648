import { expect, test } from 'vitest'
import { parseProperties } from './properties.js'

test('reads what Java reads: separators, comments, joined lines, escapes', () => {
  const text = [
    '# a comment',
    '! another',
    'a=1',
    ' b : 2 ',
    'c 3',
    'd = x\\',
    '    y',
    'e\\ f=\\u00e9\\t!',
    'empty=',
    'alone',
    'a=again',
  ].join('\n')
  expect([...parseProperties(text)]).toEqual([
    ['a', 'again'],
    ['b', '2 '],
    ['c', '3'],
    ['d', 'xy'],
    ['e f', 'é\t!'],
    ['empty', ''],
    ['alone', ''],
  ])
})
