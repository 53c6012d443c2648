/** Records of internal topics and of the metadata log, as the JSON that Kafka's dump tool and formatters print. */
import { ByteReader } from '@samsa/protocol/bytes/byte-reader'
import { controlRecordType } from '@samsa/record'
import { messageJson } from './message-json.js'
import { readRecordFrame } from './record-frame.js'
import { type Coordinator, coordinatorType, metadataType, namedType } from './stored-types.js'

/** A coordinator's key: its record type and itself. Undefined: a type nobody here knows. */
export function coordinatorKeyJson(
  coordinator: Coordinator,
  key: Uint8Array,
): { readonly recordType: number; readonly json: string } | undefined {
  const reader = new ByteReader(key)
  const recordType = reader.int16()
  const found = coordinatorType(coordinator, 'coordinator-key', recordType)
  if (found === undefined) return undefined
  return { recordType, json: messageJson(found.schema, found.type.decode(reader, 0), 0) }
}

/**
 * A coordinator's value with its version. Undefined: a type nobody here knows.
 * @param open blobs of the consumer protocol are shown as JSON too, not in base64.
 */
export function coordinatorValueJson(
  coordinator: Coordinator,
  recordType: number,
  value: Uint8Array,
  open: boolean,
): { readonly version: number; readonly json: string } | undefined {
  const found = coordinatorType(coordinator, 'coordinator-value', recordType)
  if (found === undefined) return undefined
  const reader = new ByteReader(value)
  const version = reader.int16()
  const message = found.type.decode(reader, version)
  const json = messageJson(found.schema, message, version)
  return { version, json: open && found.schema.name === 'GroupMetadataValue' ? opened(json) : json }
}

/** Members of classic consumer groups carry blobs, which are shown opened. Others' stay in base64. */
function opened(json: string): string {
  const group = JSON.parse(json) as { protocolType?: string; members?: Record<string, unknown>[] }
  if (group.protocolType !== 'consumer') return json
  for (const member of group.members ?? []) {
    member['subscription'] = blob('ConsumerProtocolSubscription', member['subscription'])
    member['assignment'] = blob('ConsumerProtocolAssignment', member['assignment'])
  }
  return JSON.stringify(group)
}

function blob(name: string, base64: unknown): unknown {
  const found = namedType(name)
  if (found === undefined || typeof base64 !== 'string' || base64 === '') return base64
  try {
    const reader = new ByteReader(new Uint8Array(Buffer.from(base64, 'base64')))
    const version = Math.min(reader.int16(), found.type.maxVersion)
    return JSON.parse(messageJson(found.schema, found.type.decode(reader, version), version))
  } catch {
    return base64
  }
}

/** A record of the metadata log. */
export function metadataRecordJson(value: Uint8Array): string {
  const { recordType, version, reader } = readRecordFrame(value)
  const found = metadataType(recordType)
  if (found === undefined) throw new Error(`no metadata record of type ${recordType} is known`)
  const name = found.schema.name.replace(/([a-z])(?=[A-Z])/g, '$1_').toUpperCase()
  const data = messageJson(found.schema, found.type.decode(reader, version), version)
  return `{"type":"${name}","version":${version},"data":${data}}`
}

const controlMessages = {
  LEADER_CHANGE: ['LeaderChange:', 'LeaderChangeMessage'],
  SNAPSHOT_HEADER: ['SnapshotHeader', 'SnapshotHeaderRecord'],
  SNAPSHOT_FOOTER: ['SnapshotFooter', 'SnapshotFooterRecord'],
  KRAFT_VERSION: ['KRaftVersion', 'KRaftVersionRecord'],
  KRAFT_VOTERS: ['KRaftVoters', 'VotersRecord'],
} as const

/** What a control record says, in the words of Kafka's dump tool. */
export function controlRecordText(key: Uint8Array | null, value: Uint8Array | null): string {
  const kind = controlRecordType(key)
  if (kind === 'UNKNOWN') return `controlType: ${kind}(-1)`
  const bytes = value ?? new Uint8Array(0)
  if (kind === 'ABORT' || kind === 'COMMIT') {
    const reader = new ByteReader(bytes)
    reader.int16()
    return `endTxnMarker: ${kind} coordinatorEpoch: ${reader.int32()}`
  }
  const [label, name] = controlMessages[kind]
  const found = namedType(name)
  if (found === undefined) return label
  const reader = new ByteReader(bytes)
  // Control values carry their version as their first field, which is also the version of the layout.
  const version = new ByteReader(bytes).int16()
  if (found.schema.fields[0]?.name !== 'version') reader.int16()
  return `${label} ${messageJson(found.schema, found.type.decode(reader, version), version)}`
}
