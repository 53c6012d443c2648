/**
 * How long to wait before trying again: doubling from a first pause to a largest one, with up to 20 % of
 * chance on top or below, so that many clients do not come back together (KIP-580).
 */
export interface Backoff {
  readonly firstMs: number
  readonly maxMs: number
}

const JITTER = 0.2

/**
 * @param failures how many attempts have failed so far; 0 asks for no pause.
 * @param chance uniform over [0, 1).
 */
export function backoffMs(backoff: Backoff, failures: number, chance: number): number {
  if (failures <= 0) return 0
  const steady = Math.min(
    backoff.firstMs * 2 ** Math.min(failures - 1, 30),
    Math.max(backoff.firstMs, backoff.maxMs),
  )
  return Math.round(steady * (1 - JITTER + 2 * JITTER * chance))
}
