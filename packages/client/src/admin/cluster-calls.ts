/**
 * The cluster itself: its brokers, what they speak, and their log directories.
 */
import { apiByKey, apiKeys } from '@samsa/protocol/apis'
import { calls } from '../calls.js'
import type { Cluster } from '../cluster.js'
import { ClientError, KafkaError } from '../errors.js'
import type { Deadline } from '../retry.js'
import type { ClusterDescription, LogDirDescription, Node, NodeApiVersions } from './admin-types.js'
import { Outcomes } from './outcomes.js'

export async function describeCluster(
  cluster: Cluster,
  includeFenced: boolean,
  deadline: Deadline,
): Promise<ClusterDescription> {
  const connection = await cluster.connectionTo({ to: 'any' }, deadline)
  if (!connection.versions.has(apiKeys.DescribeCluster)) return fromMetadata(cluster, deadline)
  const answer = await cluster.call(
    { to: 'any' },
    calls.describeCluster,
    (version) => (version >= 2 ? { includeFencedBrokers: includeFenced } : {}),
    { deadline, atLeast: includeFenced ? 2 : 0 },
    ({ errorCode, errorMessage }) => {
      const error = KafkaError.of(errorCode, errorMessage)
      if (error !== undefined) throw error
    },
  )
  const nodes = answer.brokers.map(({ brokerId, host, port, rack, isFenced }) => ({
    id: brokerId,
    host,
    port,
    rack: rack ?? undefined,
    fenced: isFenced,
  }))
  const controller = nodes.find(({ id }) => id === answer.controllerId)
  return { clusterId: answer.clusterId, controller, nodes }
}

async function fromMetadata(cluster: Cluster, deadline: Deadline): Promise<ClusterDescription> {
  const { clusterId, controllerId, brokers } = await cluster.refresh([], deadline)
  const nodes = [...brokers.values()].map((node) => ({ ...node, fenced: false }))
  return { clusterId, controller: brokers.get(controllerId), nodes }
}

/** Runs something at every broker and keeps their errors apart. */
async function eachNode<K, V>(
  nodes: readonly Node[],
  keyOf: (node: Node) => K,
  run: (node: Node) => Promise<V>,
): Promise<Outcomes<K, V>> {
  const values = new Map<K, V>()
  const errors = new Map<K, ClientError>()
  const parts = nodes.map(async (node) => {
    try {
      values.set(keyOf(node), await run(node))
    } catch (error) {
      if (!(error instanceof ClientError)) throw error
      errors.set(keyOf(node), error)
    }
  })
  await Promise.all(parts)
  return new Outcomes(values, errors)
}

export async function apiVersions(
  cluster: Cluster,
  deadline: Deadline,
): Promise<Outcomes<Node, NodeApiVersions>> {
  const { brokers } = await cluster.refresh([], deadline)
  return eachNode(
    [...brokers.values()],
    (node) => node,
    async (node) => {
      const connection = await cluster.connectionTo({ to: 'node', nodeId: node.id }, deadline)
      const answer = connection.apiVersions
      return {
        node,
        apis: (answer?.apiKeys ?? []).map(({ apiKey, minVersion, maxVersion }) => ({
          apiKey,
          name: apiByKey(apiKey)?.name,
          minVersion,
          maxVersion,
        })),
        supportedFeatures: answer?.supportedFeatures ?? [],
        finalizedFeatures: (answer?.finalizedFeatures ?? []).map(
          ({ name, minVersionLevel, maxVersionLevel }) => ({
            name,
            minVersion: minVersionLevel,
            maxVersion: maxVersionLevel,
          }),
        ),
      }
    },
  )
}

export async function describeLogDirs(
  cluster: Cluster,
  nodeIds: readonly number[],
  deadline: Deadline,
): Promise<Outcomes<number, readonly LogDirDescription[]>> {
  await cluster.refresh([], deadline)
  const nodes = nodeIds.map(
    (id) => cluster.view.brokers.get(id) ?? { id, host: '', port: -1, rack: undefined },
  )
  return eachNode(
    nodes,
    ({ id }) => id,
    async ({ id }) => {
      const check = ({ errorCode }: { errorCode: number }) => {
        const error = KafkaError.of(errorCode)
        if (error !== undefined) throw error
      }
      const target = { to: 'node', nodeId: id } as const
      const answer = await cluster.call(target, calls.describeLogDirs, { topics: null }, { deadline }, check)
      return answer.results.map((directory) => ({
        path: directory.logDir,
        error: KafkaError.of(directory.errorCode),
        totalBytes: directory.totalBytes,
        usableBytes: directory.usableBytes,
        replicas: directory.topics.flatMap(({ name, partitions }) =>
          partitions.map(({ partitionIndex, partitionSize, offsetLag, isFutureKey }) => ({
            topic: name,
            partition: partitionIndex,
            size: partitionSize,
            offsetLag,
            future: isFutureKey,
          })),
        ),
      }))
    },
  )
}
