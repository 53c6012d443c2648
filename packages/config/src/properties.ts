/**
 * Java's .properties text, as `server.properties` and the files of `--command-config` hold it: key, separator
 * ('=', ':' or white space), value; '#' and '!' comments; a backslash joins lines and escapes.
 */

/** Keys to values in file order; a key given twice holds its last value, as in Java. Never fails. */
export function parseProperties(text: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const line of logicalLines(text)) {
    const end = keyEnd(line)
    const key = unescapeText(line.slice(0, end))
    const value = line.slice(end).replace(/^[ \t\f]*[=:]?[ \t\f]*/, '')
    found.set(key, unescapeText(value))
  }
  return found
}

function logicalLines(text: string): string[] {
  const lines: string[] = []
  let pending: string | undefined
  for (const raw of text.split(/\r\n|\n|\r/)) {
    const line = raw.replace(/^[ \t\f]+/, '')
    if (pending === undefined && (line === '' || line.startsWith('#') || line.startsWith('!'))) continue
    const joined = (pending ?? '') + line
    const backslashes = /\\*$/.exec(line)?.[0].length ?? 0
    if (backslashes % 2 === 1) pending = joined.slice(0, -1)
    else {
      pending = undefined
      lines.push(joined)
    }
  }
  if (pending !== undefined && pending !== '') lines.push(pending)
  return lines
}

function keyEnd(line: string): number {
  for (let at = 0; at < line.length; at++) {
    const char = line[at]
    if (char === '\\') at++
    else if (char === '=' || char === ':' || char === ' ' || char === '\t' || char === '\f') return at
  }
  return line.length
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' }

function unescapeText(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(/\\(u[0-9a-fA-F]{4}|[^])/g, (_, escaped: string) =>
    escaped.length === 5
      ? String.fromCharCode(Number.parseInt(escaped.slice(1), 16))
      : (ESCAPES[escaped] ?? escaped),
  )
}
