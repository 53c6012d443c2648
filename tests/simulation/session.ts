/**
 * A simulated client's line to the broker: opens a connection when it needs one, drops it on any failure. Retrying is
 * the callers' business, because what may be retried is what the checkers are about.
 */
import type { ApiCall } from '@samsa/client/api-call'
import { ClosedError, ConnectionError, TimeoutError } from '@samsa/client/errors'
import { Connection } from '@samsa/client/connection'
import type { Host } from '@samsa/host'
import type { Draft } from '@samsa/protocol/message-type'

export class Session {
  #connection: Connection | undefined

  constructor(
    readonly host: Host,
    private readonly clientId: string,
    private readonly at: { readonly host: string; readonly port: number },
    /** Told of errors that no crash explains. */
    private readonly unexpected: (error: unknown) => void,
  ) {}

  /** Throws when the broker is not there, or did not answer in time. */
  async call<Request, Response>(api: ApiCall<Request, Response>, draft: Draft<Request>): Promise<Response> {
    try {
      if (this.#connection === undefined || this.#connection.closed) {
        this.#connection = await Connection.open(this.host, this.at, {
          clientId: this.clientId,
          requestTimeoutMs: 2_000,
          connectTimeoutMs: 500,
        })
      }
      return await this.#connection.request(api, draft)
    } catch (error) {
      this.#connection?.close()
      this.#connection = undefined
      const lost =
        error instanceof ConnectionError || error instanceof TimeoutError || error instanceof ClosedError
      if (!lost) this.unexpected(error)
      throw error
    }
  }

  /** Virtual time passes. */
  pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.host.timers.after(ms, resolve))
  }

  close(): void {
    this.#connection?.close()
  }
}
