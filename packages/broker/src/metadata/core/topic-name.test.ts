import { describe, expect, test } from 'vitest'
import { collisionKey, isInternalTopic, topicNameProblem } from './topic-name.js'

describe('topic names', () => {
  test.each(['a', 'A.b_c-9', '...', 'n'.repeat(249), '__own'])('%s may be used', (name) => {
    expect(topicNameProblem(name)).toBeUndefined()
  })

  test.each(['', '.', '..', 'a b', 'tür', 'a/b', 'a\u0000', 'n'.repeat(250), 'a\n'])('%j may not', (name) => {
    expect(topicNameProblem(name)).toMatch(/invalid/)
  })

  test("'.' and '_' count as the same, since metrics cannot tell them apart", () => {
    expect(collisionKey('a.b_c')).toBe(collisionKey('a_b.c'))
    expect(collisionKey('a-b')).not.toBe(collisionKey('a_b'))
  })

  test("the coordinators' topics are internal, others with underscores are not", () => {
    expect(isInternalTopic('__consumer_offsets')).toBe(true)
    expect(isInternalTopic('__own')).toBe(false)
  })
})
