/**
 * What the golden program asks of each kind of vector: recognise a line, check it, fuzz it.
 */
import { fuzzDecoder } from '@samsa/protocol/testing/decoder-fuzz'

/** A line of a vector file, before its kind is known. */
// biome-ignore lint/suspicious/noExplicitAny: each kind reads its own fields
export type Vector = any

export interface VectorKind {
  /** As counted in the output. */
  readonly name: string
  accepts(vector: Vector): boolean
  /** What the vector is called in messages. */
  title(vector: Vector): string
  /** Problems, none if the vector holds; a text instead if this cannot be checked here and why. */
  check(vector: Vector): string[] | string
  /** Problems under the fuzz rule, and how many inputs were tried. Absent where nothing is decoded. */
  fuzz?(vector: Vector, seed: number): ReturnType<typeof fuzzDecoder>
}
