import { describe, expect, test } from 'vitest'
import {
  flag,
  integer,
  manyTexts,
  optionalText,
  readCommandLine,
  refuseTogether,
  text,
  texts,
} from './options.js'
import { UsageError } from './usage-error.js'

const table = {
  'bootstrap-server': text({ argument: 'server', doc: '', aliases: ['broker-list', 'b'] }),
  list: flag({ doc: '' }),
  config: texts({ argument: 'pair', doc: '' }),
  partitions: integer({ argument: 'number', doc: '' }),
  state: optionalText({ argument: 'states', doc: '' }),
  props: manyTexts({ argument: 'pair', doc: '' }),
  daemon: { ...flag({ doc: '' }), oneDash: true },
}

const read = (line: string) => readCommandLine(table, line === '' ? [] : line.split(' '))

describe('a command line', () => {
  test.each([
    ['--list', { list: true }, []],
    ['--bootstrap-server a:1', { 'bootstrap-server': 'a:1' }, []],
    ['--bootstrap-server=a:1', { 'bootstrap-server': 'a:1' }, []],
    ['--broker-list bootstrap.servers=a:1', { 'bootstrap-server': 'bootstrap.servers=a:1' }, []],
    ['-b a:1 rest --list', { 'bootstrap-server': 'a:1', list: true }, ['rest']],
    ['--config a=1 --config b=2', { config: ['a=1', 'b=2'] }, []],
    ['--partitions -3', { partitions: -3 }, []],
    ['--state --list', { state: '', list: true }, []],
    ['--state stable', { state: 'stable' }, []],
    ['--props a=1 b=2 --list', { props: ['a=1', 'b=2'], list: true }, []],
    ['-daemon server.properties', { daemon: true }, ['server.properties']],
    ['--list -- --config', { list: true }, ['--config']],
  ])('%s is understood', (line, values, rest) => {
    const found = read(line)
    expect(found.values).toMatchObject(values)
    expect(found.rest).toEqual(rest)
  })

  test.each([
    ['--foo', 'foo is not a recognized option'],
    ['--bootstrap-server', 'Option bootstrap-server requires an argument'],
    ['--partitions x', "Cannot parse argument 'x' of option partitions"],
    ['--partitions 3000000000', "Cannot parse argument '3000000000' of option partitions"],
    [
      '--partitions 1 --partitions 2',
      'Found multiple arguments for option partitions, but you asked for only one',
    ],
  ])('%s is refused by name', (line, message) => {
    expect(() => read(line)).toThrow(new UsageError(message))
  })

  test('options that exclude each other are both named', () => {
    const { given } = read('--list --partitions 1')
    expect(() => refuseTogether(given, { partitions: ['list'] })).toThrow(
      'Option "[partitions]" can\'t be used with option "[list]"',
    )
  })
})
