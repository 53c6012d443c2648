/**
 * Which message a stored record holds: by the record type in a coordinator's key, in a metadata record's prefix, or
 * in a control record's key. Loads every message: imported only by what shows such records.
 */
import { allMessages } from '@samsa/protocol/messages/all-messages'
import type { MessageKind, MessageType } from '@samsa/protocol/message-type'
import { messageSchemas } from '@samsa/protocol/schema/all-messages'
import type { MessageSchema } from '@samsa/protocol/schema/message-schema'

/** A message's codec beside its schema. */
export interface StoredType {
  readonly type: MessageType<object>
  readonly schema: MessageSchema
}

/** Whose records: of `__consumer_offsets`, `__transaction_state`, `__share_group_state`. */
export type Coordinator = 'group' | 'transaction' | 'share'

function coordinatorOf(name: string): Coordinator {
  if (name.startsWith('TransactionLog')) return 'transaction'
  return /^Share(Snapshot|Update)/.test(name) ? 'share' : 'group'
}

function find(wanted: (schema: MessageSchema) => boolean): StoredType | undefined {
  const schema = messageSchemas.find(wanted)
  if (schema === undefined) return undefined
  const type = allMessages.find(({ name }) => name === schema.name) as MessageType<object> | undefined
  return type === undefined ? undefined : { type, schema }
}

export function coordinatorType(
  coordinator: Coordinator,
  kind: Extract<MessageKind, 'coordinator-key' | 'coordinator-value'>,
  recordType: number,
): StoredType | undefined {
  return find(
    (schema) =>
      schema.kind === kind && schema.apiKey === recordType && coordinatorOf(schema.name) === coordinator,
  )
}

export function metadataType(recordType: number): StoredType | undefined {
  return find((schema) => schema.kind === 'metadata' && schema.apiKey === recordType)
}

export function namedType(name: string): StoredType | undefined {
  return find((schema) => schema.name === name)
}
