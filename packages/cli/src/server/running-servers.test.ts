import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { announceServer, runningServers } from './running-servers.js'

const server = { pid: process.pid, nodeId: 7, bootstrapServers: 'localhost:9092' }
let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'samsa-running-'))
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(directory, { recursive: true, force: true })
})

test('a server is found from its announcement until that is taken back, a second one beside it too', () => {
  vi.stubEnv('TMPDIR', directory)
  const withdraw = announceServer(server)
  expect(runningServers()).toMatchObject([server])
  announceServer(server)
  expect(runningServers()).toMatchObject([server])
  withdraw()
  expect(runningServers()).toEqual([])
})

test('a missing place for temporary files is not made: the server runs without being found', () => {
  vi.stubEnv('TMPDIR', join(directory, 'missing'))
  announceServer(server)()
  expect(existsSync(join(directory, 'missing'))).toBe(false)
})
