import { expect, test } from 'vitest'
import { FrameBudget, type FrameHolder } from './frame-memory.js'

const mega = 1024 * 1024

function holder(lastActive = 0): FrameHolder & { returned: number; evicted: number } {
  return {
    lastActive,
    returned: 0,
    evicted: 0,
    memoryReturned() {
      this.returned += 1
    },
    evict() {
      this.evicted += 1
    },
  }
}

test('a frame that only claims to be large gets none of its memory ahead', () => {
  const budget = new FrameBudget(128 * mega, () => undefined)
  const lent = Array.from({ length: 100 }, () => {
    const memory = budget.lender(holder())
    expect(memory.take(90 * mega, false)).toBeUndefined()
    return memory.take(64 * 1024, true)
  })
  expect(lent.every((buffer) => buffer !== undefined)).toBe(true)
  expect(budget.takenBytes).toBe(100 * 64 * 1024)
})

test('when the bound is reached a growing frame waits and is told once memory comes back', () => {
  let contended = 0
  const budget = new FrameBudget(8 * mega, () => {
    contended += 1
  })
  const one = budget.lender(holder())
  const other = holder()
  const two = budget.lender(other)
  const first = one.take(4 * mega, false) as Uint8Array
  expect(two.take(3 * mega, false)).toBeDefined()
  expect(two.take(3 * mega, false)).toBeUndefined()
  budget.wait(other)
  expect(contended).toBe(1)
  one.give(first)
  expect(other.returned).toBe(1)
  expect(two.take(3 * mega, false)).toBeDefined()
})

test('a frame larger than the bound may grow when nobody else holds memory', () => {
  const budget = new FrameBudget(8 * mega, () => undefined)
  const memory = budget.lender(holder())
  let buffer = memory.take(64 * 1024, true) as Uint8Array
  while (buffer.length < 32 * mega) {
    const next = memory.take(buffer.length * 2, false) as Uint8Array
    memory.give(buffer)
    buffer = next
  }
  expect(budget.takenBytes).toBe(buffer.length)
})

test('the frame that stood still the longest makes way, those that move and those that wait stay', () => {
  const budget = new FrameBudget(8 * mega, () => undefined)
  const still = holder(100)
  const stillest = holder(50)
  const moving = holder(2000)
  const waiting = holder(10)
  for (const each of [still, stillest, moving, waiting]) budget.lender(each).take(mega, true)
  budget.wait(waiting)
  expect(budget.evictStalled(1000)).toBe(true)
  expect([still.evicted, stillest.evicted, moving.evicted, waiting.evicted]).toEqual([0, 1, 0, 0])
  expect(budget.evictStalled(20)).toBe(false)
})

test('when all who hold memory wait for more, the one that stood still the longest makes way', () => {
  const budget = new FrameBudget(8 * mega, () => undefined)
  const first = holder(10)
  const second = holder(20)
  for (const each of [first, second]) {
    budget.lender(each).take(mega, true)
    budget.wait(each)
  }
  expect(budget.evictStalled(1000)).toBe(true)
  expect([first.evicted, second.evicted]).toEqual([1, 0])
})

test('the memory of large frames is lent again, and no more than 32 MB of it is kept', () => {
  const budget = new FrameBudget(128 * mega, () => undefined)
  const memory = budget.lender(holder())
  const lent = Array.from({ length: 5 }, () => memory.take(8 * mega, true) as Uint8Array)
  for (const buffer of lent) memory.give(buffer)
  const again = Array.from({ length: 5 }, () => memory.take(8 * mega, true) as Uint8Array)
  expect(again.filter((buffer) => lent.includes(buffer)).length).toBe(4)
})

test('one large frame does not keep the memory of smaller ones from being lent again', () => {
  const budget = new FrameBudget(128 * mega, () => undefined)
  const memory = budget.lender(holder())
  memory.give(memory.take(32 * mega, true) as Uint8Array)
  const lent = memory.take(mega, true) as Uint8Array
  memory.give(lent)
  expect(memory.take(mega, true)).toBe(lent)
})
