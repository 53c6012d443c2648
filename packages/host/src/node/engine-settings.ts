/**
 * How V8 runs the process of a server. Refuses nothing: a V8 that does not know a setting says so and goes on without.
 */
import { setFlagsFromString } from 'node:v8'

/**
 * Bytes of bytecode that one optimized function takes in from those it calls, 920 without this: a produce request
 * passes through many small functions, and what they cost is mostly the calls (produce-1k of bench/brokers).
 */
const INLINED_BYTECODE = 4000

/**
 * For a process that is a server and nothing else: small functions on the hot path become one. After the start:
 * compiled code that was kept on disk fits only the settings it was compiled with.
 */
export function tuneForServing(): void {
  setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${INLINED_BYTECODE}`)
}
