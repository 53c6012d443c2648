/**
 * The registry: every API this broker serves, one line each, in order of API key. ApiVersions answers from it and dispatch
 * looks requests up in it; what is not in this list does not exist for a client.
 */
import type { Door, Handler } from '../handler.js'
import { apiVersions } from './api-versions.js'
import { deleteRecords } from './delete-records.js'
import { fetch } from './fetch.js'
import { initProducerId } from './init-producer-id.js'
import { listOffsets } from './list-offsets.js'
import { offsetForLeaderEpoch } from './offset-for-leader-epoch.js'
import { produce } from './produce.js'

/** In order of API key. */
export const handlers: readonly (Handler | Door)[] = [
  produce,
  fetch,
  listOffsets,
  apiVersions,
  deleteRecords,
  initProducerId,
  offsetForLeaderEpoch,
]
