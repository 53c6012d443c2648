/**
 * Heartbeat, versions 0 to 4. 3: static members (KIP-345).
 */
import { errorCode } from '@samsa/protocol/kafka-errors'
import { heartbeatRequest } from '@samsa/protocol/messages/heartbeat-request'
import { heartbeatResponse } from '@samsa/protocol/messages/heartbeat-response'
import { handler } from '../handler.js'

export const heartbeat = handler(
  heartbeatRequest,
  heartbeatResponse,
  { versions: [0, 4] },
  async (broker, request) => {
    const reply = await broker.groups.heartbeat(request)
    return { errorCode: errorCode(reply.error) }
  },
)
