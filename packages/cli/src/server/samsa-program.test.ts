import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { samsa } from './samsa-program.js'

let out: string
let err: string

beforeEach(() => {
  out = ''
  err = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text)
    return true
  })
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text)
    return true
  })
})

afterEach(() => vi.restoreAllMocks())

const USAGE = [
  'Usage: samsa log verify|import [options]',
  '  samsa log verify            Check a data directory, and repair it',
  '  samsa log import            Take over a data directory of Kafka',
  '',
].join('\n')

describe('samsa log', () => {
  test.each([['--help'], ['-h'], ['help']])('with %s names its commands', async (word) => {
    expect(await samsa(['log', word])).toBe(0)
    expect(out).toBe(USAGE)
  })

  test.each([
    [['log'], ''],
    [['log', '--deep'], ''],
    [['log', 'nonsense', 'x'], 'samsa log has no command nonsense\n'],
  ])('%j is a wrong command line, told with what there is', async (argv, wrong) => {
    expect(await samsa(argv)).toBe(2)
    expect(err).toBe(`${wrong}${USAGE}`)
    expect(out).toBe('')
  })
})
