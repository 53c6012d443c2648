/**
 * A host whose connections can be broken on purpose: what a client must survive.
 */
import { type Connection, type Host, NetworkError } from '@samsa/host'

export interface BreakableHost extends Host {
  /** Ends every open connection, as a peer would that goes away. */
  breakConnections(): void
}

export function breakableHost(host: Host): BreakableHost {
  const open = new Set<Connection>()
  return {
    ...host,
    network: {
      listen: (at, accept) => host.network.listen(at, accept),
      connect(to) {
        const connection = host.network.connect(to)
        open.add(connection)
        return connection
      },
    },
    breakConnections() {
      for (const connection of open) connection.close(new NetworkError('reset', 'broken by the test'))
      open.clear()
    },
  }
}
