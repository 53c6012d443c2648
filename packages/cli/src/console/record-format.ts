/**
 * From a record to text, as Kafka's DefaultMessageFormatter writes it: the parts asked for, separated by
 * key.separator, ended by line.separator. Bytes go out as they came when no deserializer says otherwise.
 */
import type { ConsumerRecord } from '@samsa/client'
import { type Deserializer, deserializer } from './deserializers.js'

export interface RecordFormat {
  /** Writes one record. */
  write(record: ConsumerRecord): Uint8Array
}

const encoder = new TextEncoder()

/** @param properties of --formatter-property; the deserializers of the tool's own flags come in as properties too. */
export function defaultFormat(properties: ReadonlyMap<string, string>): RecordFormat {
  const isTrue = (name: string, otherwise = false): boolean => {
    const text = properties.get(name)
    return text === undefined ? otherwise : text.trim().toLowerCase() === 'true'
  }
  const bytes = (name: string, otherwise: string): Uint8Array =>
    encoder.encode(properties.get(name) ?? otherwise)
  const parts: ((record: ConsumerRecord) => Uint8Array)[] = []
  const nullLiteral = bytes('null.literal', 'null')
  const shown = (value: Uint8Array | null, read: Deserializer): Uint8Array =>
    value === null ? nullLiteral : read(value)
  const reader = (name: string): Deserializer => deserializer(properties.get(name))
  const [readKey, readValue, readHeader] = [
    reader('key.deserializer'),
    reader('value.deserializer'),
    reader('headers.deserializer'),
  ]
  if (isTrue('print.timestamp')) parts.push((record) => encoder.encode(timestampText(record)))
  if (isTrue('print.partition')) parts.push((record) => encoder.encode(`Partition:${record.partition}`))
  if (isTrue('print.offset')) parts.push((record) => encoder.encode(`Offset:${record.offset}`))
  if (isTrue('print.delivery')) parts.push(() => encoder.encode('Delivery:NOT_PRESENT'))
  // Kafka's console consumer has lost both by the time it prints.
  if (isTrue('print.epoch')) parts.push(() => encoder.encode('Epoch:NOT_PRESENT'))
  if (isTrue('print.headers')) {
    const separator = bytes('headers.separator', ',')
    parts.push(({ headers }) => {
      if (headers.length === 0) return encoder.encode('NO_HEADERS')
      return join(
        headers.map(({ key, value }) => joinAll([encoder.encode(`${key}:`), shown(value, readHeader)])),
        separator,
      )
    })
  }
  if (isTrue('print.key')) parts.push((record) => shown(record.key, readKey))
  if (isTrue('print.value', true)) parts.push((record) => shown(record.value, readValue))
  const separator = bytes('key.separator', '\t')
  const end = bytes('line.separator', '\n')
  return {
    write: (record) =>
      joinAll([
        join(
          parts.map((part) => part(record)),
          separator,
        ),
        end,
      ]),
  }
}

/** NoOpMessageFormatter: counts, writes nothing. */
export const noFormat: RecordFormat = { write: () => new Uint8Array(0) }

function timestampText(record: ConsumerRecord): string {
  return record.timestampType === 'NoTimestampType'
    ? 'NO_TIMESTAMP'
    : `${record.timestampType}:${record.timestamp}`
}

function join(parts: readonly Uint8Array[], separator: Uint8Array): Uint8Array {
  return joinAll(parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part])))
}

function joinAll(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
