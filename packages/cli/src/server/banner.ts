/** What a started broker says, in one screen. */

export interface BannerFacts {
  readonly version: string
  readonly bootstrapServers: string
  readonly listeners: readonly { readonly name: string; readonly host: string; readonly port: number }[]
  readonly data: readonly { readonly path: string; readonly isOffline: boolean }[]
  readonly clusterId: string
  readonly nodeId: number
  readonly milliseconds: number
}

export function banner(facts: BannerFacts): string {
  const first = facts.bootstrapServers.split(',')[0] ?? ''
  const listening = facts.listeners
    .map(({ name, host, port }) => `${name} ${shownHost(host)}:${port}`)
    .join(', ')
  const data = facts.data.map(({ path, isOffline }) => (isOffline ? `${path} (OFFLINE)` : path)).join(', ')
  return `Samsa ${facts.version} serves Kafka clients at ${facts.bootstrapServers} (started in ${facts.milliseconds} ms)

  listening  ${listening}
  data       ${data}
  cluster    ${facts.clusterId}, node ${facts.nodeId}

Try it in another terminal:
  bin/kafka-console-producer --bootstrap-server ${first} --topic test
  bin/kafka-console-consumer --bootstrap-server ${first} --topic test --from-beginning

Ctrl-C stops it.
`
}

/** As one would write it in `listeners`: an IPv6 address in brackets, every interface as a star. */
function shownHost(host: string): string {
  if (host === '') return '*'
  return host.includes(':') ? `[${host}]` : host
}
