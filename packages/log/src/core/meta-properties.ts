/**
 * `meta.properties`: whose data directory this is. Version 1 (KRaft's, KIP-858) is what is written; version
 * 0 is ZooKeeper mode's. Unknown keys are kept out of the way of nobody: they are ignored, as Kafka does.
 */
export interface MetaProperties {
  readonly version: 0 | 1
  readonly clusterId: string | undefined
  readonly nodeId: number | undefined
  readonly directoryId: string | undefined
}

/** `properties` as parsed from the file. */
export function readMetaProperties(
  properties: ReadonlyMap<string, string>,
): { meta: MetaProperties } | { problem: string } {
  const version = properties.get('version')
  if (version !== '0' && version !== '1')
    return { problem: `version ${version ?? 'missing'}, 0 and 1 are known` }
  const nodeId = properties.get(version === '1' ? 'node.id' : 'broker.id')
  if (nodeId !== undefined && !/^\d+$/.test(nodeId)) return { problem: `node id "${nodeId}" is no number` }
  const clusterId = properties.get('cluster.id')
  if (version === '1' && (nodeId === undefined || clusterId === undefined)) {
    return { problem: `${nodeId === undefined ? 'node.id' : 'cluster.id'} is missing` }
  }
  const directoryId = properties.get('directory.id')
  return {
    meta: {
      version: version === '1' ? 1 : 0,
      clusterId,
      nodeId: nodeId === undefined ? undefined : Number(nodeId),
      directoryId,
    },
  }
}

/** The file's text. Version 0 keeps its form, so that a ZooKeeper-mode broker can take the directory back. */
export function encodeMetaProperties(meta: {
  readonly version: 0 | 1
  readonly clusterId: string
  readonly nodeId: number
  readonly directoryId: string
}): string {
  const node = meta.version === 1 ? 'node.id' : 'broker.id'
  const { nodeId, directoryId, version, clusterId } = meta
  return `#\n${node}=${nodeId}\ndirectory.id=${directoryId}\nversion=${version}\ncluster.id=${clusterId}\n`
}
