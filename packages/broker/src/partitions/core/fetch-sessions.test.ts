import { fetchRequest, type FetchRequest } from '@samsa/protocol/messages/fetch-request'
import { expect, test } from 'vitest'
import { FetchSessions } from './fetch-sessions.js'
import { type FetchNews, type FetchTarget, targetsOf } from './fetch-session.js'

const quiet: FetchNews = {
  errorCode: 0,
  highWatermark: 5,
  logStartOffset: 0,
  recordBytes: 0,
  diverges: false,
}

function ask(
  sessionId: number,
  sessionEpoch: number,
  offsets: Record<string, number>,
  forget: string[] = [],
): FetchRequest {
  const topics = Object.entries(offsets).map(([topic, fetchOffset]) => ({
    topic,
    partitions: [{ partition: 0, fetchOffset, partitionMaxBytes: 100 }],
  }))
  const forgottenTopicsData = forget.map((topic) => ({ topic, partitions: [0] }))
  return fetchRequest.create({ sessionId, sessionEpoch, topics, forgottenTopicsData })
}

function how(now: number, privileged = false) {
  let last = now * 1000
  return { usesTopicIds: false, privileged, now, randomId: () => ++last }
}

function namesOf(targets: Iterable<FetchTarget>): string[] {
  return [...targets].map((target) => `${target.topic}@${target.fetchOffset}`)
}

test('a session remembers what was asked and takes changes only', () => {
  const sessions = new FetchSessions(() => 10)
  const session = sessions.open(targetsOf(ask(0, 0, { a: 1, b: 2 })), how(1))
  const id = session?.id ?? 0
  const next = sessions.begin(ask(id, 1, { b: 7, c: 3 }, ['a']), false, 2)
  expect(next.kind === 'incremental' && namesOf(next.targets)).toEqual(['b@7', 'c@3'])
  const after = sessions.begin(ask(id, 2, {}), false, 3)
  expect(after.kind === 'incremental' && namesOf(after.targets)).toEqual(['b@7', 'c@3'])
})

test.each([
  ['an unknown session', 99, 1, 'FETCH_SESSION_ID_NOT_FOUND'],
  ['a wrong epoch', undefined, 2, 'INVALID_FETCH_SESSION_EPOCH'],
])('%s is refused', (_what, id, epoch, error) => {
  const sessions = new FetchSessions(() => 10)
  const session = sessions.open(targetsOf(ask(0, 0, { a: 1 })), how(1))
  expect(sessions.begin(ask(id ?? session?.id ?? 0, epoch, {}), false, 2)).toEqual({ kind: 'refused', error })
})

test('a session opened by names is not continued by ids', () => {
  const sessions = new FetchSessions(() => 10)
  const session = sessions.open(targetsOf(ask(0, 0, { a: 1 })), how(1))
  const next = sessions.begin(ask(session?.id ?? 0, 1, {}), true, 2)
  expect(next).toEqual({ kind: 'refused', error: 'FETCH_SESSION_TOPIC_ID_ERROR' })
})

test('the final epoch closes the session, and a session without partitions ends', () => {
  const sessions = new FetchSessions(() => 10)
  const one = sessions.open(targetsOf(ask(0, 0, { a: 1 })), how(1))
  expect(sessions.begin(ask(one?.id ?? 0, -1, { a: 1 }), false, 2).kind).toBe('full')
  const two = sessions.open(targetsOf(ask(0, 0, { a: 1 })), how(3))
  expect(sessions.begin(ask(two?.id ?? 0, 1, {}, ['a']), false, 4)).toEqual({
    kind: 'full',
    targets: [],
    opens: false,
  })
  expect(sessions.size).toBe(0)
})

test('only news is told, an error again and again, and data moves a partition to the end of the line', () => {
  const sessions = new FetchSessions(() => 10)
  const session = sessions.open(targetsOf(ask(0, 0, { a: 1, b: 2 })), how(1))
  if (session === undefined) throw new Error('no session')
  const [a, b] = [...session.targets()] as [FetchTarget, FetchTarget]
  expect(session.tells(a, quiet)).toBe(true)
  expect(session.tells(a, quiet)).toBe(false)
  expect(session.tells(a, { ...quiet, highWatermark: 6 })).toBe(true)
  expect(session.tells(b, { ...quiet, errorCode: 3 })).toBe(true)
  expect(session.tells(b, { ...quiet, errorCode: 3 })).toBe(true)
  expect(session.tells(b, quiet)).toBe(true)
  expect(session.tells(a, { ...quiet, highWatermark: 6, recordBytes: 10 })).toBe(true)
  expect(namesOf(session.targets())).toEqual(['b@2', 'a@1'])
})

test('a full cache gives up a session unused for two minutes, else refuses an equal newcomer', () => {
  const sessions = new FetchSessions(() => 1)
  const first = sessions.open(targetsOf(ask(0, 0, { a: 1 })), how(1))
  expect(sessions.open(targetsOf(ask(0, 0, { b: 1 })), how(60_000))).toBeUndefined()
  expect(sessions.open(targetsOf(ask(0, 0, { b: 1 })), how(60_000, true))).toBeDefined()
  expect(sessions.begin(ask(first?.id ?? 0, 1, {}), false, 60_001).kind).toBe('refused')
  expect(sessions.open(targetsOf(ask(0, 0, { c: 1, d: 1 })), how(70_000))).toBeUndefined()
  expect(sessions.open(targetsOf(ask(0, 0, { c: 1 })), how(200_000))).toBeDefined()
  expect(sessions.evictions).toBe(2)
})

test('sessions hold 250,000 partitions together, and who has no room goes on without one', () => {
  const sessions = new FetchSessions(() => 100)
  const wide = (prefix: string, count: number) =>
    ask(0, 0, Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, 0])))
  for (let i = 0; i < 5; i++) expect(sessions.open(targetsOf(wide('a', 49_000)), how(1))).toBeDefined()
  expect(sessions.open(targetsOf(wide('a', 49_000)), how(1))).toBeUndefined()
  const small = sessions.open(targetsOf(ask(0, 0, { b: 1 })), how(1))
  const grown = { ...wide('c', 20_000), sessionId: small?.id ?? 0, sessionEpoch: 1 }
  expect(sessions.begin(grown, false, 2).kind).toBe('incremental')
  expect(sessions.begin(ask(small?.id ?? 0, 2, {}), false, 3).kind).toBe('refused')
  expect(sessions.partitionCount).toBe(245_000)
})
