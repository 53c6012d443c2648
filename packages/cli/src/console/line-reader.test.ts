import { describe, expect, test } from 'vitest'
import { readLine, readLineFormat } from './line-reader.js'
import { textLines } from './text-lines.js'

const format = (properties: Record<string, string>) =>
  readLineFormat(new Map(Object.entries(properties))).format

describe('a line of the console producer', () => {
  test('is a value alone by default', () => {
    expect(readLine('a\tb', 1, format({}))).toEqual({ key: null, value: 'a\tb', headers: [] })
  })

  test('is split at the first key separator', () => {
    const keyed = format({ 'parse.key': 'true', 'key.separator': ':' })
    expect(readLine('key:{"val":0}', 1, keyed)).toEqual({ key: 'key', value: '{"val":0}', headers: [] })
  })

  test('without its key separator is an error that names the line, unless errors are ignored', () => {
    const keyed = { 'parse.key': 'true' }
    expect(() => readLine('nokey', 7, format(keyed))).toThrow(
      "No key separator found on line number 7: 'nokey'",
    )
    expect(readLine('nokey', 7, format({ ...keyed, 'ignore.error': 'true' })).value).toBe('nokey')
  })

  test('carries headers, then key, then value, each null where it is the marker', () => {
    const all = format({ 'parse.key': 'true', 'parse.headers': 'true', 'null.marker': 'NULL' })
    expect(readLine('h1:v1,h2:NULL\tk\tNULL', 1, all)).toEqual({
      headers: [
        { key: 'h1', value: 'v1' },
        { key: 'h2', value: null },
      ],
      key: 'k',
      value: null,
    })
    expect(readLine('NULL\tNULL\tv', 1, all)).toEqual({ headers: [], key: null, value: 'v' })
    expect(() => readLine('h1\tk\tv', 2, all)).toThrow(
      "No header key separator found in pair 'h1' on line number 2",
    )
  })
})

test('lines end as in Java, wherever the chunks break', async () => {
  async function* chunks() {
    for (const text of ['a\r', '\nb\rc\n', '\né'.slice(0, 1), 'last']) yield new TextEncoder().encode(text)
  }
  const lines: string[] = []
  for await (const line of textLines(chunks())) lines.push(line)
  expect(lines).toEqual(['a', 'b', 'c', '', 'last'])
})
