/**
 * Request and response headers: which header version goes with which API and version, read and written without the
 * generated header messages (those exist for completeness and golden tests).
 *
 * Irregular: ControlledShutdown v0 has no client id; ApiVersions responses keep header v0 for ever, so that a client
 * can read the refusal of a version it does not know; the client id has an int16 length even in the flexible header v2.
 */
import { apiByKey, apiKeys } from './apis.js'
import type { ByteReader } from './bytes/byte-reader.js'
import type { ByteWriter } from './bytes/byte-writer.js'

export interface RequestHeaderFields {
  readonly apiKey: number
  readonly apiVersion: number
  readonly correlationId: number
  readonly clientId: string | null
}

/** 0, 1 or 2. For an unknown API 1; a version beyond the newest known is taken to be flexible like the newest. */
export function requestHeaderVersion(apiKey: number, apiVersion: number): 0 | 1 | 2 {
  if (apiKey === apiKeys.ControlledShutdown && apiVersion === 0) return 0
  return isFlexible(apiKey, apiVersion) ? 2 : 1
}

/** 0 or 1. */
export function responseHeaderVersion(apiKey: number, apiVersion: number): 0 | 1 {
  return apiKey !== apiKeys.ApiVersions && isFlexible(apiKey, apiVersion) ? 1 : 0
}

function isFlexible(apiKey: number, apiVersion: number): boolean {
  const api = apiByKey(apiKey)
  return api !== undefined && apiVersion >= api.flexibleFrom
}

/**
 * Reads the header of any request and leaves the reader at the body. Neither the API nor the version need be known:
 * whether they are served is the caller's question. Throws `DecodeError`.
 */
export function decodeRequestHeader(reader: ByteReader): RequestHeaderFields {
  const apiKey = reader.int16()
  const apiVersion = reader.int16()
  const correlationId = reader.int32()
  const headerVersion = requestHeaderVersion(apiKey, apiVersion)
  const clientId = headerVersion === 0 ? null : reader.nullableName()
  if (headerVersion === 2) reader.skipTaggedFields()
  return { apiKey, apiVersion, correlationId, clientId }
}

/** Writes a request header. A client id is dropped where the header has none. */
export function encodeRequestHeader(writer: ByteWriter, header: RequestHeaderFields): void {
  writer.int16(header.apiKey)
  writer.int16(header.apiVersion)
  writer.int32(header.correlationId)
  const headerVersion = requestHeaderVersion(header.apiKey, header.apiVersion)
  if (headerVersion === 0) return
  writer.nullableString(header.clientId)
  if (headerVersion === 2) writer.uvarint(0)
}

/** Reads the response header of a request of that API and version; returns the correlation id. */
export function decodeResponseHeader(reader: ByteReader, apiKey: number, apiVersion: number): number {
  const correlationId = reader.int32()
  if (responseHeaderVersion(apiKey, apiVersion) === 1) reader.skipTaggedFields()
  return correlationId
}

/** Writes the response header of a request of that API and version. */
export function encodeResponseHeader(
  writer: ByteWriter,
  apiKey: number,
  apiVersion: number,
  correlationId: number,
): void {
  writer.int32(correlationId)
  if (responseHeaderVersion(apiKey, apiVersion) === 1) writer.uvarint(0)
}
