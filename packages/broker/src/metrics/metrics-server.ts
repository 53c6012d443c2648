/**
 * The page that Prometheus scrapes: HTTP/1.1 over the host's network, `GET /metrics`, one answer a connection. Loaded
 * only when `samsa.metrics.port` is set. Refuses everything else, requests above 8 KB, and more than 100 connections.
 */
import type { Connection, Host, Listener } from '@samsa/host'
import { brokerFamilies, type MeasuredBroker } from './broker-families.js'
import { prometheusText } from './prometheus-text.js'

const MOST_REQUEST_BYTES = 8192
const MOST_CONNECTIONS = 100
const IDLE_MS = 10_000

export interface MetricsServerOptions {
  readonly host: string
  readonly port: number
}

/** Resolves once it can be scraped. Rejects with NetworkError. */
export async function serveMetrics(
  host: Host,
  broker: MeasuredBroker,
  options: MetricsServerOptions,
): Promise<Listener> {
  const open = new Set<Connection>()
  const listener = await host.network.listen(options, (connection) => {
    if (open.size >= MOST_CONNECTIONS) {
      connection.start({ receive: () => undefined, closed: () => undefined })
      connection.close(new Error('too many connections to the metrics page'))
      return
    }
    open.add(connection)
    answerOne(
      host,
      connection,
      () => prometheusText(brokerFamilies(broker)),
      () => open.delete(connection),
    )
  })
  return {
    host: listener.host,
    port: listener.port,
    close: async () => {
      await listener.close()
      for (const connection of open) connection.close(new Error('the broker stops'))
    },
  }
}

function answerOne(host: Host, connection: Connection, render: () => string, closed: () => void): void {
  const decoder = new TextDecoder('latin1')
  let request = ''
  let answered = false
  const idle = host.timers.after(IDLE_MS, () => connection.close(new Error('no request came')))
  connection.start({
    receive: (bytes) => {
      if (answered) return
      request += decoder.decode(bytes)
      if (!request.includes('\r\n\r\n') && request.length <= MOST_REQUEST_BYTES) return
      answered = true
      connection.write([new TextEncoder().encode(answerTo(request, render))])
      connection.close()
    },
    closed: () => {
      idle.cancel()
      closed()
    },
  })
}

function answerTo(request: string, render: () => string): string {
  if (request.length > MOST_REQUEST_BYTES) return response('431 Request Header Fields Too Large', '')
  const match = /^(GET|HEAD) ([^ ?]*)[^ ]* HTTP\/1\.[01]\r\n/.exec(request)
  if (match === null) return response('405 Method Not Allowed', '')
  if (match[2] !== '/metrics' && match[2] !== '/') return response('404 Not Found', 'see /metrics\n')
  return response('200 OK', render(), match[1] === 'HEAD')
}

function response(status: string, body: string, headOnly = false): string {
  const length = new TextEncoder().encode(body).length
  const head = [
    `HTTP/1.1 ${status}`,
    'Content-Type: text/plain; version=0.0.4; charset=utf-8',
    `Content-Length: ${length}`,
    'Connection: close',
  ]
  return `${head.join('\r\n')}\r\n\r\n${headOnly ? '' : body}`
}
