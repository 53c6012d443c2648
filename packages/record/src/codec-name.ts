/**
 * The five ways a batch may be compressed and their numbers in the attributes (KIP-110 added zstd). Owns the
 * mapping and nothing else, so that naming a codec loads none. Refuses the numbers 5 to 7, which nobody has
 * given a meaning.
 */
import { CorruptRecord } from './corrupt-record.js'

/** Kafka's names, as in `compression.type`. */
export type CodecName = 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd'

/** In the order of their numbers. */
export const codecNames: readonly CodecName[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd']

/** The number a batch's attributes hold for a codec. */
export function codecId(codec: CodecName): number {
  return codecNames.indexOf(codec)
}

/** The codec of a number. Throws CorruptRecord for a number without a codec. */
export function codecOfId(id: number): CodecName {
  const codec = codecNames[id]
  if (codec === undefined) throw new CorruptRecord('UNSUPPORTED_COMPRESSION_TYPE', `codec ${id} is not known`)
  return codec
}
