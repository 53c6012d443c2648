/** kafka-server-start: a broker from a server.properties file, in the foreground or, with -daemon, behind it. */
import { spawn } from 'node:child_process'
import { openSync } from 'node:fs'
import { join } from 'node:path'
import type { Disk } from '@samsa/host'
import { flag, texts } from '../command-line/options.js'
import { tool } from '../tool.js'

export const kafkaServerStart = tool({
  name: 'kafka-server-start',
  samsaName: ['server-start'],
  endsOnInterrupt: true,
  summary: 'Starts a broker.',
  positional: 'server.properties [--override property=value]*',
  options: {
    daemon: {
      ...flag({ doc: 'Run behind the shell; output goes to kafkaServer.out in $LOG_DIR (logs).' }),
      oneDash: true,
    },
    override: texts({ argument: 'property=value', doc: 'A setting that wins over the file.' }),
  },
  async run({ values, rest, terminal, host }) {
    const [file] = rest
    if (file === undefined) {
      terminal.err('USAGE: kafka-server-start [-daemon] server.properties [--override property=value]*\n')
      return 1
    }
    const argv = [...rest, ...values.override.flatMap((pair) => ['--override', pair])]
    if (values.daemon) return startBehind(argv, host.disk)
    const { runServer } = await import('../server/run-server.js')
    return runServer(argv, 'kafka-server-start')
  },
})

function startBehind(argv: readonly string[], disk: Disk): number {
  const folder = process.env['LOG_DIR'] ?? 'logs'
  disk.makeDirectory(folder)
  const output = openSync(join(folder, 'kafkaServer.out'), 'a')
  const [program = ''] = process.argv.slice(1)
  // As `samsa server-start` the program needs its first word again.
  const words = process.argv[2] === 'server-start' ? ['server-start'] : []
  const child = spawn(process.execPath, [program, ...words, ...argv], {
    detached: true,
    stdio: ['ignore', output, output],
  })
  child.unref()
  return 0
}
