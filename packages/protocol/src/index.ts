/**
 * The face of the protocol: bytes, headers, APIs, errors and the model. Messages are imported one by one from
 * `@samsa/protocol/messages/<name>`, so that a program loads those it speaks and no others.
 */
export * from './apis.js'
export * from './bytes/byte-reader.js'
export * from './bytes/byte-writer.js'
export * from './bytes/decode-error.js'
export { EncodeError } from './bytes/encode-error.js'
export * from './header.js'
export * from './kafka-errors.js'
export type { Draft, MessageKind, MessageType } from './message-type.js'
export * from './model/brand.js'
export * from './model/invariant.js'
export * from './model/uuid.js'
export * from './stored-record.js'
