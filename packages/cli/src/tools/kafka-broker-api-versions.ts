/** kafka-broker-api-versions: which versions of which API each broker takes, and which one a client would use. */
import { apis } from '@samsa/protocol/apis'
import { adminFor } from '../command-line/admin-for.js'
import { bootstrapServer, commandConfig } from '../command-line/client-options.js'
import { tool } from '../tool.js'

export const kafkaBrokerApiVersions = tool({
  name: 'kafka-broker-api-versions',
  samsaName: ['broker-api-versions'],
  summary: 'This tool helps to retrieve broker version information.',
  options: { 'bootstrap-server': bootstrapServer, 'command-config': commandConfig },
  async run({ values, terminal, host }) {
    await using admin = adminFor(host, values)
    const answer = await admin.apiVersions()
    for (const [{ id, host: name, port, rack }, { apis: offered }] of answer.values) {
      terminal.out(`${name}:${port} (id: ${id} rack: ${rack ?? 'null'} isFenced: false) -> (\n`)
      const known = new Set(offered.map((api) => api.apiKey))
      const missing = apis.filter(
        (api) => api.kafka43 !== null && api.listeners.includes('broker') && !known.has(api.key),
      )
      const lines = [
        ...offered.map((api) => [api.apiKey, `\t${apiLine(api)}`] as const),
        ...missing.map((api) => [api.key, `\t${api.name}(${api.key}): UNSUPPORTED`] as const),
      ]
        .sort(([a], [b]) => a - b)
        .map(([, line]) => line)
      terminal.out(`${lines.join(',\n')}\n)\n`)
    }
    for (const [{ id, host: name, port, rack }, error] of answer.errors) {
      terminal.out(
        `${name}:${port} (id: ${id} rack: ${rack ?? 'null'} isFenced: false) -> ERROR: ${error.message}\n`,
      )
    }
    return 0
  },
})

interface Offered {
  readonly apiKey: number
  readonly name: string | undefined
  readonly minVersion: number
  readonly maxVersion: number
}

function apiLine({ apiKey, name, minVersion, maxVersion }: Offered): string {
  const range = minVersion === maxVersion ? `${minVersion}` : `${minVersion} to ${maxVersion}`
  const api = apis.find((each) => each.key === apiKey)
  if (api === undefined) return `${name ?? 'UNKNOWN'}(${apiKey}): ${range} [usable: unknown api]`
  const usable = Math.min(maxVersion, api.maxVersion)
  const shown = usable < Math.max(minVersion, api.minVersion) ? 'unsupported' : String(usable)
  return `${api.name}(${apiKey}): ${range} [usable: ${shown}]`
}
