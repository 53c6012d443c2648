/** Latencies of a producer run: a window that is reported and begun anew, and the whole with its percentiles. */

/** At most this many latencies are kept for the percentiles; of longer runs, every n-th. */
const MOST_SAMPLES = 500_000
const MEGABYTE = 1024 * 1024

export interface Amount {
  count: number
  bytes: number
  latencySum: number
  latencyMost: number
}

const none = (): Amount => ({ count: 0, bytes: 0, latencySum: 0, latencyMost: 0 })

export class LatencyFigures {
  readonly #samples: number[] = []
  readonly #every: number
  #total = none()
  #window = none()
  #windowFrom: number

  /** @param expected number of records; times are milliseconds. */
  constructor(
    expected: number,
    private readonly from: number,
  ) {
    this.#every = Math.max(1, Math.ceil(expected / MOST_SAMPLES))
    this.#windowFrom = from
  }

  record(latencyMs: number, bytes: number): void {
    if (this.#total.count % this.#every === 0) this.#samples.push(latencyMs)
    for (const amount of [this.#total, this.#window]) {
      amount.count++
      amount.bytes += bytes
      amount.latencySum += latencyMs
      amount.latencyMost = Math.max(amount.latencyMost, latencyMs)
    }
  }

  get count(): number {
    return this.#total.count
  }

  /** The line of the window that ends now, or undefined while it is shorter than `intervalMs`. */
  windowLine(now: number, intervalMs: number): string | undefined {
    const seconds = (now - this.#windowFrom) / 1000
    if (seconds * 1000 < intervalMs) return undefined
    const { count, bytes, latencySum, latencyMost } = this.#window
    this.#window = none()
    this.#windowFrom = now
    const megabytes = (bytes / MEGABYTE / seconds).toFixed(2)
    const rates = `${count} records sent, ${(count / seconds).toFixed(1)} records/sec (${megabytes} MB/sec)`
    const average = (latencySum / Math.max(1, count)).toFixed(1)
    return `${rates}, ${average} ms avg latency, ${latencyMost.toFixed(1)} ms max latency.\n`
  }

  /** @param what 'records sent' or 'steady state records sent' */
  totalLine(now: number, what: string): string {
    const seconds = Math.max(1, now - this.from) / 1000
    const { count, bytes, latencySum, latencyMost } = this.#total
    const sorted = this.#samples.sort((a, b) => a - b)
    const at = (share: number): number => sorted[Math.floor(share * sorted.length)] ?? 0
    const megabytes = (bytes / MEGABYTE / seconds).toFixed(2)
    const average = (latencySum / Math.max(1, count)).toFixed(2)
    return (
      `${count} ${what}, ${(count / seconds).toFixed(6)} records/sec (${megabytes} MB/sec), ` +
      `${average} ms avg latency, ${latencyMost.toFixed(2)} ms max latency, ` +
      `${at(0.5)} ms 50th, ${at(0.95)} ms 95th, ${at(0.99)} ms 99th, ${at(0.999)} ms 99.9th.\n`
    )
  }
}
