/**
 * GetTelemetrySubscriptions, version 0 (KIP-714), as Kafka answers where nobody receives client metrics:
 * served, but not advertised, so that clients do not start to push; one that asks all the same gets an id and
 * nothing to send.
 */
import { getTelemetrySubscriptionsRequest } from '@samsa/protocol/messages/get-telemetry-subscriptions-request'
import { getTelemetrySubscriptionsResponse } from '@samsa/protocol/messages/get-telemetry-subscriptions-response'
import { type Uuid, uuidFromBytes, uuidToBytes, zeroUuid } from '@samsa/protocol/model/uuid'
import type { Random } from '@samsa/host'
import { handler } from '../handler.js'

/** By preference: zstd, lz4, gzip, snappy. */
const acceptedCompressionTypes = [4, 3, 1, 2]
const pushIntervalMs = 300_000

/** See the file. */
export const getTelemetrySubscriptions = handler(
  getTelemetrySubscriptionsRequest,
  getTelemetrySubscriptionsResponse,
  { versions: [0, 0], advertised: false },
  (broker, request) => {
    const known = request.clientInstanceId !== zeroUuid
    const clientInstanceId = known ? request.clientInstanceId : freshUuid(broker.host.random)
    return {
      clientInstanceId,
      subscriptionId: subscriptionIdOf(clientInstanceId),
      acceptedCompressionTypes,
      pushIntervalMs,
      telemetryMaxBytes: broker.config.get('telemetry.max.bytes'),
      deltaTemporality: true,
      requestedMetrics: [],
    }
  },
)

/** The empty subscription has an id too; it differs from client to client, as Kafka's does. */
function subscriptionIdOf(clientInstanceId: Uuid): number {
  const bytes = uuidToBytes(clientInstanceId) ?? new Uint8Array(16)
  return new DataView(bytes.buffer, bytes.byteOffset).getInt32(0)
}

function freshUuid(random: Random): Uuid {
  const bytes = new Uint8Array(16)
  random.fill(bytes)
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  return uuidFromBytes(bytes)
}
