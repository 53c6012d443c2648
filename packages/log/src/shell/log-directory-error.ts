/**
 * Why a directory cannot be served, in words for the operator.
 */
export class LogDirectoryError extends Error {
  override readonly name = 'LogDirectoryError'
  constructor(
    readonly kind: 'locked' | 'cluster-id' | 'node-id' | 'meta-properties' | 'disk' | 'corrupt',
    readonly path: string,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(`${path}: ${message}`, options)
  }
}
