/**
 * The bytes of a Produce response, partition by partition, written while the request is read. The fields that
 * a failed write must change have fixed places, so an acknowledgement written ahead can be taken back before
 * it leaves.
 */
import { errorCode, type KafkaErrorName } from '@samsa/protocol/kafka-errors'
import type { RecordError } from '@samsa/log'
import { ByteWriter } from '@samsa/protocol/bytes/byte-writer'
import type { Broker } from '../broker.js'
import type { ConnectionFacts } from '../handler.js'
import { type ReplyBuffer, setInt64 } from '../transport/reply-buffer.js'

/** Who leads, for the producer that asked the wrong broker. */
export interface CurrentLeader {
  readonly leaderId: number
  readonly leaderEpoch: number
}

/** A partition that was refused. */
export interface ProduceRefusal {
  readonly error: KafkaErrorName
  readonly message: string | null
  readonly recordErrors: readonly RecordError[]
  readonly currentLeader?: CurrentLeader
  /** -1 where the log was not even asked. */
  readonly logStartOffset: number
}

/**
 * First version with the log append time, with the log's start offset, with record errors, flexible, with the
 * current leader.
 */
const withLogAppendTime = 2
const withLogStart = 5
const withRecordErrors = 8
const flexibleFrom = 9
const withCurrentLeader = 10

/** Writes an acknowledgement; returns the place that `turnIntoError` takes. */
export function writeAcknowledgement(
  out: ReplyBuffer,
  apiVersion: number,
  index: number,
  baseOffset: number,
  logAppendTime: number,
  logStartOffset: number,
): number {
  if (apiVersion < withLogAppendTime) {
    const at = out.reserve(14)
    out.view.setInt32(at, index)
    out.view.setInt16(at + 4, 0)
    setInt64(out.view, at + 6, baseOffset)
    return at + 4
  }
  const tail = apiVersion >= flexibleFrom ? 3 : apiVersion >= withRecordErrors ? 6 : 0
  const at = out.reserve((apiVersion >= withLogStart ? 30 : 22) + tail)
  const view = out.view
  view.setInt32(at, index)
  view.setInt16(at + 4, 0)
  setInt64(view, at + 6, baseOffset)
  setInt64(view, at + 14, logAppendTime)
  if (apiVersion < withLogStart) return at + 4
  setInt64(view, at + 22, logStartOffset)
  if (apiVersion >= flexibleFrom) {
    // No record errors (length 0, plus one), no message (null), no tagged fields.
    out.bytes[at + 30] = 1
    out.bytes[at + 31] = 0
    out.bytes[at + 32] = 0
  } else if (apiVersion >= withRecordErrors) {
    view.setInt32(at + 30, 0)
    view.setInt16(at + 34, -1)
  }
  return at + 4
}

/** Changes an acknowledgement at `place` into an error. */
export function turnIntoError(
  out: ReplyBuffer,
  place: number,
  apiVersion: number,
  error: KafkaErrorName | undefined,
): void {
  out.view.setInt16(place, errorCode(error ?? 'KAFKA_STORAGE_ERROR'))
  setInt64(out.view, place + 2, -1)
  if (apiVersion >= withLogAppendTime) setInt64(out.view, place + 10, -1)
  if (apiVersion >= withLogStart) setInt64(out.view, place + 18, -1)
}

/** Writes a refusal. */
export function writeRefusal(
  out: ReplyBuffer,
  apiVersion: number,
  index: number,
  refusal: ProduceRefusal,
): void {
  out.int32(index)
  out.int16(errorCode(refusal.error))
  out.int64(-1)
  if (apiVersion >= withLogAppendTime) out.int64(-1)
  if (apiVersion >= withLogStart) out.int64(refusal.logStartOffset)
  if (apiVersion < withRecordErrors) return
  const flexible = apiVersion >= flexibleFrom
  if (flexible) out.uvarint(refusal.recordErrors.length + 1)
  else out.int32(refusal.recordErrors.length)
  for (const record of refusal.recordErrors) {
    out.int32(record.batchIndex)
    writeText(out, flexible, record.message)
    if (flexible) out.uvarint(0)
  }
  writeText(out, flexible, refusal.message)
  if (flexible) writeLeader(out, apiVersion, refusal.currentLeader)
}

function writeLeader(out: ReplyBuffer, apiVersion: number, leader: CurrentLeader | undefined): void {
  if (leader === undefined || apiVersion < withCurrentLeader) {
    out.uvarint(0)
    return
  }
  // One tagged field: tag 0, nine bytes.
  out.uvarint(1)
  out.uvarint(0)
  out.uvarint(9)
  out.int32(leader.leaderId)
  out.int32(leader.leaderEpoch)
  out.uvarint(0)
}

function writeText(out: ReplyBuffer, flexible: boolean, text: string | null): void {
  if (text === null) {
    if (flexible) out.uvarint(0)
    else out.int16(-1)
    return
  }
  const bytes = utf8(text)
  if (flexible) out.uvarint(bytes.length + 1)
  else out.int16(bytes.length)
  out.copy(bytes, 0, bytes.length)
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** The last field of the response, tagged: where the leaders live that the producer should ask instead. */
export function writeNodeEndpoints(
  out: ReplyBuffer,
  apiVersion: number,
  broker: Pick<Broker, 'metadata'>,
  asked: Pick<ConnectionFacts, 'listenerName'>,
): void {
  if (apiVersion < withCurrentLeader) {
    out.uvarint(0)
    return
  }
  const writer = new ByteWriter()
  const nodes = nodeEndpoints(broker, asked.listenerName)
  writer.compactCount(nodes.length)
  for (const node of nodes) {
    writer.int32(node.nodeId)
    writer.compactString(node.host)
    writer.int32(node.port)
    writer.compactNullableString(node.rack)
    writer.uvarint(0)
  }
  const bytes = writer.finishOne()
  out.uvarint(1)
  out.uvarint(0)
  out.uvarint(bytes.length)
  out.copy(bytes, 0, bytes.length)
}

/** Every broker as a client of that listener reaches it. */
export function nodeEndpoints(
  broker: Pick<Broker, 'metadata'>,
  listenerName: string,
): { nodeId: number; host: string; port: number; rack: string | null }[] {
  const nodes: { nodeId: number; host: string; port: number; rack: string | null }[] = []
  for (const image of broker.metadata.image.brokers.values()) {
    const endpoint = image.endpoints.find((each) => each.listenerName === listenerName)
    if (endpoint === undefined) continue
    nodes.push({ nodeId: image.id, host: endpoint.host, port: endpoint.port, rack: image.rack })
  }
  return nodes
}
