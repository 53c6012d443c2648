/**
 * Settings of a single group (KIP-1043, KIP-932, KIP-1071): names, types, and the broker settings that give their
 * defaults and bounds. A group without overrides follows the broker.
 */
import type { BrokerConfig, BrokerSettingName } from '@samsa/config/broker-config'
import { ConfigError } from '@samsa/config/config-error'
import { boolean, int, type Setting, string } from '@samsa/config/setting'
import { parseSetting } from '@samsa/config/settings-table'

export interface GroupSetting {
  // biome-ignore lint/suspicious/noExplicitAny: rows of every value type
  readonly setting: Setting<any>
  /** The broker setting that holds for groups without this override. */
  readonly fallback: BrokerSettingName | undefined
  readonly atLeast?: BrokerSettingName
  readonly atMost?: BrokerSettingName
}

function milliseconds(doc: string): Setting<number> {
  return int({ default: 0, atLeast: 0, doc })
}

function interval(of: 'consumer' | 'share' | 'streams', what: string, doc: string): GroupSetting {
  const broker = (bound: string): BrokerSettingName => `group.${of}.${bound}${what}.ms` as BrokerSettingName
  return { setting: milliseconds(doc), fallback: broker(''), atLeast: broker('min.'), atMost: broker('max.') }
}

const SESSION = 'How long a member may be silent before it is removed.'
const HEARTBEAT = 'How often members send a heartbeat.'
const ASSIGNMENT = 'Least time between two assignments of the group.'

export const groupSettings: Readonly<Record<string, GroupSetting>> = {
  'consumer.session.timeout.ms': interval('consumer', 'session.timeout', SESSION),
  'consumer.heartbeat.interval.ms': interval('consumer', 'heartbeat.interval', HEARTBEAT),
  'consumer.assignment.interval.ms': interval('consumer', 'assignment.interval', ASSIGNMENT),
  'share.session.timeout.ms': interval('share', 'session.timeout', SESSION),
  'share.heartbeat.interval.ms': interval('share', 'heartbeat.interval', HEARTBEAT),
  'share.assignment.interval.ms': interval('share', 'assignment.interval', ASSIGNMENT),
  'share.record.lock.duration.ms': interval(
    'share',
    'record.lock.duration',
    'How long a delivered record is locked.',
  ),
  'share.delivery.count.limit': {
    setting: int({ default: 5, doc: 'Deliveries of a record before it is given up.' }),
    fallback: 'group.share.delivery.count.limit',
    atLeast: 'group.share.min.delivery.count.limit',
    atMost: 'group.share.max.delivery.count.limit',
  },
  'share.partition.max.record.locks': {
    setting: int({ default: 2000, doc: 'Records of a partition that may be locked at once.' }),
    fallback: 'group.share.partition.max.record.locks',
    atLeast: 'group.share.min.partition.max.record.locks',
    atMost: 'group.share.max.partition.max.record.locks',
  },
  'share.auto.offset.reset': {
    setting: string({
      default: 'latest',
      doc: 'Where a share group begins: latest, earliest or by_duration:...',
    }),
    fallback: undefined,
  },
  'share.isolation.level': {
    setting: string({
      default: 'read_uncommitted',
      oneOf: ['read_uncommitted', 'read_committed'],
      doc: 'Which records a share group sees.',
    }),
    fallback: undefined,
  },
  'share.renew.acknowledge.enable': {
    setting: boolean({ default: true, doc: 'Whether members may renew the locks of records.' }),
    fallback: undefined,
  },
  'streams.session.timeout.ms': interval('streams', 'session.timeout', SESSION),
  'streams.heartbeat.interval.ms': interval('streams', 'heartbeat.interval', HEARTBEAT),
  'streams.assignment.interval.ms': interval('streams', 'assignment.interval', ASSIGNMENT),
  'streams.initial.rebalance.delay.ms': {
    setting: milliseconds('How long a new streams group waits for members.'),
    fallback: 'group.streams.initial.rebalance.delay.ms',
  },
  'streams.num.standby.replicas': {
    setting: int({ default: 0, atLeast: 0, doc: 'Standby copies of each task.' }),
    fallback: 'group.streams.num.standby.replicas',
    atMost: 'group.streams.max.standby.replicas',
  },
}

/** The problem with a group's overrides, or undefined. */
export function groupConfigsProblem(
  broker: BrokerConfig,
  overrides: Readonly<Record<string, string>>,
): string | undefined {
  for (const [name, text] of Object.entries(overrides)) {
    const row = Object.hasOwn(groupSettings, name) ? groupSettings[name] : undefined
    if (row === undefined) return `Unknown group config name: ${name}`
    try {
      const value: unknown = parseSetting<unknown>(name, row.setting, text)
      const problem = typeof value === 'number' ? boundProblem(broker, name, value, row) : undefined
      if (problem !== undefined) return problem
    } catch (error) {
      if (error instanceof ConfigError) return error.message
      throw error
    }
  }
  return undefined
}

function boundProblem(
  broker: BrokerConfig,
  name: string,
  value: number,
  row: GroupSetting,
): string | undefined {
  if (row.atLeast !== undefined && value < Number(broker.get(row.atLeast))) {
    return `${name} must be at least ${row.atLeast}, which is ${broker.text(row.atLeast)}`
  }
  if (row.atMost !== undefined && value > Number(broker.get(row.atMost))) {
    return `${name} must be no more than ${row.atMost}, which is ${broker.text(row.atMost)}`
  }
  return undefined
}
