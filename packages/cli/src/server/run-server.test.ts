import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { runServer } from './run-server.js'

let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'samsa-run-server-'))
})

afterEach(() => {
  vi.restoreAllMocks()
  rmSync(directory, { recursive: true, force: true })
})

test('a data directory that is named twice through a link is refused as such, and stays untouched', async () => {
  let errors = ''
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    errors += String(text)
    return true
  })
  const [data, link] = [join(directory, 'data'), join(directory, 'link')]
  mkdirSync(data)
  symlinkSync(data, link)
  expect(await runServer(['--override', `log.dirs=${data},${link}`, '--port', '0'], 'samsa')).toBe(1)
  expect(errors).toContain(`${data} is named twice, also as ${link}`)
  expect(readdirSync(data)).toEqual([])
})
