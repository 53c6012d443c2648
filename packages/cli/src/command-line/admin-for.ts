/** The admin client of a tool, from the two options that every such tool has. */
import { Admin } from '@samsa/client'
import type { Host } from '@samsa/host'
import { readPropertiesFile } from './client-options.js'
import { UsageError } from './usage-error.js'

interface ClientValues {
  readonly 'bootstrap-server': string | undefined
  readonly 'command-config': string | undefined
}

/** @throws UsageError when no broker is named. */
export function adminFor(host: Host, values: ClientValues): Admin {
  const bootstrapServers = values['bootstrap-server']
  if (bootstrapServers === undefined) throw new UsageError('Missing required argument "[bootstrap-server]"')
  return new Admin({ host, bootstrapServers, properties: readPropertiesFile(values['command-config']) })
}
