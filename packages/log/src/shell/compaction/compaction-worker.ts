/**
 * The program of the cleaner's thread: one pass after the other. It has its own door to the disk, and its reads block
 * nobody.
 */
import { serveWork } from '@samsa/host/node/serve-work'
import { compactSegments } from './compact-segments.js'
import { compactionIo } from './compaction-io.js'
import type { CompactionRequest } from './compaction-request.js'

serveWork((host, input, call) => {
  const request = input as CompactionRequest
  const io = compactionIo(
    host,
    {
      read: (file, into, position) => file.read(into, position),
      sync: (file) => file.syncNow(),
    },
    request.maxBytesPerSecond,
    call,
  )
  return compactSegments(io, request, (group) => call.progress(group))
})
