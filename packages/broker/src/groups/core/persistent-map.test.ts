import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PersistentMap } from './persistent-map.js'

const change = fc.record({ topic: fc.nat(300).map((n) => `topic-${n}`), value: fc.option(fc.nat()) })

test('a map of many topics holds what was set last, and the one before it stays as it was', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 600, size: 'max' }), (changes) => {
      const model = new Map<string, number>()
      let map = PersistentMap.empty<number>()
      for (const { topic, value } of changes) {
        const before = map
        const held = before.get(topic)
        map = value === null ? map.without(topic) : map.with(topic, value)
        expect(before.get(topic)).toBe(held)
        if (value === null) model.delete(topic)
        else model.set(topic, value)
        expect(map.get(topic)).toBe(model.get(topic))
        expect(map.size).toBe(model.size)
      }
      expect(new Map(map)).toEqual(model)
      expect(new Set(map.keys())).toEqual(new Set(model.keys()))
    }),
    { numRuns: 30 },
  )
})

test('a few topics are told in the order in which they came', () => {
  const names = ['c', 'a', 'b']
  const map = names.reduce((all, name) => all.with(name, 1), PersistentMap.empty<number>())
  expect([...map.keys()]).toEqual(names)
})
