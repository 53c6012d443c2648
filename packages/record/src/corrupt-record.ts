/**
 * The one error for record bytes that cannot be what they claim. It owns the Kafka error name that goes to
 * the client and a reason in words. It refuses nothing itself. CORRUPT_MESSAGE: the bytes were damaged (size,
 * magic, CRC); INVALID_RECORD: the bytes arrived as sent but what they say is wrong;
 * UNSUPPORTED_COMPRESSION_TYPE: no codec.
 */
export type CorruptRecordError = 'CORRUPT_MESSAGE' | 'INVALID_RECORD' | 'UNSUPPORTED_COMPRESSION_TYPE'

/** Thrown by everything in this package that reads records, and by nothing for any other cause. */
export class CorruptRecord extends Error {
  override readonly name = 'CorruptRecord'

  constructor(
    /** Kafka's name of the error a client is told. */
    readonly kafkaError: CorruptRecordError,
    /** What was wrong, with the numbers. */
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`${kafkaError}: ${reason}`, options)
  }
}
