/**
 * Metrics as Prometheus reads them (text format 0.0.4). Names are those that the JMX exporter's rules for Kafka give to
 * Kafka's MBeans (lower case, `_total` for counts), so that dashboards made for Kafka work; docs/metrics.md lists them.
 */

export interface Sample {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

export interface Family {
  readonly name: string
  readonly type: 'counter' | 'gauge'
  readonly help: string
  readonly samples: Iterable<Sample>
}

export function prometheusText(families: Iterable<Family>): string {
  const lines: string[] = []
  for (const { name, type, help, samples } of families) {
    lines.push(
      `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`,
      `# TYPE ${name} ${type}`,
    )
    for (const { labels, value } of samples) lines.push(`${name}${labelText(labels)} ${numberText(value)}`)
  }
  return `${lines.join('\n')}\n`
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const entries = Object.entries(labels)
  if (entries.length === 0) return ''
  return `{${entries.map(([name, value]) => `${name}="${escapeLabel(value)}"`).join(',')}}`
}

function escapeLabel(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}

function numberText(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return '+Inf'
  return value === Number.NEGATIVE_INFINITY ? '-Inf' : String(value)
}
