/**
 * Settings of brokers that have no place in a broker's file, as they are made for the time of a reassignment (KIP-73,
 * KIP-113): rows of a table of their own, which neither defaults nor documentation are drawn from. Owns their bounds;
 * refuses what they do: rates between brokers are accepted and not used yet.
 */
import { int64, type Setting } from '@samsa/config/setting'

const rate = (doc: string): Setting<number> =>
  int64({
    default: Number.MAX_SAFE_INTEGER,
    text: '9223372036854775807',
    atLeast: 0,
    update: 'cluster-wide',
    doc,
  })

export const dynamicOnlySettings: Readonly<Record<string, Setting<number>>> = {
  'follower.replication.throttled.rate': rate('Most bytes a second that throttled followers replicate here.'),
  'leader.replication.throttled.rate': rate(
    'Most bytes a second that throttled leaders here are replicated with.',
  ),
  'replica.alter.log.dirs.io.max.bytes.per.second': rate(
    'Most bytes a second moved between data directories.',
  ),
}
