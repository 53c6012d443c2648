/**
 * How the cluster's own topics are made: by their own settings instead of `num.partitions`. A count of replicas that
 * nobody set is lowered to the brokers there are, so that one broker alone needs no settings (Kafka's own sample
 * files set the same); a count that somebody set is taken at its word.
 */
import type { BrokerConfig, BrokerSettingName } from '@samsa/config/broker-config'
import { CONSUMER_OFFSETS, SHARE_GROUP_STATE, TRANSACTION_STATE } from '../../metadata/core/topic-name.js'
import type { NewTopic } from '../controller.js'

/** The creation of an internal topic, or undefined for any other name. */
export function internalTopic(name: string, config: BrokerConfig, brokers: number): NewTopic | undefined {
  const definition = definitionOf(name, config)
  if (definition === undefined) return undefined
  const replicationFactor = atMostBrokers(config, definition.replicationFactor, brokers)
  const minIsr = definition.minInsyncReplicas
  const configs =
    minIsr === undefined
      ? definition.configs
      : {
          ...definition.configs,
          'min.insync.replicas': String(Math.min(Number(config.get(minIsr)), replicationFactor)),
        }
  return {
    name,
    numPartitions: Number(config.get(definition.partitions)),
    replicationFactor,
    assignments: undefined,
    configs,
  }
}

interface Definition {
  readonly partitions: BrokerSettingName
  readonly replicationFactor: BrokerSettingName
  readonly minInsyncReplicas?: BrokerSettingName
  readonly configs: Readonly<Record<string, string>>
}

function definitionOf(name: string, config: BrokerConfig): Definition | undefined {
  switch (name) {
    case CONSUMER_OFFSETS:
      return {
        partitions: 'offsets.topic.num.partitions',
        replicationFactor: 'offsets.topic.replication.factor',
        configs: {
          'cleanup.policy': 'compact',
          'compression.type': 'producer',
          'segment.bytes': String(config.get('offsets.topic.segment.bytes')),
        },
      }
    case TRANSACTION_STATE:
      return {
        partitions: 'transaction.state.log.num.partitions',
        replicationFactor: 'transaction.state.log.replication.factor',
        minInsyncReplicas: 'transaction.state.log.min.isr',
        configs: {
          'cleanup.policy': 'compact',
          'compression.type': 'uncompressed',
          'segment.bytes': String(config.get('transaction.state.log.segment.bytes')),
          'unclean.leader.election.enable': 'false',
        },
      }
    case SHARE_GROUP_STATE:
      return {
        partitions: 'share.coordinator.state.topic.num.partitions',
        replicationFactor: 'share.coordinator.state.topic.replication.factor',
        minInsyncReplicas: 'share.coordinator.state.topic.min.isr',
        configs: {
          'cleanup.policy': 'delete',
          'retention.ms': '-1',
          'segment.bytes': String(config.get('share.coordinator.state.topic.segment.bytes')),
        },
      }
    default:
      return undefined
  }
}

function atMostBrokers(config: BrokerConfig, name: BrokerSettingName, brokers: number): number {
  const wanted = Number(config.get(name))
  return config.source(name) === 'default' ? Math.min(wanted, Math.max(1, brokers)) : wanted
}
