/**
 * Takes damaged bytes out of a segment file and keeps them in side files. The end is cut in place; what lies between
 * sound batches goes by writing the file anew beside its place.
 */
import type { Disk } from '@samsa/host'
import { logFileName } from '../core/file-names.js'
import type { CutRegion } from './partition-repairs.js'

const COPIED_BYTES = 1024 * 1024

/** @param prefix begins the paths of the side files, which are returned. Rejects with DiskError. */
export async function cutSegment(
  disk: Disk,
  folder: string,
  baseOffset: number,
  regions: readonly CutRegion[],
  prefix: string,
): Promise<readonly string[]> {
  const name = logFileName(baseOffset, 'log')
  const path = `${folder}/${name}`
  const sides: string[] = []
  for (const region of regions) {
    const side = `${prefix}.${name}.${region.from}.cut`
    await copyRanges(disk, path, side, [region])
    sides.push(side)
  }
  await disk.syncDirectory(prefix.slice(0, prefix.lastIndexOf('/')))
  const file = disk.open(path, 'append')
  const size = file.size()
  const [only] = regions
  if (regions.length === 1 && only !== undefined && only.to >= size) {
    file.truncate(only.from)
    await file.sync()
    await file.close()
    return sides
  }
  await file.close()
  await copyRanges(disk, path, `${path}.tmp`, between(regions, size))
  disk.rename(`${path}.tmp`, path)
  await disk.syncDirectory(folder)
  return sides
}

/** What is left of a file without these regions, which ascend. */
function between(regions: readonly CutRegion[], size: number): CutRegion[] {
  const kept: CutRegion[] = []
  let from = 0
  for (const region of regions) {
    if (region.from > from) kept.push({ from, to: region.from })
    from = region.to
  }
  if (from < size) kept.push({ from, to: size })
  return kept
}

async function copyRanges(disk: Disk, from: string, to: string, ranges: readonly CutRegion[]): Promise<void> {
  const source = disk.open(from, 'read')
  const target = disk.open(to, 'create')
  try {
    const buffer = new Uint8Array(COPIED_BYTES)
    let written = 0
    for (const range of ranges) {
      for (let at = range.from; at < range.to; ) {
        const count = await source.readLater(buffer.subarray(0, Math.min(COPIED_BYTES, range.to - at)), at)
        if (count === 0) break
        target.writev([buffer.subarray(0, count)], written)
        written += count
        at += count
      }
    }
    await target.sync()
  } finally {
    await source.close()
    await target.close()
  }
}
