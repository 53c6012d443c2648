/** Requests as bytes on the wire, written with the protocol's own encoders. */
import { apiKeys } from '@samsa/protocol/apis'
import { ByteReader } from '@samsa/protocol/bytes/byte-reader'
import { ByteWriter } from '@samsa/protocol/bytes/byte-writer'
import { decodeResponseHeader, encodeRequestHeader } from '@samsa/protocol/header'
import type { Draft, MessageType } from '@samsa/protocol/message-type'
import { apiVersionsRequest } from '@samsa/protocol/messages/api-versions-request'
import { apiVersionsResponse } from '@samsa/protocol/messages/api-versions-response'
import type { AttackSocket } from './attack-socket.js'

/** A whole frame: size, header, body. */
export function frameOf<M>(
  type: MessageType<M>,
  version: number,
  message: Draft<M>,
  clientId: string | null = 'hostile',
  correlationId = 1,
): Uint8Array {
  const writer = new ByteWriter()
  encodeRequestHeader(writer, { apiKey: type.apiKey, apiVersion: version, correlationId, clientId })
  type.encode(writer, message, version)
  return sized(writer.finishOne())
}

/** The header of a request and `body` behind it, as a frame. */
export function frameWithBody(apiKey: number, apiVersion: number, body: Uint8Array): Uint8Array {
  const writer = new ByteWriter()
  encodeRequestHeader(writer, { apiKey, apiVersion, correlationId: 1, clientId: 'hostile' })
  const header = writer.finishOne()
  return sized(joined([header, body]))
}

/** `bytes` with their true size in front. */
export function sized(bytes: Uint8Array): Uint8Array {
  return joined([int32(bytes.length), bytes])
}

export function int32(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setInt32(0, value)
  return bytes
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Sends and waits for the answer, decoded. */
export async function ask<Q, R>(
  socket: AttackSocket,
  requestType: MessageType<Q>,
  responseType: MessageType<R>,
  version: number,
  message: Draft<Q>,
): Promise<R> {
  socket.send(frameOf(requestType, version, message))
  const reader = new ByteReader(await socket.nextFrame())
  decodeResponseHeader(reader, requestType.apiKey, version)
  return responseType.decode(reader, version)
}

/** An API as the broker tells of it. */
export interface ServedApi {
  readonly key: number
  readonly min: number
  readonly max: number
}

export async function servedApis(socket: AttackSocket): Promise<ServedApi[]> {
  const answer = await ask(socket, apiVersionsRequest, apiVersionsResponse, 0, {})
  return answer.apiKeys.map(({ apiKey, minVersion, maxVersion }) => ({
    key: apiKey,
    // Produce 0 to 2 are told of and not served (KAFKA-18659).
    min: apiKey === apiKeys.Produce ? Math.max(3, minVersion) : minVersion,
    max: maxVersion,
  }))
}
