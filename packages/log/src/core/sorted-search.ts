/**
 * Binary search over slots whose keys ascend; where they are stored is the caller's matter.
 */

/** The last slot whose key is at or below `target`; -1 when every key is above it. */
export function lastSlotAtOrBelow(count: number, keyOf: (slot: number) => number, target: number): number {
  let low = 0
  let high = count - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    if (keyOf(middle) <= target) low = middle + 1
    else high = middle - 1
  }
  return high
}
