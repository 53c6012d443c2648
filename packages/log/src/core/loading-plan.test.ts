import { describe, expect, test } from 'vitest'
import { logFileName } from './file-names.js'
import { firstToRecover, planLoading, replacedBySwap, straySnapshots } from './loading-plan.js'

const log = (offset: number, ending = ''): string => logFileName(offset, 'log') + ending

describe('files in a partition folder', () => {
  test('become segments in order; what is not of the log is let be', () => {
    const plan = planLoading([
      log(20),
      log(0),
      logFileName(0, 'index'),
      'leader-epoch-checkpoint',
      'quorum-state',
    ])
    expect(plan.segments).toEqual([0, 20])
    expect([...plan.hasIndex]).toEqual([0])
    expect(plan.remove).toEqual([])
  })

  test('that were marked deleted, half cleaned or orphaned are removed', () => {
    const names = [log(0), log(10, '.deleted'), log(0, '.cleaned'), logFileName(30, 'timeindex')]
    expect(planLoading(names).remove).toEqual([
      log(10, '.deleted'),
      log(0, '.cleaned'),
      logFileName(30, 'timeindex'),
    ])
  })

  test('a whole swap takes the place of what it replaces', () => {
    const plan = planLoading([log(0), log(10), log(20), log(0, '.swap'), `${logFileName(0, 'index')}.swap`])
    expect(plan.swaps).toEqual([0])
    expect(plan.swapFiles).toEqual([`${logFileName(0, 'index')}.swap`, log(0, '.swap')])
    expect(replacedBySwap(plan.segments, 0, 20)).toEqual([0, 10])
  })

  test('a swap at or above a half cleaned file is thrown away with it', () => {
    const plan = planLoading([log(0), log(0, '.swap'), log(10, '.swap'), log(10, '.cleaned')])
    expect(plan.swaps).toEqual([0])
    expect(plan.remove).toEqual([log(10, '.swap'), log(10, '.cleaned')])
  })

  test('an index that was to be swapped in without its log is used only where there is none', () => {
    const [index, timeIndex] = [logFileName(0, 'index'), logFileName(0, 'timeindex')]
    const plan = planLoading([log(0), index, `${index}.swap`, `${timeIndex}.swap`])
    expect(plan.swapFiles).toEqual([`${timeIndex}.swap`])
    expect(plan.remove).toEqual([`${index}.swap`])
  })
})

test('snapshots stay at the start of segments, and the newest one', () => {
  expect(straySnapshots([5, 10, 17, 20, 33], [0, 10, 20])).toEqual([5, 17])
})

test.each([
  [0, 0],
  [9, 0],
  [10, 1],
  [25, 2],
  [99, 2],
])('after a crash with recovery point %d the first segment to check is number %d', (point, index) => {
  expect(firstToRecover([0, 10, 20], point)).toBe(index)
})
