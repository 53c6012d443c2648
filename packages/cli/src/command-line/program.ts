/** What each file under bin/ does: run one tool in this process and end with its exit code. */
import { createNodeHost } from '@samsa/host/node/node-host'
import { nodeLogSink } from '@samsa/host/node/node-log-sink'
import type { Tool } from '../tool.js'
import { processTerminal } from './process-terminal.js'
import { runTool } from './run-tool.js'

export async function program(tool: Tool): Promise<void> {
  const terminal = processTerminal()
  const host = createNodeHost({ log: nodeLogSink({ level: 'warn', write: terminal.err }) })
  process.exitCode = await runTool(tool, process.argv.slice(2), terminal, host)
  // Output that is still on its way (a pipe) is waited for; a connection left open is not.
  process.stdout.write('', () => process.exit())
}
