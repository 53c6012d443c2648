import { expect, test } from 'vitest'
import { offsetIndexProblem, timeIndexProblem } from './index-soundness.js'

const MIB = 1024 * 1024
const segment = { size: 1000, span: 50, isActive: false }
const last = (relativeOffset: number, position: number) => ({ relativeOffset, position })

test.each([
  ['', { isRagged: false, last: last(10, 500) }, segment],
  ['', { isRagged: false, last: undefined }, segment],
  ['its size is no multiple of 8', { isRagged: true, last: last(10, 500) }, segment],
  ['its last entry is negative', { isRagged: false, last: last(-1, 500) }, segment],
  ['its last entry is negative', { isRagged: false, last: last(1, -500) }, segment],
  ['it tells of bytes beyond the log', { isRagged: false, last: last(10, 1000) }, segment],
  ['it tells of offsets of the next segment', { isRagged: false, last: last(50, 500) }, segment],
  ['it is empty', { isRagged: false, last: undefined }, { ...segment, size: 200 * MIB }],
  ['it is short', { isRagged: false, last: last(10, 500) }, { ...segment, size: 200 * MIB }],
])('an offset index: "%s"', (problem, index, of) => {
  expect(offsetIndexProblem(index, of)).toBe(problem)
})

const time = (timestamp: number, relativeOffset: number) => ({ timestamp, relativeOffset })

test.each([
  ['', { isRagged: false, first: time(5, 1), last: time(9, 10) }, segment],
  ['', { isRagged: false, first: undefined, last: undefined }, { ...segment, isActive: true }],
  ['', { isRagged: false, first: undefined, last: undefined }, { ...segment, size: 0 }],
  ['it is empty', { isRagged: false, first: undefined, last: undefined }, segment],
  ['its size is no multiple of 12', { isRagged: true, first: time(5, 1), last: time(9, 10) }, segment],
  [
    'its last timestamp is below its first',
    { isRagged: false, first: time(5, 1), last: time(4, 10) },
    segment,
  ],
  ['its last entry is negative', { isRagged: false, first: time(5, 1), last: time(9, -1) }, segment],
  [
    'it tells of offsets of the next segment',
    { isRagged: false, first: time(5, 1), last: time(9, 50) },
    segment,
  ],
])('a time index: "%s"', (problem, index, of) => {
  expect(timeIndexProblem(index, of)).toBe(problem)
})
