/**
 * The entries of a tar archive (ustar, as golden log directories are packed). Refuses nothing: it is for
 * archives of our own.
 */
export interface TarEntry {
  /** Without a leading './' and a trailing '/'. */
  readonly name: string
  readonly isDirectory: boolean
  readonly bytes: Uint8Array
}

const BLOCK = 512

export function untar(archive: Uint8Array): TarEntry[] {
  const entries: TarEntry[] = []
  const text = (from: number, to: number): string =>
    new TextDecoder().decode(archive.subarray(from, to)).replace(/\0.*$/s, '')
  let at = 0
  let longName: string | undefined
  while (at + BLOCK <= archive.length && archive[at] !== 0) {
    const size = Number.parseInt(text(at + 124, at + 136).trim() || '0', 8)
    const type = text(at + 156, at + 157)
    const bytes = archive.subarray(at + BLOCK, at + BLOCK + size)
    const prefix = text(at + 345, at + 500)
    const name = longName ?? (prefix === '' ? text(at, at + 100) : `${prefix}/${text(at, at + 100)}`)
    longName = type === 'L' ? new TextDecoder().decode(bytes).replace(/\0.*$/s, '') : undefined
    if (type === '5' || type === '0' || type === '') {
      entries.push({ name: name.replace(/^\.\//, '').replace(/\/$/, ''), isDirectory: type === '5', bytes })
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
  return entries.filter((entry) => entry.name !== '' && entry.name !== '.')
}
