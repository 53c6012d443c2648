/**
 * Transactions: one row a setting, under Kafka's dotted names with Kafka's types, defaults and bounds.
 */
import { boolean, int, short } from '../setting.js'

export const transactionSettings = {
  'add.partitions.to.txn.retry.backoff.max.ms': int({
    default: 100,
    atLeast: 0,
    importance: 'high',
    doc: 'Longest time spent verifying a partition again.',
  }),
  'add.partitions.to.txn.retry.backoff.ms': int({
    default: 20,
    atLeast: 1,
    importance: 'high',
    doc: 'Wait before a partition is verified again.',
  }),
  'transaction.abort.timed.out.transaction.cleanup.interval.ms': int({
    default: 10000,
    atLeast: 1,
    importance: 'low',
    doc: 'How often transactions past their timeout are aborted.',
  }),
  'transaction.max.timeout.ms': int({
    default: 900000,
    atLeast: 1,
    importance: 'high',
    doc: 'Largest transaction timeout that a producer may ask for.',
  }),
  'transaction.partition.verification.enable': boolean({
    default: true,
    update: 'cluster-wide',
    importance: 'low',
    doc: 'Check that a partition was added to the transaction before an append (KIP-890).',
  }),
  'transaction.remove.expired.transaction.cleanup.interval.ms': int({
    default: 3600000,
    atLeast: 1,
    importance: 'low',
    doc: 'How often expired transactional ids are removed.',
  }),
  'transaction.state.log.load.buffer.size': int({
    default: 5242880,
    atLeast: 1,
    importance: 'high',
    doc: 'Bytes read at a time when transactions are loaded.',
  }),
  'transaction.state.log.min.isr': int({
    default: 2,
    atLeast: 1,
    importance: 'high',
    doc: 'In-sync replicas that __transaction_state needs.',
  }),
  'transaction.state.log.num.partitions': int({
    default: 50,
    atLeast: 1,
    importance: 'high',
    doc: 'Partitions of __transaction_state; must not change once it is there.',
  }),
  'transaction.state.log.replication.factor': short({
    default: 3,
    atLeast: 1,
    importance: 'high',
    doc: 'Replicas of __transaction_state; on fewer brokers, as many as there are.',
  }),
  'transaction.state.log.segment.bytes': int({
    default: 104857600,
    atLeast: 1,
    importance: 'high',
    doc: 'Segment size of __transaction_state.',
  }),
  'transaction.two.phase.commit.enable': boolean({
    default: false,
    importance: 'low',
    doc: 'Allow transactions that outside coordinators complete (KIP-939).',
  }),
  'transactional.id.expiration.ms': int({
    default: 604800000,
    atLeast: 1,
    importance: 'high',
    doc: 'How long an idle transactional id is kept.',
  }),
} as const
