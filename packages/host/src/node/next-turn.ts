/**
 * Waits for one real turn of the event loop, by which time every microtask has run. The simulator's only use of
 * real asynchrony, kept here because nothing outside this folder touches Node's timers.
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
