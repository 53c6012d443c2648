/**
 * Everything a client call can fail with. An error code from a broker is a KafkaError with Kafka's name for
 * it; what the client itself finds out has a class of its own. Unknown codes are never retriable.
 */
import { errorName, type KafkaErrorName, kafkaErrors, type Remedy } from '@samsa/protocol/kafka-errors'

/** Common to all errors below. */
export abstract class ClientError extends Error {
  /** Whether the same call may succeed later, unchanged. */
  abstract readonly retriable: boolean
}

/** A broker answered with an error code. */
export class KafkaError extends ClientError {
  override readonly name = 'KafkaError'
  /** Kafka's constant, such as `TOPIC_ALREADY_EXISTS`. */
  readonly errorName: KafkaErrorName
  readonly code: number
  readonly retriable: boolean
  readonly remedy: Remedy

  constructor(errorName: KafkaErrorName, message?: string | null, options?: ErrorOptions) {
    const row = kafkaErrors[errorName]
    super(message != null && message !== '' ? message : row.message, options)
    this.errorName = errorName
    this.code = row.code
    this.retriable = row.retriable
    this.remedy = row.remedy
  }

  /**
   * The error for a code, or undefined for 0. A code nobody knows becomes UNKNOWN_SERVER_ERROR and names
   * itself.
   */
  static of(code: number, message?: string | null): KafkaError | undefined {
    if (code === 0) return undefined
    const name = errorName(code)
    if (name !== undefined) return new KafkaError(name, message)
    return new KafkaError(
      'UNKNOWN_SERVER_ERROR',
      `error code ${code}: ${message ?? 'not known to this client'}`,
    )
  }
}

/** No broker could be reached, or the connection broke while an answer was awaited. */
export class ConnectionError extends ClientError {
  override readonly name = 'ConnectionError'
  readonly retriable = true
  constructor(
    /** host:port */
    readonly address: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** The call's time was up; whether the broker did the work is unknown. */
export class TimeoutError extends ClientError {
  override readonly name = 'TimeoutError'
  readonly retriable = true
}

/** The broker does not speak a version of an API that this call needs. */
export class UnsupportedVersionError extends ClientError {
  override readonly name = 'UnsupportedVersionError'
  readonly retriable = false
}

/** A setting asks for something this client does not do yet, such as `security.protocol=SASL_SSL`. */
export class UnsupportedSettingError extends ClientError {
  override readonly name = 'UnsupportedSettingError'
  readonly retriable = false
  constructor(
    readonly key: string,
    readonly value: string,
    message: string,
  ) {
    super(message)
  }
}

/** An argument or the state of the object forbids the call. */
export class IllegalStateError extends ClientError {
  override readonly name = 'IllegalStateError'
  readonly retriable = false
}

/** A record is larger than `max.request.size` or than the whole of `buffer.memory`. */
export class RecordTooLargeError extends ClientError {
  override readonly name = 'RecordTooLargeError'
  readonly retriable = false
}

/** Partitions have no committed offset and `auto.offset.reset` is `none`. */
export class NoOffsetForPartitionError extends ClientError {
  override readonly name = 'NoOffsetForPartitionError'
  readonly retriable = false
  constructor(readonly partitions: readonly { readonly topic: string; readonly partition: number }[]) {
    super(`no committed offset and auto.offset.reset=none: ${names(partitions)}`)
  }
}

/** A position lies outside its log and `auto.offset.reset` is `none`. */
export class OffsetOutOfRangeError extends ClientError {
  override readonly name = 'OffsetOutOfRangeError'
  readonly retriable = false
  constructor(
    readonly positions: readonly {
      readonly topic: string
      readonly partition: number
      readonly offset: number
    }[],
  ) {
    super(`position outside of the log and auto.offset.reset=none: ${names(positions)}`)
  }
}

/** What a broker sent for a partition cannot be read; seek past the offset to go on. */
export class CorruptRecordError extends ClientError {
  override readonly name = 'CorruptRecordError'
  readonly retriable = false
  constructor(
    readonly at: { readonly topic: string; readonly partition: number },
    readonly offset: number,
    cause: Error,
  ) {
    super(`${names([at])} cannot be read at offset ${offset}: ${cause.message}`, { cause })
  }
}

/** The object was closed. */
export class ClosedError extends ClientError {
  override readonly name = 'ClosedError'
  readonly retriable = false
}

function names(partitions: readonly { readonly topic: string; readonly partition: number }[]): string {
  return partitions.map((at) => `${at.topic}-${at.partition}`).join(', ')
}
