/** A host for tests whose disk makes no directory, as /proc does: a tool must come back and say so. */
import { DiskError, type Host } from '@samsa/host'

export function unwritableHost(host: Host): Host {
  const disk = Object.create(host.disk) as Host['disk']
  disk.makeDirectory = (path) => {
    throw new DiskError('denied', 'make directory', path)
  }
  return { ...host, disk }
}
