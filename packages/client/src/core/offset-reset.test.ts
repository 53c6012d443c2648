import { expect, test } from 'vitest'
import { parseDurationMs, parseOffsetReset } from './offset-reset.js'

test.each([
  ['earliest', { to: 'earliest' }],
  ['LATEST', { to: 'latest' }],
  [' none ', { to: 'none' }],
  ['by_duration:PT1H', { to: 'by_duration', durationMs: 3_600_000 }],
  ['by_duration:P2DT3H4M5.678S', { to: 'by_duration', durationMs: 183_845_678 }],
  ['by_duration:-PT1H', undefined],
  ['by_duration:', undefined],
  ['by_duration:P', undefined],
  ['beginning', undefined],
  ['', undefined],
])('auto.offset.reset=%s', (text, expected) => {
  expect(parseOffsetReset(text)).toEqual(expected)
})

test.each([
  ['P1D', 86_400_000],
  ['PT0.5S', 500],
  ['PT-6H+3M', -21_420_000],
  ['-P1D', -86_400_000],
  ['P1DT', undefined],
  ['1D', undefined],
  ['PT1.5H', undefined],
])('the duration %s', (text, expected) => {
  expect(parseDurationMs(text)).toBe(expected)
})
