/** Where a path leads: absolute, links followed as far as there is something. */
import { realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

export function truePath(given: string): string {
  const path = resolve(given)
  try {
    return realpathSync(path)
  } catch {
    const parent = dirname(path)
    return parent === path ? path : join(truePath(parent), basename(path))
  }
}
