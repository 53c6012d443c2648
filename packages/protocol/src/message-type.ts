/**
 * What every generated message offers: its identity, a decoder, an encoder and a way to make one with defaults.
 * One object serves all versions (3.9, 4.3 and 4.4 united); which of them a broker advertises is not decided here.
 */
import type { ByteReader } from './bytes/byte-reader.js'
import type { ByteWriter } from './bytes/byte-writer.js'
import { DecodeError } from './bytes/decode-error.js'
import { EncodeError } from './bytes/encode-error.js'

/** Where a message occurs; record types of coordinators and metadata have an `apiKey` of their own numbering. */
export type MessageKind =
  | 'request'
  | 'response'
  | 'header'
  | 'data'
  | 'coordinator-key'
  | 'coordinator-value'
  | 'metadata'
  | 'remote-log-metadata'

/** `M` with every field optional, at every depth: what is left out holds its default. */
export type Draft<M> = M extends string
  ? string
  : M extends number | boolean | bigint | null | undefined | Uint8Array
    ? M
    : M extends readonly (infer Element)[]
      ? readonly Draft<Element>[]
      : { readonly [Field in keyof M]?: Draft<M[Field]> | undefined }

/** A message of Kafka's protocol, or a schema of its stored records, in all its versions. */
export interface MessageType<M> {
  /** Kafka's name, such as `'FetchRequest'`. */
  readonly name: string
  readonly kind: MessageKind
  /** API key of a request or response, record type of a stored record, else -1. */
  readonly apiKey: number
  readonly minVersion: number
  readonly maxVersion: number
  /** First version with compact lengths and tagged fields; 32767 if there is none. */
  readonly flexibleFrom: number
  /** Reads one message; bytes behind it are left alone. Byte fields are borrowed views. Throws `DecodeError`. */
  decode(reader: ByteReader, version: number): M
  /** Writes one message. Throws `EncodeError` where the version cannot say it. */
  encode(writer: ByteWriter, message: Draft<M>, version: number): void
  /** A complete message: the fields given, defaults for the rest. */
  create(fields?: Draft<M>): M
}

/** The error for a version that the message does not have, met while decoding. */
export function refuseDecoding(name: string, version: number, position: number): DecodeError {
  return new DecodeError('value', `${name} has no version ${version}: refused`, position)
}

/** The error for a version that the message does not have, met while encoding. */
export function refuseEncoding(name: string, version: number): EncodeError {
  return new EncodeError(`${name} has no version ${version}`)
}
