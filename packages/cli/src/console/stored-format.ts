/**
 * OffsetsMessageFormatter, GroupMetadataMessageFormatter and TransactionLogMessageFormatter: records of internal
 * topics as JSON, one after the other without a line's end, as Kafka's write them. Others are passed over.
 */
import { coordinatorKeyJson, coordinatorValueJson } from '../stored/record-json.js'
import type { Coordinator } from '../stored/stored-types.js'
import type { RecordFormat } from './record-format.js'

const formats: Readonly<
  Record<string, { readonly of: Coordinator; readonly recordTypes: readonly number[] }>
> = {
  OffsetsMessageFormatter: { of: 'group', recordTypes: [0, 1] },
  GroupMetadataMessageFormatter: { of: 'group', recordTypes: [2] },
  TransactionLogMessageFormatter: { of: 'transaction', recordTypes: [0] },
}

/** Undefined: no formatter of that name. */
export function storedFormat(name: string): RecordFormat | undefined {
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined
  if (format === undefined) return undefined
  const encoder = new TextEncoder()
  const nothing = new Uint8Array(0)
  return {
    write: ({ key, value }) => {
      const read = key === null ? undefined : coordinatorKeyJson(format.of, key)
      if (read === undefined || !format.recordTypes.includes(read.recordType)) return nothing
      const shown =
        value === null ? undefined : coordinatorValueJson(format.of, read.recordType, value, false)
      const valueText = shown === undefined ? 'null' : `{"version":${shown.version},"data":${shown.json}}`
      return encoder.encode(`{"key":{"type":${read.recordType},"data":${read.json}},"value":${valueText}}`)
    },
  }
}
