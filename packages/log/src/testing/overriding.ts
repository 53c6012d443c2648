/**
 * Hosts whose disk does some things its own way: for tests in which it refuses, delays or miscounts something.
 * Everything else is as it was.
 */
import type { Disk, DiskFile, Host, OpenMode } from '@samsa/host'

/** `target` but for some methods. */
export function overriding<T extends object>(target: T, own: Partial<T>): T {
  return new Proxy(target, {
    get: (_, key) => {
      const from = key in own ? own : target
      const value = Reflect.get(from, key, from) as unknown
      return typeof value === 'function' ? value.bind(from) : value
    },
  })
}

/** The host with some methods of its disk replaced. */
export function withDisk(host: Host, own: Partial<Disk>): Host {
  return { ...host, disk: overriding(host.disk, own) }
}

/** The host with some methods of its files replaced: `own` tells which, of each file that is opened. */
export function withFiles(
  host: Host,
  own: (path: string, file: DiskFile, mode: OpenMode) => Partial<DiskFile>,
): Host {
  const { disk } = host
  return withDisk(host, {
    open: (path, mode) => {
      const file = disk.open(path, mode)
      return overriding(file, own(path, file, mode))
    },
  })
}
