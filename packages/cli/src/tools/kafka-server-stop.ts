/** kafka-server-stop: asks the servers of this user on this machine to stop, as Ctrl-C does. */
import { integer, text } from '../command-line/options.js'
import { runningServers } from '../server/running-servers.js'
import { tool } from '../tool.js'

export const kafkaServerStop = tool({
  name: 'kafka-server-stop',
  samsaName: ['server-stop'],
  summary: 'Stops the servers that run on this machine.',
  options: {
    'node-id': integer({ argument: 'id', doc: 'Only the server with this node id.' }),
    'process-role': text({ argument: 'role', doc: 'Accepted; every server here is a broker.' }),
  },
  async run({ values, terminal }) {
    const wanted = values['node-id']
    const servers = runningServers().filter(({ nodeId }) => wanted === undefined || nodeId === wanted)
    if (servers.length === 0) {
      terminal.out('No kafka server to stop\n')
      return 1
    }
    for (const { pid } of servers) process.kill(pid, 'SIGTERM')
    return 0
  },
})
