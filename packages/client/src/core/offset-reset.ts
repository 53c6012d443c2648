/**
 * `auto.offset.reset`: where to start when there is no valid position (KIP-1106 for durations).
 */
export type OffsetReset =
  | { readonly to: 'earliest' | 'latest' | 'none' }
  | { readonly to: 'by_duration'; readonly durationMs: number }

const DURATION =
  /^([-+]?)P(?:([-+]?\d+)D)?(?:(T)(?:([-+]?\d+)H)?(?:([-+]?\d+)M)?(?:([-+]?\d+)(?:[.,](\d{1,9}))?S)?)?$/i

/** Undefined for anything else. Durations are ISO 8601 as Java reads them, and not negative. */
export function parseOffsetReset(text: string): OffsetReset | undefined {
  const word = text.trim().toLowerCase()
  if (word === 'earliest' || word === 'latest' || word === 'none') return { to: word }
  if (!word.startsWith('by_duration:')) return undefined
  const durationMs = parseDurationMs(text.trim().slice('by_duration:'.length))
  return durationMs === undefined || durationMs < 0 ? undefined : { to: 'by_duration', durationMs }
}

/** `PnDTnHnMn.nS` in milliseconds. */
export function parseDurationMs(text: string): number | undefined {
  const match = DURATION.exec(text)
  if (match === null) return undefined
  const [, sign, days, time, hours, minutes, seconds, fraction] = match
  const parts = [days, hours, minutes, seconds]
  if (parts.every((part) => part === undefined)) return undefined
  if (time !== undefined && [hours, minutes, seconds].every((part) => part === undefined)) return undefined
  const [d, h, m, s] = parts.map((part) => Number(part ?? 0)) as [number, number, number, number]
  const nanos = Number((fraction ?? '').padEnd(9, '0'))
  const whole = ((d * 24 + h) * 60 + m) * 60 + s
  const ms = whole * 1000 + Math.floor(nanos / 1e6) * (seconds?.startsWith('-') ? -1 : 1)
  return sign === '-' ? -ms : ms
}
