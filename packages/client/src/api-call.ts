/**
 * One API as this client speaks it: the two messages and the versions whose meaning the client knows. The
 * version used is the highest that the broker has too.
 */
import type { MessageType } from '@samsa/protocol/message-type'
import { UnsupportedVersionError } from './errors.js'

export interface ApiCall<Request, Response> {
  readonly request: MessageType<Request>
  readonly response: MessageType<Response>
  readonly minVersion: number
  readonly maxVersion: number
  /** The answer holds bytes that are kept (records): they must outlive the receive buffer. */
  readonly keepsBytes: boolean
}

export function apiCall<Request, Response>(
  request: MessageType<Request>,
  response: MessageType<Response>,
  versions: readonly [min: number, max: number],
  options: { readonly keepsBytes?: boolean } = {},
): ApiCall<Request, Response> {
  const keepsBytes = options.keepsBytes ?? false
  return { request, response, minVersion: versions[0], maxVersion: versions[1], keepsBytes }
}

/** The versions of each API key that a broker takes. */
export type BrokerVersions = ReadonlyMap<number, { readonly minVersion: number; readonly maxVersion: number }>

/** The highest version that both sides have. Throws UnsupportedVersionError naming both ranges. */
export function chooseVersion(
  call: ApiCall<unknown, unknown>,
  versions: BrokerVersions,
  atLeast = call.minVersion,
): number {
  const broker = versions.get(call.request.apiKey)
  const name = call.request.name.replace(/Request$/, '')
  if (broker === undefined) throw new UnsupportedVersionError(`The broker does not serve ${name}`)
  const version = Math.min(call.maxVersion, broker.maxVersion)
  if (version < Math.max(atLeast, broker.minVersion)) {
    const ours = `${atLeast} to ${call.maxVersion}`
    const theirs = `${broker.minVersion} to ${broker.maxVersion}`
    throw new UnsupportedVersionError(`${name}: needed is a version of ${ours}, the broker has ${theirs}`)
  }
  return version
}
