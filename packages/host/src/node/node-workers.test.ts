import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { nodeWorkers } from './node-workers.js'

/** Speaks what `serveWork` speaks: sources are not built under test. */
const program = `
import { parentPort } from 'node:worker_threads'
let cancelled = false
parentPort.on('message', async ({ kind, input }) => {
  if (kind === 'cancel') return void (cancelled = true)
  cancelled = false
  if (input.exit) process.exit(1)
  if (input.fail) return parentPort.postMessage({ kind: 'failed', detail: 'it broke' })
  parentPort.postMessage({ kind: 'progress', progress: 'begun' })
  while (input.wait && !cancelled) await new Promise((resolve) => setTimeout(resolve, 1))
  parentPort.postMessage({ kind: 'done', result: { cancelled, bytes: input.bytes } })
})
`
const folder = mkdtempSync(join(tmpdir(), 'samsa-workers-'))
writeFileSync(join(folder, 'program.mjs'), program)
const entry = pathToFileURL(join(folder, 'program.mjs'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const liveThreads = (): number =>
  process.getActiveResourcesInfo().filter((name) => /worker|messageport/i.test(name)).length

describe('a worker of the real host', () => {
  test('is not there where its program is not', () => {
    expect(nodeWorkers.open(new URL('./nowhere.mjs', entry))).toBe(undefined)
  })

  test('takes plain data and answers with it, telling how far it is', async () => {
    const before = liveThreads()
    const worker = nodeWorkers.open(entry)
    expect(liveThreads()).toBe(before)
    const told: unknown[] = []
    const job = worker?.run({ bytes: new Uint8Array([1, 2]) }, (progress) => told.push(progress))
    expect(await job?.result).toEqual({ cancelled: false, bytes: new Uint8Array([1, 2]) })
    expect(told).toEqual(['begun'])
    await worker?.close()
    expect(liveThreads()).toBe(before)
  })

  test('does one thing after the other, each may be ended early', async () => {
    const worker = nodeWorkers.open(entry)
    const jobs = [1, 2, 3].map(() => worker?.run({ wait: true }))
    jobs[1]?.cancel()
    await expect(jobs[1]?.result).rejects.toMatchObject({ kind: 'cancelled' })
    jobs[0]?.cancel()
    expect(await jobs[0]?.result).toMatchObject({ cancelled: true })
    const closed = expect(jobs[2]?.result).rejects.toMatchObject({ kind: 'closed' })
    await worker?.close()
    await closed
    await expect(worker?.run({}).result).rejects.toMatchObject({ kind: 'closed' })
  })

  test('that fails or dies says so, and the next job finds a new one', async () => {
    const worker = nodeWorkers.open(entry)
    await expect(worker?.run({ fail: true }).result).rejects.toMatchObject({ kind: 'failed' })
    await expect(worker?.run({ exit: true }).result).rejects.toMatchObject({ kind: 'died' })
    expect(await worker?.run({}).result).toMatchObject({ cancelled: false })
    await worker?.close()
  })

  test('ends when nobody needs it for a while', async () => {
    const before = liveThreads()
    const worker = nodeWorkers.open(entry, { idleMs: 1 })
    await worker?.run({}).result
    await expect.poll(liveThreads).toBe(before)
    expect(await worker?.run({}).result).toMatchObject({ cancelled: false })
    await worker?.close()
  })
})
