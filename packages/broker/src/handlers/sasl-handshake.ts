/**
 * SaslHandshake, versions 0 and 1, on a listener without SASL: Kafka refuses it with ILLEGAL_SASL_STATE and
 * no mechanisms, which tells a client that was set up for SASL what is wrong. Not advertised: there is no
 * SASL here yet.
 */
import { errorCode } from '@samsa/protocol/kafka-errors'
import { saslHandshakeRequest } from '@samsa/protocol/messages/sasl-handshake-request'
import { saslHandshakeResponse } from '@samsa/protocol/messages/sasl-handshake-response'
import { handler } from '../handler.js'

/** See the file. */
export const saslHandshake = handler(
  saslHandshakeRequest,
  saslHandshakeResponse,
  { versions: [0, 1], advertised: false },
  () => ({ errorCode: errorCode('ILLEGAL_SASL_STATE'), mechanisms: [] }),
)
