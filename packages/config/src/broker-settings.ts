/**
 * Every broker setting of Kafka 4.3, and those of 3.9 that 4.0 removed, so that any `server.properties` is read;
 * and Samsa's own.
 * docs/configuration.md, generated from this table, tells which of them change what Samsa does.
 */
import { networkSettings } from './settings/network-settings.js'
import { clusterSettings } from './settings/cluster-settings.js'
import { logSettings } from './settings/log-settings.js'
import { groupSettings } from './settings/group-settings.js'
import { replicationSettings } from './settings/replication-settings.js'
import { transactionSettings } from './settings/transaction-settings.js'
import { securitySettings } from './settings/security-settings.js'
import { observationSettings } from './settings/observation-settings.js'
import { tieringSettings } from './settings/tiering-settings.js'
import { coordinationSettings } from './settings/coordination-settings.js'
import { shareSettings } from './settings/share-settings.js'
import { samsaSettings } from './settings/samsa-settings.js'

export const brokerSettings = {
  ...networkSettings,
  ...clusterSettings,
  ...logSettings,
  ...groupSettings,
  ...replicationSettings,
  ...transactionSettings,
  ...securitySettings,
  ...observationSettings,
  ...tieringSettings,
  ...coordinationSettings,
  ...shareSettings,
  ...samsaSettings,
} as const
