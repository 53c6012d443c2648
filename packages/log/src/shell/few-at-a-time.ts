/**
 * Work on many things, a few of them at a time: enough that waits for the device overlap, few enough that
 * descriptors and memory are bounded.
 */

/** Resolves once all are done; rejects with the first failure, after which no further work begins. */
export async function fewAtATime<T>(
  things: Iterable<T>,
  mostAtATime: number,
  work: (thing: T) => Promise<void>,
): Promise<void> {
  const waiting = things[Symbol.iterator]()
  let failed = false
  const worker = async (): Promise<void> => {
    for (let next = waiting.next(); !next.done && !failed; next = waiting.next()) {
      try {
        await work(next.value)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  const workers = await Promise.allSettled(Array.from({ length: mostAtATime }, worker))
  for (const each of workers) if (each.status === 'rejected') throw each.reason
}
