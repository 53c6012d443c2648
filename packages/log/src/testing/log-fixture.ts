/**
 * What the tests of the log have in common: logs in temporary directories of the real disk, batches of
 * short texts, and what is in a log in the same words. Refuses nothing; `cleanUp` after each test.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BrokerConfig, topicConfig } from '@samsa/config'
import type { Host } from '@samsa/host'
import { createNodeHost } from '@samsa/host/node/node-host'
import type { Uuid } from '@samsa/protocol/model/uuid'
import { encodeBatch } from '@samsa/record/encode-batch'
import { recordsOf } from '@samsa/record/record'
import { expect } from 'vitest'
import type { AppendResult } from '../core/append-result.js'
import type { ReadBytes } from '../core/read-result.js'
import { LogDirectory } from '../shell/log-directory.js'
import type { PartitionLog } from '../shell/partition-log.js'

export const quiet = createNodeHost({ log: { write: () => {} } })
export const topicId = 'AAAAAAAAAAAAAAAAAAAAAQ' as Uuid
export const opened: { directory: LogDirectory; path: string }[] = []

/** Closes and removes what a test opened. */
export async function cleanUp(): Promise<void> {
  for (const { directory, path } of opened.splice(0)) {
    await directory.close()
    rmSync(path, { recursive: true, force: true })
  }
}

export async function open(
  overrides: Record<string, string> = {},
  path = mkdtempSync(join(tmpdir(), 'samsa-log-')),
  host: Host = quiet,
): Promise<LogDirectory> {
  const config = BrokerConfig.from()
  const directory = await LogDirectory.open(host, path, {
    config,
    nodeId: 1,
    clusterId: 'partition-log-cluster0',
    topicConfig: () => topicConfig(config, overrides),
  })
  opened.push({ directory, path })
  return directory
}

export async function newLog(
  overrides: Record<string, string> = {},
  host: Host = quiet,
): Promise<PartitionLog> {
  const directory = await open(overrides, undefined, host)
  return directory.create('orders', 0, topicId, topicConfig(BrokerConfig.from(), overrides))
}

/** The directory that was opened last. */
export function directoryOf(): LogDirectory {
  const last = opened.at(-1)
  if (last === undefined) throw new Error('no directory was opened')
  return last.directory
}

/** The log that `newLog` made, in a directory that was opened again. */
export function logIn(directory: LogDirectory): PartitionLog {
  const log = directory.get('orders', 0)
  if (log === undefined) throw new Error('the log is not there')
  return log
}

/** Closes the directory that was opened last, and opens it again. */
export async function reopened(
  overrides: Record<string, string> = {},
  host: Host = quiet,
): Promise<PartitionLog> {
  const { path } = directoryOf()
  await directoryOf().close()
  opened.pop()
  return logIn(await open(overrides, path, host))
}

/**
 * What a power cut would leave if the device had kept all that was written: a copy taken while the log is
 * in use.
 */
export async function crashAndReopen(
  log: PartitionLog,
  overrides: Record<string, string> = {},
): Promise<PartitionLog> {
  return logIn(await open(overrides, copyOf(log)))
}

/** A copy of the log's data directory as it is now, without the lock. */
export function copyOf(log: PartitionLog): string {
  const copy = mkdtempSync(join(tmpdir(), 'samsa-log-'))
  cpSync(join(log.folder, '..'), copy, { recursive: true })
  rmSync(join(copy, '.lock'), { force: true })
  return copy
}

export function batch(
  values: readonly string[],
  options: Parameters<typeof encodeBatch>[1] = {},
  timestamp = 1_700_000_000_000,
) {
  const records = values.map((value, index) => ({
    timestamp: timestamp + index,
    key: null,
    value: new TextEncoder().encode(value),
  }))
  return encodeBatch(records, options)
}

export function append(
  log: PartitionLog,
  values: readonly string[],
  options: Parameters<typeof encodeBatch>[1] = {},
  timestamp?: number,
) {
  return log.append(batch(values, options, timestamp), {
    origin: 'client',
    leaderEpoch: 0,
    now: 1_700_000_000_500,
  })
}

export function fill(log: PartitionLog, count: number, width = 100, from = 0): void {
  for (let index = from; index < from + count; index++) {
    append(log, [`${index} `.padEnd(width, '.')], {}, 1_700_000_000_000 + index * 1000)
    log.write()
  }
}

export async function valuesFrom(log: PartitionLog, offset: number, maxBytes = 1 << 20): Promise<string[]> {
  const values: string[] = []
  for (let at = offset; at < log.logEndOffset; ) {
    const result = (await log.read(at, maxBytes, log.logEndOffset, true)) as ReadBytes
    expect(result.error).toBe('')
    if (result.nextOffset <= at) break
    for (const record of recordsOf(result.bytes)) {
      if (record.offset >= at)
        values.push(
          new TextDecoder()
            .decode(record.value ?? new Uint8Array())
            .trim()
            .split(' ')[0] ?? '',
        )
    }
    at = result.nextOffset
  }
  return values
}

export const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) => String(from + index))
