/**
 * The registry: every API this broker serves, one line each. ApiVersions answers from it and dispatch looks requests up
 * in it; what is not in this list does not exist for a client.
 */
import type { Handler } from '../handler.js'

/** In order of API key. */
export const handlers: readonly Handler[] = []
