/**
 * Incremental fetch sessions (KIP-227) as this broker caches them.
 */

/** The cache of fetch sessions. */
export class FetchSessions {}
