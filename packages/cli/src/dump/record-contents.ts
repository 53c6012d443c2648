/** What --print-data-log and the decoders make of a record's key and value. */
import type { RecordView } from '@samsa/record'
import type { Coordinator } from '../stored/stored-types.js'
import { coordinatorKeyJson, coordinatorValueJson, metadataRecordJson } from '../stored/record-json.js'
import { UsageError } from '../command-line/usage-error.js'
import type { DumpValues } from './dump-options.js'

/** Undefined: nothing to show. */
export interface Contents {
  readonly key: string | undefined
  readonly payload: string | undefined
}

export type ContentsReader = (record: RecordView) => Contents

export function contentsReader(values: DumpValues): ContentsReader | undefined {
  if (values['offsets-decoder']) return coordinatorContents('group')
  if (values['transaction-log-decoder']) return coordinatorContents('transaction')
  if (values['share-group-state-decoder']) return coordinatorContents('share')
  if (values['cluster-metadata-decoder']) return metadataContents
  const key = bytesReader(values['key-decoder-class'])
  const value = bytesReader(values['value-decoder-class'])
  const asked = values['key-decoder-class'] !== undefined || values['value-decoder-class'] !== undefined
  if (!values['print-data-log'] && !asked) return undefined
  return (record) => ({ key: key(record.key()), payload: value(record.value()) })
}

function bytesReader(given: string | undefined): (bytes: Uint8Array | null) => string | undefined {
  const name = given?.replace(/^.*\./, '').replace(/Decoder$/, '') ?? ''
  const text = new TextDecoder()
  const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const readers: Readonly<Record<string, (bytes: Uint8Array) => string>> = {
    '': (bytes) => text.decode(bytes),
    String: (bytes) => text.decode(bytes),
    Default: (bytes) => text.decode(bytes),
    Long: (bytes) => String(view(bytes).getBigInt64(0)),
    Integer: (bytes) => String(view(bytes).getInt32(0)),
  }
  const read = readers[name]
  if (read === undefined)
    throw new UsageError(`No decoder ${given}: one of ${Object.keys(readers).join(', ')}`)
  return (bytes) => (bytes === null ? undefined : read(bytes))
}

function coordinatorContents(coordinator: Coordinator): ContentsReader {
  return (record) => {
    const key = record.key()
    if (key === null) throw new Error('Failed to decode message: it has no key')
    const read = coordinatorKeyJson(coordinator, key)
    if (read === undefined) {
      const view = new DataView(key.buffer, key.byteOffset, key.length)
      return {
        key: `Unknown record type ${view.getInt16(0)} at offset ${record.offset}, skipping.`,
        payload: undefined,
      }
    }
    const value = record.value()
    const shown = value === null ? undefined : coordinatorValueJson(coordinator, read.recordType, value, true)
    return {
      key: `{"type":"${read.recordType}","data":${read.json}}`,
      payload: shown === undefined ? '<DELETE>' : `{"version":"${shown.version}","data":${shown.json}}`,
    }
  }
}

const metadataContents: ContentsReader = (record) => {
  try {
    return { key: undefined, payload: metadataRecordJson(record.value() ?? new Uint8Array(0)) }
  } catch (error) {
    return { key: undefined, payload: `Error at ${record.offset}, skipping. ${(error as Error).message}` }
  }
}
