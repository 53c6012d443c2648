import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { generateMessages } from './generate.js'
import { condition, conditionOutside, parseVersions } from './versions.js'

const messages = new URL('../../packages/protocol/src/messages/', import.meta.url)

test('the messages in the tree are what the schemas generate', () => {
  const wanted = generateMessages()
  expect(readdirSync(messages).sort()).toEqual([...wanted.keys()].sort())
  const different = [...wanted].filter(
    ([name, text]) => readFileSync(new URL(name, messages), 'utf8') !== text,
  )
  expect(different.map(([name]) => name)).toEqual([])
})

test('a condition says only what the versions at hand leave open', () => {
  const known = { min: 3, max: 9 }
  expect(condition(parseVersions('0+'), known)).toBe('true')
  expect(condition(parseVersions('10+'), known)).toBe('false')
  expect(condition(parseVersions('5+'), known)).toBe('version >= 5')
  expect(condition(parseVersions('0-4'), known)).toBe('version <= 4')
  expect(condition(parseVersions('5-6'), known)).toBe('version >= 5 && version <= 6')
  expect(condition(parseVersions('9'), known)).toBe('version === 9')
  expect(conditionOutside(parseVersions('5-6'), known)).toBe('version < 5 || version > 6')
  expect(conditionOutside(parseVersions('none'), known)).toBe('true')
})

test('a range that is none is refused', () => {
  expect(() => parseVersions('3..5')).toThrow("'3..5' is no version range")
})
