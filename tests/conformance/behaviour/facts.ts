/**
 * The recorded facts: requests at the edges and what Apache Kafka 4.3.1 answered, in the order in which they
 * were asked.
 */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

// biome-ignore lint/suspicious/noExplicitAny: messages as JSON, of every API
export type Json = any

export interface Fact {
  readonly area: string
  readonly case: string
  /** The API's name, or its key where the request is given as bytes. */
  readonly api: string
  readonly version: number
  readonly ask?: Json
  readonly askHex?: string
  readonly answer?: Json
  readonly answerHex?: string
  readonly errors: readonly string[]
  /** What the batch in `ask` held, in words. */
  readonly records?: string | null
  readonly batches?: readonly {
    readonly baseOffset: number
    readonly lastOffset: number
    readonly size: number
  }[]
  readonly answeredAfterMs?: number
}

export function loadFacts(): readonly Fact[] {
  const packed = readFileSync(new URL('../testdata/behaviour.json.gz', import.meta.url))
  return JSON.parse(gunzipSync(packed).toString('utf8')).facts
}
