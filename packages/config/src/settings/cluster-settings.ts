/**
 * Who this broker is and how it takes part in its cluster: one row a setting, under Kafka's dotted names with Kafka's types, defaults and bounds.
 */
import { boolean, className, int, int64, list, string } from '../setting.js'

export const clusterSettings = {
  'alter.config.policy.class.name': className({
    default: null,
    importance: 'low',
    doc: 'A Java class that judges config changes. Samsa loads no Java.',
  }),
  'alter.config.policy.kraft.compatibility.enable': boolean({
    default: false,
    importance: 'low',
    doc: 'Known to Kafka 3.9, accepted: alter config policy kraft compatibility enable.',
  }),
  'auto.create.topics.enable': boolean({
    default: true,
    importance: 'high',
    doc: 'Create a topic when a client asks for metadata of one that is not there.',
  }),
  'auto.leader.rebalance.enable': boolean({
    default: true,
    importance: 'high',
    doc: 'Move leadership back to preferred replicas from time to time.',
  }),
  'broker.id': int({ default: -1, importance: 'high', doc: 'The older name of node.id; -1: not given.' }),
  'broker.id.generation.enable': boolean({
    default: true,
    doc: 'Let ZooKeeper choose an id when none is given.',
  }),
  'broker.rack': string({
    default: null,
    doc: 'The rack (zone) of this broker, for rack-aware placement and fetching.',
  }),
  'config.providers': list({
    default: [],
    update: 'cluster-wide',
    importance: 'low',
    doc: 'Names of providers that resolve ${provider:path:key} in values.',
  }),
  'controlled.shutdown.enable': boolean({ default: true, doc: 'Hand leadership over before stopping.' }),
  'controlled.shutdown.max.retries': int({ default: 3, doc: 'Tries of a controlled shutdown.' }),
  'controlled.shutdown.retry.backoff.ms': int64({
    default: 5000,
    doc: 'Wait between tries of a controlled shutdown.',
  }),
  'create.topic.policy.class.name': className({
    default: null,
    importance: 'low',
    doc: 'A Java class that judges new topics. Samsa loads no Java: refused topics need another means.',
  }),
  'default.replication.factor': int({
    default: 1,
    doc: 'Replicas of topics that are created automatically or without a number.',
  }),
  'delete.topic.enable': boolean({ default: true, importance: 'high', doc: 'Allow topics to be deleted.' }),
  'leader.imbalance.check.interval.seconds': int64({
    default: 300,
    atLeast: 1,
    importance: 'high',
    doc: 'How often preferred leadership is checked.',
  }),
  'leader.imbalance.per.broker.percentage': int({
    default: 10,
    importance: 'high',
    doc: 'Share of partitions off their preferred leader that starts a rebalance.',
  }),
  'node.id': int({
    default: null,
    atLeast: 0,
    importance: 'high',
    doc: "This broker's id in the cluster. 1 when neither it nor broker.id is given.",
  }),
  'num.partitions': int({
    default: 1,
    atLeast: 1,
    doc: 'Partitions of topics that are created automatically or without a number.',
  }),
  'reserved.broker.max.id': int({
    default: 1000,
    atLeast: 0,
    doc: 'The largest id an operator chooses; generated ids begin above it.',
  }),
  'unclean.leader.election.enable': boolean({
    default: false,
    update: 'cluster-wide',
    importance: 'high',
    doc: 'Let a replica outside the in-sync set lead as a last resort, at the price of data.',
  }),
  'unclean.leader.election.interval.ms': int64({
    default: 300000,
    atLeast: 1,
    internal: true,
    doc: 'How often partitions without a leader are looked at for an unclean election.',
  }),
  'unstable.api.versions.enable': boolean({
    default: false,
    importance: 'high',
    internal: true,
    doc: 'Offer API versions that Kafka calls unstable.',
  }),
  'unstable.feature.versions.enable': boolean({
    default: false,
    importance: 'high',
    internal: true,
    doc: 'Offer feature levels that Kafka calls unstable.',
  }),
} as const
