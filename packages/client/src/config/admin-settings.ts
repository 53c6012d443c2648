/**
 * Every setting of an admin client, with Kafka's names, defaults and bounds.
 */
import { int, list } from '@samsa/config/setting'
import { connectionSettings } from './connection-settings.js'
import { securitySettings } from './security-settings.js'

export const adminSettings = {
  ...connectionSettings({
    receiveBufferBytes: 65_536,
    connectionsMaxIdleMs: 300_000,
    enableMetricsPush: false,
  }),
  ...securitySettings(),
  'bootstrap.controllers': list({
    default: [],
    importance: 'high',
    doc: 'Controllers to ask instead of brokers. Not served by this client: a value is refused.',
  }),
  'default.api.timeout.ms': int({
    default: 60_000,
    atLeast: 0,
    doc: 'How long calls without a timeout of their own may take.',
  }),
  retries: int({
    default: 2_147_483_647,
    atLeast: 0,
    atMost: 2_147_483_647,
    importance: 'low',
    doc: 'How often a request is tried again, within the time of its call.',
  }),
}

export type AdminSettings = typeof adminSettings
