/**
 * Version ranges: reading them, and saying them as conditions in generated code.
 * A condition is said only as far as the surrounding code does not already guarantee it.
 */

/** Inclusive on both sides; empty when `min > max`. */
export interface Versions {
  readonly min: number
  readonly max: number
}

/** "To the last version" and "never" of generated code. */
export const endless = 32767

export const noVersions: Versions = { min: 1, max: 0 }

/** Reads `3+`, `0-2`, `4`, `none` or nothing (as `none`). */
export function parseVersions(text: string | undefined): Versions {
  if (text === undefined || text === 'none') return noVersions
  const match = /^(\d+)(\+|-(\d+))?$/.exec(text)
  if (match === null) throw new Error(`'${text}' is no version range`)
  const min = Number(match[1])
  if (match[2] === undefined) return { min, max: min }
  return { min, max: match[2] === '+' ? endless : Number(match[3]) }
}

export function intersect(a: Versions, b: Versions): Versions {
  const both = { min: Math.max(a.min, b.min), max: Math.min(a.max, b.max) }
  return both.min > both.max ? noVersions : both
}

export function isEmpty(versions: Versions): boolean {
  return versions.min > versions.max
}

export function includes(versions: Versions, version: number): boolean {
  return versions.min <= version && version <= versions.max
}

/** The condition "version lies in `versions`" where it is known to lie in `known`; `'true'` or `'false'` if settled. */
export function condition(versions: Versions, known: Versions): string {
  const both = intersect(versions, known)
  if (isEmpty(both)) return 'false'
  const lower = both.min > known.min
  const upper = both.max < known.max
  if (!lower && !upper) return 'true'
  if (both.min === both.max) return `version === ${both.min}`
  if (!upper) return `version >= ${both.min}`
  if (!lower) return `version <= ${both.max}`
  return `version >= ${both.min} && version <= ${both.max}`
}

/** The condition "version lies outside `versions`" where it is known to lie in `known`. */
export function conditionOutside(versions: Versions, known: Versions): string {
  const both = intersect(versions, known)
  if (isEmpty(both)) return 'true'
  const lower = both.min > known.min
  const upper = both.max < known.max
  if (!lower && !upper) return 'false'
  if (!upper) return `version < ${both.min}`
  if (!lower) return `version > ${both.max}`
  return `version < ${both.min} || version > ${both.max}`
}
