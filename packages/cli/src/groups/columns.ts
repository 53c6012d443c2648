/** Rows under headings, each column as wide as Kafka's tools make it. */

export interface Column {
  readonly heading: string
  /** At least this wide, filled with spaces; 0: not filled at all. */
  readonly width: number
}

/** One line each, the heading first. A column grows with its longest cell. */
export function columnLines(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ width }, at) =>
    width === 0 ? 0 : rows.reduce((most, row) => Math.max(most, row[at]?.length ?? 0), width),
  )
  const line = (cells: readonly string[]): string =>
    `${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' ')}\n`
  return [columns.map(({ heading }) => heading), ...rows].map(line).join('')
}
