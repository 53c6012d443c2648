/**
 * Time, as everything above `host` sees it. Nothing else reads a clock (tidy checks it).
 */
export interface Clock {
  /** Wall-clock time: whole milliseconds since the epoch, what Kafka writes as a timestamp. May jump. */
  wall(): number
  /** Milliseconds with fraction from an arbitrary start; never goes back. For deadlines and latencies. */
  monotonic(): number
}
