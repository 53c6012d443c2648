import { readdirSync, readlinkSync } from 'node:fs'
import { getPriority } from 'node:os'
import { expect, test } from 'vitest'
import { helpersGiveWay } from './thread-priority.js'

test.runIf(process.platform === 'linux')('on Linux helper threads go behind the event loop', () => {
  const before = getPriority()
  helpersGiveWay()
  const helpers = readdirSync('/proc/self/task').map(Number)
  helpers.splice(helpers.indexOf(Number(readlinkSync('/proc/thread-self').split('/').at(-1))), 1)
  expect(getPriority()).toBe(before)
  expect(helpers.length).toBeGreaterThan(0)
  expect(helpers.map((thread) => getPriority(thread))).toEqual(helpers.map(() => Math.min(before + 10, 19)))
})
