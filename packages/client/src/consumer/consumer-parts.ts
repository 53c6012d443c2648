/**
 * What the parts of a consumer need of its settings, read once.
 */
import { ConfigError } from '@samsa/config/config-error'
import type { SettingValues } from '@samsa/config/settings-table'
import type { Assignor } from '../assignors/assignor.js'
import { assignorNamed } from '../assignors/assignor-names.js'
import type { ConsumerSettings } from '../config/consumer-settings.js'
import { type OffsetReset, parseOffsetReset } from '../core/offset-reset.js'
import type { IsolationLevel } from '../offset-lookup.js'
import type { FetchSettings } from './fetcher.js'
import type { SessionSettings } from './group-session.js'

export function fetchSettings(settings: SettingValues<ConsumerSettings>): FetchSettings {
  return {
    minBytes: settings.get('fetch.min.bytes'),
    maxBytes: settings.get('fetch.max.bytes'),
    maxWaitMs: settings.get('fetch.max.wait.ms'),
    maxPartitionBytes: settings.get('max.partition.fetch.bytes'),
    isolation: settings.get('isolation.level') as IsolationLevel,
    checkCrcs: settings.get('check.crcs'),
    rack: settings.get('client.rack'),
    requestTimeoutMs: settings.get('request.timeout.ms'),
  }
}

export function sessionSettings(
  settings: SettingValues<ConsumerSettings>,
  groupId: string,
  assignors: readonly Assignor[],
): SessionSettings {
  const rack = settings.get('client.rack')
  return {
    groupId,
    groupInstanceId: settings.get('group.instance.id'),
    sessionTimeoutMs: settings.get('session.timeout.ms'),
    // A member has as long to join again as it has between two polls.
    rebalanceTimeoutMs: settings.get('max.poll.interval.ms'),
    heartbeatIntervalMs: settings.get('heartbeat.interval.ms'),
    rack: rack === '' ? null : rack,
    assignors,
    autoCommit: settings.get('enable.auto.commit'),
    autoCommitIntervalMs: settings.get('auto.commit.interval.ms'),
    maxPollIntervalMs: settings.get('max.poll.interval.ms'),
    metadataMaxAgeMs: settings.get('metadata.max.age.ms'),
    requestTimeoutMs: settings.get('request.timeout.ms'),
  }
}

/** @throws ConfigError for what it cannot read. */
export function offsetReset(settings: SettingValues<ConsumerSettings>): OffsetReset {
  const text = settings.get('auto.offset.reset')
  const reset = parseOffsetReset(text)
  if (reset !== undefined) return reset
  throw new ConfigError(
    'auto.offset.reset',
    text,
    'String must be one of: earliest, latest, none, by_duration:PnDTnHnMn.nS',
  )
}

/** By name or class. @throws ConfigError for one that is not known. */
export function assignorsOf(settings: SettingValues<ConsumerSettings>): readonly Assignor[] {
  const names = settings.get('partition.assignment.strategy')
  if (names.length === 0) throw new ConfigError('partition.assignment.strategy', '', 'Must not be empty')
  return names.map((name) => {
    const assignor = assignorNamed(name)
    if (assignor !== undefined) return assignor
    const known = 'range, roundrobin, sticky, cooperative-sticky'
    throw new ConfigError('partition.assignment.strategy', name, `String must be one of: ${known}`)
  })
}
