/** The prefix of a record of a metadata log, refused in the words of Kafka's readers, which its dump tool shows. */
import { ByteReader } from '@samsa/protocol/bytes/byte-reader'

export interface RecordFrame {
  readonly recordType: number
  readonly version: number
  /** Stands at the record's body. */
  readonly reader: ByteReader
}

/** @throws Error for a value that has no such prefix. */
export function readRecordFrame(value: Uint8Array): RecordFrame {
  const reader = new ByteReader(value)
  const frameVersion = varint(reader, 'frame version')
  if (frameVersion !== 1) {
    throw new Error(
      `Could not deserialize metadata record due to unknown frame version ${frameVersion}` +
        '(only frame version 1 is supported)',
    )
  }
  const recordType = varint(reader, 'type')
  return { recordType, version: varint(reader, 'version'), reader }
}

function varint(reader: ByteReader, what: string): number {
  try {
    return reader.uvarint()
  } catch {
    throw new Error(`Error while reading ${what}`)
  }
}
