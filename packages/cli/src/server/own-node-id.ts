/** Whose data this is: where no setting names this node, the data directory does. */
import type { BrokerConfig } from '@samsa/config'
import type { Disk } from '@samsa/host'
import { metaPropertiesOf } from '@samsa/log'

/** The settings with the node id of the data directories: one that Kafka wrote may have any. */
export function withOwnNodeId(config: BrokerConfig, disk: Disk): BrokerConfig {
  if (config.source('node.id') !== 'default' || config.source('broker.id') !== 'default') return config
  for (const directory of config.logDirectories) {
    const nodeId = metaPropertiesOf(disk, directory)?.nodeId
    if (nodeId !== undefined) return config.with({ 'node.id': String(nodeId) })
  }
  return config
}
