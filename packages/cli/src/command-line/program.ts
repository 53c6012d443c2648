/** What each file under bin/ does: run one tool in this process and end with its exit code. */
import type { Tool } from '../tool.js'
import { processTerminal } from './process-terminal.js'
import { runTool } from './run-tool.js'
import { toolHost } from './tool-host.js'

export async function program(tool: Tool): Promise<void> {
  const terminal = processTerminal()
  process.exitCode = await runTool(tool, process.argv.slice(2), terminal, toolHost(terminal))
  // Output that is still on its way (a pipe) is waited for; a connection left open is not.
  process.stdout.write('', () => process.exit())
}
