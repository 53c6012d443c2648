/** The host a tool runs on: the real one, with warnings on standard error, each of them once. */
import type { Host } from '@samsa/host'
import { createNodeHost } from '@samsa/host/node/node-host'
import { nodeLogSink } from '@samsa/host/node/node-log-sink'
import type { Terminal } from '../tool.js'

export function toolHost(terminal: Terminal): Host {
  const sink = nodeLogSink({ level: 'warn', write: terminal.err })
  const told = new Set<string>()
  return createNodeHost({
    log: {
      write: (level, message, facts) => {
        // A broker that is away is tried many times a minute: the first line says it all.
        const same = `${message} ${JSON.stringify(facts ?? {})}`
        if (told.has(same)) return
        told.add(same)
        sink.write(level, message, facts)
      },
    },
  })
}
