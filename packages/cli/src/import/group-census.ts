/** Which groups and committed offsets the partitions of `__consumer_offsets` hold, read from their files. */
import type { Disk } from '@samsa/host'
import { parseLogFileName } from '@samsa/log/core/file-names'
import { FileWindow } from '@samsa/log/verify/file-window'
import { scanSegment } from '@samsa/log/verify/scan-segment'
import { ByteReader } from '@samsa/protocol/bytes/byte-reader'
import { offsetCommitKey } from '@samsa/protocol/messages/offset-commit-key'
import { readEndTransactionMarker } from '@samsa/record/control-record'
import { forEachRecordOfBatch } from '@samsa/record/record'
import { readBatchHeader } from '@samsa/record/record-batch'

export interface GroupCensus {
  /** Groups with members or committed offsets. */
  readonly groups: number
  readonly offsets: number
}

/** Record types of `__consumer_offsets`: 0 and 1 are committed offsets, the others begin with the group's name too. */
const LAST_OFFSET_TYPE = 1

interface Change {
  readonly key: string
  readonly group: string
  readonly isOffset: boolean
  readonly live: boolean
}

/** Rejects with DiskError. Records that cannot be read are passed over. */
export async function countGroups(disk: Disk, folders: readonly string[]): Promise<GroupCensus> {
  const live = new Map<string, Change>()
  const apply = (change: Change): void => {
    if (change.live) live.set(change.key, change)
    else live.delete(change.key)
  }
  for (const folder of folders) {
    const pending = new Map<number, Change[]>()
    for (const { name } of disk.list(folder)) {
      const file = parseLogFileName(name)
      if (file?.kind === 'log' && file.leftover === undefined)
        await readSegment(disk, `${folder}/${name}`, file.offset, pending, apply)
    }
  }
  const all = [...live.values()]
  return {
    groups: new Set(all.map(({ group }) => group)).size,
    offsets: all.filter(({ isOffset }) => isOffset).length,
  }
}

async function readSegment(
  disk: Disk,
  path: string,
  base: number,
  pending: Map<number, Change[]>,
  apply: (change: Change) => void,
): Promise<void> {
  const file = disk.open(path, 'read')
  const batch = async (window: FileWindow, position: number): Promise<void> => {
    const at = window.at(position)
    const { bytes } = window
    const header = readBatchHeader(bytes, at)
    if (header.isControl) {
      const marker = readEndTransactionMarker(bytes, at)
      const ended = pending.get(header.producerId) ?? []
      pending.delete(header.producerId)
      if (marker?.type === 'COMMIT') ended.forEach(apply)
      return
    }
    forEachRecordOfBatch(bytes, at, (record) => {
      const change = changeOf(record.key(), record.value() !== null)
      if (change === undefined) return
      if (!header.isTransactional) apply(change)
      else pending.set(header.producerId, [...(pending.get(header.producerId) ?? []), change])
    })
  }
  try {
    await scanSegment(new FileWindow(file, file.size()), base, { batch, bad: () => undefined })
  } finally {
    await file.close()
  }
}

function changeOf(key: Uint8Array | null, live: boolean): Change | undefined {
  if (key === null) return undefined
  const reader = new ByteReader(key)
  try {
    const type = reader.int16()
    const isOffset = type <= LAST_OFFSET_TYPE
    const group = isOffset ? offsetCommitKey.decode(reader, 0).group : reader.string()
    return { key: Buffer.from(key).toString('latin1'), group, isOffset, live }
  } catch {
    return undefined
  }
}
