/**
 * Settings of a client metrics subscription (KIP-714): which metrics, how often, from which clients.
 */
export interface ClientMetricsSetting {
  /** DescribeConfigs' type number: 3 int, 7 list. */
  readonly configType: number
  readonly defaultText: string
  readonly doc: string
}

export const clientMetricsSettings: Readonly<Record<string, ClientMetricsSetting>> = {
  'interval.ms': { configType: 3, defaultText: '300000', doc: 'How often clients push, in milliseconds.' },
  match: { configType: 7, defaultText: '', doc: 'Which clients: name=pattern, comma separated.' },
  metrics: { configType: 7, defaultText: '', doc: "Prefixes of metric names; '*' for all." },
}

const SELECTORS = [
  'client_id',
  'client_instance_id',
  'client_software_name',
  'client_software_version',
  'client_source_address',
  'client_source_port',
]
const LEAST_INTERVAL_MS = 100
const MOST_INTERVAL_MS = 3_600_000

/** The problem with a subscription's overrides, or undefined. */
export function clientMetricsProblem(overrides: Readonly<Record<string, string>>): string | undefined {
  for (const [name, text] of Object.entries(overrides)) {
    if (!Object.hasOwn(clientMetricsSettings, name)) return `Unknown client metrics configuration: ${name}`
    const problem =
      name === 'interval.ms' ? intervalProblem(text) : name === 'match' ? matchProblem(text) : undefined
    if (problem !== undefined) return problem
  }
  return undefined
}

function intervalProblem(text: string): string | undefined {
  const value = /^\d+$/.test(text.trim()) ? Number(text) : -1
  if (value >= LEAST_INTERVAL_MS && value <= MOST_INTERVAL_MS) return undefined
  return `Invalid value ${text} for interval.ms, it must lie between ${LEAST_INTERVAL_MS} and ${MOST_INTERVAL_MS}`
}

function matchProblem(text: string): string | undefined {
  for (const entry of text.split(',')) {
    if (entry.trim() === '') continue
    const [selector = '', pattern] = entry.split('=', 2).map((part) => part.trim())
    if (pattern === undefined || !SELECTORS.includes(selector))
      return `Illegal client matching pattern: ${entry}`
    try {
      new RegExp(pattern)
    } catch {
      return `Illegal client matching pattern: ${entry}`
    }
  }
  return undefined
}
