/**
 * Data directories that are one directory, or of which one lies inside another: two owners of the same files. Knows
 * paths alone, no disk: who has one gives the true path of each, links followed.
 */

/**
 * What is wrong with these directories, in words; undefined: nothing.
 *
 * @param truePath where a directory lies: an absolute path without '.', '..' and '//'. Default: by its text.
 */
export function directoryOverlap(
  directories: readonly string[],
  truePath: (directory: string) => string = plainPath,
): string | undefined {
  const seen: { given: string; path: string }[] = []
  for (const given of directories) {
    const path = truePath(given)
    for (const other of seen) {
      if (other.path === path) {
        return `${other.given} is named twice${other.given === given ? '' : `, also as ${given}`}`
      }
      if (isInside(path, other.path)) return `${given} lies inside ${other.given}`
      if (isInside(other.path, path)) return `${other.given} lies inside ${given}`
    }
    seen.push({ given, path })
  }
  return undefined
}

function isInside(path: string, outer: string): boolean {
  return path.startsWith(outer.endsWith('/') ? outer : `${outer}/`)
}

/** Without '.', '..', and slashes too many. */
function plainPath(path: string): string {
  const names: string[] = []
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue
    const before = names.at(-1)
    if (name !== '..' || before === '..' || (before === undefined && !path.startsWith('/'))) names.push(name)
    else names.pop()
  }
  return `${path.startsWith('/') ? '/' : ''}${names.join('/')}`
}
