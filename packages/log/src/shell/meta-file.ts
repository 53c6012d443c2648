/**
 * `meta.properties` of a directory: read and checked, or made when the directory is new.
 */
import { parseProperties } from '@samsa/config/properties'
import type { Disk, Host } from '@samsa/host'
import { type Uuid, uuidFromBytes } from '@samsa/protocol/model/uuid'
import { encodeMetaProperties, type MetaProperties, readMetaProperties } from '../core/meta-properties.js'
import type { LogHost } from './log-disk.js'
import { DurableFile, readSmallText } from './durable-file.js'
import { LogDirectoryError } from './log-directory-error.js'

/**
 * What a directory says of itself; undefined when it is new. Throws LogDirectoryError when the file is no
 * such file.
 */
export function metaPropertiesOf(disk: Disk, path: string): MetaProperties | undefined {
  const text = readSmallText(disk, `${path}/meta.properties`)
  if (text === undefined || text === '') return undefined
  const read = readMetaProperties(parseProperties(text))
  if ('problem' in read)
    throw new LogDirectoryError('meta-properties', path, `meta.properties: ${read.problem}`)
  return read.meta
}

/** The directory's id. Refuses a directory of another cluster or another node. Rejects with DiskError too. */
export async function claimDirectory(
  host: LogHost,
  path: string,
  owner: { readonly clusterId: string; readonly nodeId: number },
): Promise<Uuid> {
  const { disk } = host
  const meta = metaPropertiesOf(disk, path)
  if (meta?.clusterId !== undefined && meta.clusterId !== owner.clusterId) {
    const message = `belongs to cluster ${meta.clusterId}, this broker is of cluster ${owner.clusterId}`
    throw new LogDirectoryError('cluster-id', path, message)
  }
  if (meta?.nodeId !== undefined && meta.nodeId !== owner.nodeId) {
    throw new LogDirectoryError(
      'node-id',
      path,
      `belongs to node ${meta.nodeId}, this broker is node ${owner.nodeId}`,
    )
  }
  if (meta?.directoryId !== undefined) return meta.directoryId as Uuid
  const directoryId = newDirectoryId(host)
  const text = encodeMetaProperties({ ...owner, version: meta?.version ?? 1, directoryId })
  await new DurableFile(disk, path, 'meta.properties').write(text)
  return directoryId
}

/** Random, of version 4; never one that begins with '-', which command lines would take for a flag. */
function newDirectoryId(host: Host): Uuid {
  const bytes = new Uint8Array(16)
  for (;;) {
    host.random.fill(bytes)
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
    const id = uuidFromBytes(bytes)
    if (!id.startsWith('-')) return id
  }
}
