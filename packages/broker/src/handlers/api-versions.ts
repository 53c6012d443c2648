/**
 * ApiVersions, versions 0 to 4: what the registry serves, and the cluster's features (from v3, KIP-584). The
 * only API whose unknown versions are answered: in the layout of version 0, with the range that is known
 * (KIP-511). v3: the client tells its software's name and version. v4: a feature may start at version 0.
 */
import { apiKeys } from '@samsa/protocol/apis'
import { errorCode } from '@samsa/protocol/kafka-errors'
import { apiVersionsRequest } from '@samsa/protocol/messages/api-versions-request'
import { apiVersionsResponse } from '@samsa/protocol/messages/api-versions-response'
import { type ConnectionFacts, handler } from '../handler.js'

const versions = [0, 4] as const
const softwareVersionFrom = 3
/** Before v4 clients fail on a feature whose range starts at 0 (KAFKA-17492). */
const zeroFeaturesFrom = 4
const validSoftware = /^[a-zA-Z0-9](?:[a-zA-Z0-9\-.]*[a-zA-Z0-9])?$/

interface Feature {
  readonly name: string
  readonly minVersion: number
  readonly maxVersion: number
  /** What is in force. */
  readonly level: number
}

/**
 * What this broker can do of Kafka's features: consumer groups, share groups and transactions of the second
 * kind are not here.
 */
const features: readonly Feature[] = [{ name: 'metadata.version', minVersion: 7, maxVersion: 30, level: 30 }]

/** See the file. */
export const apiVersions = handler(
  apiVersionsRequest,
  apiVersionsResponse,
  {
    versions,
    failed: (_request, error) => {
      const own = { apiKey: apiKeys.ApiVersions, minVersion: versions[0], maxVersion: versions[1] }
      return { errorCode: error, apiKeys: error === errorCode('UNSUPPORTED_VERSION') ? [own] : [] }
    },
  },
  (broker, request, call) => {
    if (call.apiVersion >= softwareVersionFrom) {
      const { clientSoftwareName, clientSoftwareVersion } = request
      if (!validSoftware.test(clientSoftwareName) || !validSoftware.test(clientSoftwareVersion)) {
        return { errorCode: errorCode('INVALID_REQUEST') }
      }
      learnSoftware(call.connection, clientSoftwareName, clientSoftwareVersion)
    }
    const shown = features.filter((each) => each.minVersion > 0 || call.apiVersion >= zeroFeaturesFrom)
    return {
      apiKeys: broker.served
        .filter((api) => api.advertised)
        .map((api) => ({ apiKey: api.apiKey, minVersion: api.advertisedFrom, maxVersion: api.versions[1] })),
      supportedFeatures: shown.map(({ name, minVersion, maxVersion }) => ({ name, minVersion, maxVersion })),
      finalizedFeaturesEpoch: broker.metadata.version,
      finalizedFeatures: shown.map(({ name, level }) => ({
        name,
        maxVersionLevel: level,
        minVersionLevel: level,
      })),
    }
  },
)

function learnSoftware(facts: ConnectionFacts, name: string, version: string): void {
  facts.clientSoftwareName = name
  facts.clientSoftwareVersion = version
}
