/**
 * How V8 compiles the process of a server. Refuses nothing: a V8 that does not know a setting goes on without it.
 */
import { setFlagsFromString } from 'node:v8'

/**
 * Bytes of bytecode that one optimized function may take in from those it calls; V8 stops at 920. A produce request
 * passes through some thirty small functions, and what they cost is mostly the calls (`npm run bench`, produce 1 KB).
 */
const INLINED_BYTECODE = 4000

/**
 * For a process that is a server and nothing else: small functions on the hot path become one. Code that was compiled
 * before and kept on disk fits the settings it was compiled with, so this comes after the start.
 */
export function compileForThroughput(): void {
  setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${INLINED_BYTECODE}`)
}
