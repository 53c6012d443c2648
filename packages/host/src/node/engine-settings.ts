/**
 * How V8 runs the process of a server. Refuses nothing: a V8 that does not know a setting says so and goes on without.
 */
import { setFlagsFromString } from 'node:v8'

const settings: readonly string[] = [
  // Bytes of bytecode that one optimized function takes in from those it calls, 920 without this: a produce request
  // passes through some thirty small functions, and what they cost is mostly the calls (produce-1k of bench/brokers).
  '--max-inlined-bytecode-size-cumulative=4000',
  // What a broker leaves behind is collected within tenths of a millisecond; handing parts of that to other threads
  // takes processors from the event loop instead (bench/storage/produce-while-cleaning.mjs).
  '--no-parallel-scavenge',
]

/**
 * For a process that is a server and nothing else. After the start: compiled code that was kept on disk fits only the
 * settings it was compiled with.
 */
export function tuneForServing(): void {
  for (const setting of settings) setFlagsFromString(setting)
}
