import { expect, test } from 'vitest'
import { BrokerConfig } from './broker-config.js'
import { directoryOverlap } from './directory-overlap.js'

test.each([
  [['/q', '/q'], '/q is named twice'],
  [['/q', '/q/../q/'], '/q is named twice, also as /q/../q/'],
  [['a/./b', 'a//b'], 'a/./b is named twice, also as a//b'],
  [['/q', '/q/inner'], '/q/inner lies inside /q'],
  [['/q/inner', '/r', '/q'], '/q/inner lies inside /q'],
  [['/', '/q'], '/q lies inside /'],
  [['/q', '/queue', '../q', '../../q', 'q'], undefined],
  [[], undefined],
])('of %j: %s', (directories, problem) => {
  expect(directoryOverlap(directories)).toBe(problem)
})

test('goes by true paths where they are known', () => {
  const truePath = (path: string): string => (path === '/link' ? '/q' : path)
  expect(directoryOverlap(['/q', '/link'], truePath)).toBe('/q is named twice, also as /link')
})

test('log.dirs with one directory twice, or one inside another, are refused', () => {
  const from = (dirs: string) => BrokerConfig.from({ overrides: { 'log.dirs': dirs } })
  expect(() => from('/q,/q/')).toThrow(
    'Invalid value /q,/q/ for configuration log.dirs: /q is named twice, also as /q/',
  )
  expect(() => from('/q,/q/inner')).toThrow('/q/inner lies inside /q')
})

test('empty entries of log.dirs are passed over, but not all of them can be empty', () => {
  const from = (dirs: string) => BrokerConfig.from({ overrides: { 'log.dirs': dirs } })
  expect(from(',/a,, /b,').logDirectories).toEqual(['/a', '/b'])
  expect(() => from(',,')).toThrow(
    'Invalid value ,, for configuration log.dirs: At least one log directory must be defined',
  )
})
