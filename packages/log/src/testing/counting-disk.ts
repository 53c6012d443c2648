/**
 * A host whose disk counts its calls by name, and what of them wrote: for tests that say how much work something may
 * be. It changes nothing of what the disk does.
 */
import type { DiskFile, Host } from '@samsa/host'

export interface CountedCalls {
  /** By the name of the method, of disk and files together. */
  readonly calls: Map<string, number>
  /** Paths of files opened, in order. */
  readonly opened: string[]
  total(): number
  reset(): void
}

export function countingHost(host: Host): Host & { readonly counted: CountedCalls } {
  const calls = new Map<string, number>()
  const opened: string[] = []
  const count = (name: string): void => void calls.set(name, (calls.get(name) ?? 0) + 1)
  const watched = <T extends object>(thing: T): T =>
    new Proxy(thing, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target)
        if (typeof value !== 'function' || typeof name !== 'string') return value
        return (...args: unknown[]) => {
          count(name)
          if (name === 'open') opened.push(String(args[0]))
          const result: unknown = value.apply(target, args)
          return name === 'open' ? watched(result as DiskFile) : result
        }
      },
    })
  const counted: CountedCalls = {
    calls,
    opened,
    total: () => [...calls.values()].reduce((sum, each) => sum + each, 0),
    reset: () => {
      calls.clear()
      opened.length = 0
    },
  }
  return { ...host, disk: watched(host.disk), counted }
}
