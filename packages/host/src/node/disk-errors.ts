/**
 * The operating system's errno values as DiskError kinds. An errno that is not listed is 'io': the safe reading,
 * since it takes the directory offline.
 */
import { DiskError, type DiskErrorKind } from '../disk.js'

const kinds: Readonly<Record<string, DiskErrorKind>> = {
  ENOENT: 'missing',
  EEXIST: 'exists',
  ENOTEMPTY: 'exists',
  ENOSPC: 'no-space',
  EDQUOT: 'no-space',
  EFBIG: 'no-space',
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'denied',
  EMFILE: 'too-many-files',
  ENFILE: 'too-many-files',
  ENOTDIR: 'not-a-directory',
}

/** `error` as a DiskError that names the operation and the path; a DiskError passes unchanged. */
export function diskError(operation: string, path: string, error: unknown): DiskError {
  if (error instanceof DiskError) return error
  const code = (error as { code?: unknown } | null)?.code
  const kind = (typeof code === 'string' ? kinds[code] : undefined) ?? 'io'
  const detail = error instanceof Error ? error.message : String(error)
  return new DiskError(kind, operation, path, { cause: error, detail })
}
