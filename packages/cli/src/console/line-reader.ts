/**
 * From a line of text to a record, as Kafka's LineMessageReader does it: headers, key and value one after the other,
 * each ended by a separator, each of the first two only when asked for.
 */
import type { RecordHeader } from '@samsa/client'

export interface LineFormat {
  readonly parseKey: boolean
  readonly parseHeaders: boolean
  readonly keySeparator: string
  readonly headersDelimiter: string
  readonly headersSeparator: string
  readonly headersKeySeparator: string
  /** A line without a separator is taken as it is, instead of ending the tool. */
  readonly ignoreError: boolean
  /** A key, value or header value equal to this is null. */
  readonly nullMarker: string | undefined
}

export interface LineRecord {
  readonly key: string | null
  readonly value: string | null
  readonly headers: readonly RecordHeader[]
}

/** A line that lacks a separator; the message is Kafka's. */
export class LineError extends Error {
  override readonly name = 'LineError'
}

const KNOWN = [
  'topic',
  'parse.key',
  'parse.headers',
  'key.separator',
  'headers.delimiter',
  'headers.separator',
  'headers.key.separator',
  'ignore.error',
  'null.marker',
]

/** Reads `--reader-property` values. Returns unknown names too, for a warning. */
export function readLineFormat(properties: ReadonlyMap<string, string>): {
  readonly format: LineFormat
  readonly unknown: readonly string[]
} {
  const isTrue = (name: string): boolean => properties.get(name)?.trim().toLowerCase() === 'true'
  const format: LineFormat = {
    parseKey: isTrue('parse.key'),
    parseHeaders: isTrue('parse.headers'),
    keySeparator: properties.get('key.separator') ?? '\t',
    headersDelimiter: properties.get('headers.delimiter') ?? '\t',
    headersSeparator: properties.get('headers.separator') ?? ',',
    headersKeySeparator: properties.get('headers.key.separator') ?? ':',
    ignoreError: isTrue('ignore.error'),
    nullMarker: properties.get('null.marker'),
  }
  for (const [name, value] of [
    ['headers.delimiter', format.headersDelimiter],
    ['headers.separator', format.headersSeparator],
    ['headers.key.separator', format.headersKeySeparator],
  ] as const) {
    if (value === format.nullMarker) throw new LineError(`null.marker and ${name} may not be equal`)
  }
  if (format.headersSeparator === format.headersKeySeparator) {
    throw new LineError('headers.separator and headers.key.separator may not be equal')
  }
  return { format, unknown: [...properties.keys()].filter((name) => !KNOWN.includes(name)) }
}

/**
 * @param lineNumber from 1, for the message.
 * @throws LineError when a separator is missing and `ignoreError` is off.
 */
export function readLine(line: string, lineNumber: number, format: LineFormat): LineRecord {
  const orNull = (text: string): string | null => (text === format.nullMarker ? null : text)
  let at = 0
  const next = (wanted: boolean, separator: string, what: string): string | undefined => {
    if (!wanted) return undefined
    const end = line.indexOf(separator, at)
    if (end < 0) {
      if (format.ignoreError) return undefined
      throw new LineError(`No ${what} found on line number ${lineNumber}: '${line}'`)
    }
    const part = line.slice(at, end)
    at = end + separator.length
    return part
  }
  const headers = next(format.parseHeaders, format.headersDelimiter, 'headers delimiter')
  const key = next(format.parseKey, format.keySeparator, 'key separator')
  return {
    headers:
      headers === undefined || orNull(headers) === null ? [] : readHeaders(headers, lineNumber, format),
    key: key === undefined ? null : orNull(key),
    value: orNull(line.slice(at)),
  }
}

function readHeaders(given: string, lineNumber: number, format: LineFormat): RecordHeader[] {
  return given.split(format.headersSeparator).map((pair) => {
    const end = pair.indexOf(format.headersKeySeparator)
    if (end < 0) {
      if (format.ignoreError) return { key: pair, value: null }
      throw new LineError(`No header key separator found in pair '${pair}' on line number ${lineNumber}`)
    }
    const key = pair.slice(0, end)
    if (key === format.nullMarker) {
      throw new LineError(`Header keys should not be equal to the null marker '${key}' as they can't be null`)
    }
    const value = pair.slice(end + format.headersKeySeparator.length)
    return { key, value: value === format.nullMarker ? null : value }
  })
}
