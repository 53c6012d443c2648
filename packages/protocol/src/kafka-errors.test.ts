import { expect, test } from 'vitest'
import { errorCode, errorName, kafkaErrors } from './kafka-errors.js'
import { readText } from './testing/golden-file.js'

interface ErrorFact {
  readonly code: number
  readonly name: string
  readonly retriable: boolean
  readonly invalidMetadata: boolean
}

const facts: ErrorFact[] = JSON.parse(readText(new URL('../testdata/errors.json.gz', import.meta.url)))

test('every error of Kafka is here with its code and flags, and no other', () => {
  const rows = Object.entries(kafkaErrors).map(([name, { code, retriable, invalidMetadata }]) => ({
    code,
    name,
    retriable,
    invalidMetadata,
  }))
  const known = facts.map(({ code, name, retriable, invalidMetadata }) => ({
    code,
    name,
    retriable,
    invalidMetadata,
  }))
  expect(rows).toEqual(known)
})

test('a retriable error has a remedy that tries again, and no other has', () => {
  const again = ['retry', 'refresh-metadata', 'find-coordinator', 'find-controller', 'new-session']
  const wrong = Object.entries(kafkaErrors).filter(
    ([name, row]) => name !== 'ELECTION_NOT_NEEDED' && row.retriable && !again.includes(row.remedy),
  )
  expect(wrong).toEqual([])
})

test('names and codes lead to each other; an unknown code has no name', () => {
  expect(errorCode('NOT_LEADER_OR_FOLLOWER')).toBe(6)
  expect(errorName(-1)).toBe('UNKNOWN_SERVER_ERROR')
  expect(errorName(4242)).toBeUndefined()
})
