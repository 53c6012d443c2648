/** What --print-data-log and the decoders make of a record's key and value. */
import type { RecordView } from '@samsa/record'
import type { Coordinator } from '../stored/stored-types.js'
import { DumpFailure } from './dump-failure.js'
import type { DumpValues } from './dump-options.js'
import { javaText } from './java-text.js'

/** Undefined: nothing to show. */
interface Contents {
  readonly key: string | undefined
  readonly payload: string | undefined
}

export type ContentsReader = (record: RecordView) => Contents

/** What reads stored records knows every message there is: loaded only when it is asked for. */
type RecordJson = typeof import('../stored/record-json.js')

/** @throws DumpFailure for a decoder class that is not built in. */
export async function contentsReader(values: DumpValues): Promise<ContentsReader | undefined> {
  const json = (): Promise<RecordJson> => import('../stored/record-json.js')
  if (values['offsets-decoder']) return coordinatorContents('group', await json())
  if (values['transaction-log-decoder']) return coordinatorContents('transaction', await json())
  if (values['cluster-metadata-decoder']) return metadataContents(await json())
  if (values['remote-log-metadata-decoder']) {
    const { remoteMetadataText } = await import('../stored/remote-metadata-text.js')
    return payloadReader(remoteMetadataText, (offset) => `Error at offset ${offset}`)
  }
  if (values['share-group-state-decoder']) return coordinatorContents('share', await json())
  const value = bytesReader(values['value-decoder-class'])
  const key = bytesReader(values['key-decoder-class'])
  const asked = values['key-decoder-class'] !== undefined || values['value-decoder-class'] !== undefined
  if (!values['print-data-log'] && !asked) return undefined
  return (record) => ({ key: key(record.key()), payload: value(record.value()) })
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length)

/** A short array ends the dump with the exception that Kafka's decoders throw. */
function number(bytes: Uint8Array, size: number, read: (view: DataView) => bigint | number): string {
  if (bytes.length < size) throw new DumpFailure('java.nio.BufferUnderflowException')
  return String(read(viewOf(bytes)))
}

/** Kafka's classes by their last name. Their DefaultDecoder shows where an array lies; this one what is in it. */
const decoders: Readonly<Record<string, (bytes: Uint8Array) => string>> = {
  StringDecoder: javaText,
  LongDecoder: (bytes) => number(bytes, 8, (view) => view.getBigInt64(0)),
  IntegerDecoder: (bytes) => number(bytes, 4, (view) => view.getInt32(0)),
  DefaultDecoder: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex'),
}

/** Where these classes were before 4.0, and where they are. */
const packages = ['org.apache.kafka.tools.api.', 'kafka.serializer.', '']

function bytesReader(given: string | undefined): (bytes: Uint8Array | null) => string | undefined {
  const name = given === undefined || given === '' ? 'StringDecoder' : given
  const last = name.replace(/^.*\./, '')
  const read = Object.hasOwn(decoders, last) ? decoders[last] : undefined
  if (read === undefined || !packages.includes(name.slice(0, name.length - last.length))) {
    const known = Object.keys(decoders).map((each) => `org.apache.kafka.tools.api.${each}`)
    throw new DumpFailure(
      'java.lang.RuntimeException',
      `Failed to load decoder class ${name}; there are ${known.join(', ')}`,
    )
  }
  return (bytes) => (bytes === null ? undefined : read(bytes))
}

function coordinatorContents(coordinator: Coordinator, json: RecordJson): ContentsReader {
  return (record) => {
    const key = record.key()
    if (key === null) {
      const message =
        `Failed to decode message at offset ${record.offset} using the specified decoder ` +
        '(message had a missing key)'
      throw new DumpFailure('java.lang.RuntimeException', message)
    }
    try {
      return coordinatorRecord(coordinator, record, key, json)
    } catch (error) {
      const message = `Error at offset ${record.offset}, skipping. ${(error as Error).message}`
      return { key: message, payload: undefined }
    }
  }
}

function coordinatorRecord(
  coordinator: Coordinator,
  record: RecordView,
  key: Uint8Array,
  json: RecordJson,
): Contents {
  const read = json.coordinatorKeyJson(coordinator, key)
  if (read === undefined) {
    const unknown = `Unknown record type ${viewOf(key).getInt16(0)} at offset ${record.offset}, skipping.`
    return { key: unknown, payload: undefined }
  }
  const value = record.value()
  const shown =
    value === null ? undefined : json.coordinatorValueJson(coordinator, read.recordType, value, true)
  return {
    key: `{"type":"${read.recordType}","data":${read.json}}`,
    payload: shown === undefined ? '<DELETE>' : `{"version":"${shown.version}","data":${shown.json}}`,
  }
}

function metadataContents(json: RecordJson): ContentsReader {
  return payloadReader(json.metadataRecordJson, (offset) => `Error at ${offset}`)
}

/** Records without a key; one that cannot be read is told of in its place. */
function payloadReader(
  read: (value: Uint8Array) => string,
  errorAt: (offset: number) => string,
): ContentsReader {
  return (record) => {
    try {
      return { key: undefined, payload: read(record.value() ?? new Uint8Array(0)) }
    } catch (error) {
      const message = `${errorAt(record.offset)}, skipping. ${(error as Error).message}`
      return { key: undefined, payload: message }
    }
  }
}
