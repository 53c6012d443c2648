/**
 * Socket failures as NetworkError kinds. A code that is not listed is 'other'; nothing above looks at errno.
 */
import { NetworkError, type NetworkErrorKind } from '../network.js'

const kinds: Readonly<Record<string, NetworkErrorKind>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRINUSE: 'address-in-use',
  EADDRNOTAVAIL: 'unreachable',
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  EACCES: 'denied',
  EPERM: 'denied',
}

/** `error` as a NetworkError about `address`; a NetworkError passes unchanged. */
export function networkError(address: string, error: unknown): NetworkError {
  if (error instanceof NetworkError) return error
  const code = (error as { code?: unknown } | null)?.code
  const kind = (typeof code === 'string' ? kinds[code] : undefined) ?? 'other'
  const detail = error instanceof Error && error.message !== '' ? error.message : String(code ?? error)
  return new NetworkError(kind, address, { cause: error, detail })
}
