/**
 * Puts the segment that a pass wrote in the place of those it replaces. A crash after any rename leaves what
 * `finishSwaps` completes or `planLoading` throws away: `.cleaned` files become `.swap`; then the old files become
 * `.deleted`; then the new ones lose their ending, `.log` last, which is what makes them the segment. Nothing of that
 * order needs a sync between: a folder's entries reach the device in the order in which they were changed.
 */
import { type LogFileKind, logFileName } from '../../core/file-names.js'
import { diskFailed, type LogState } from '../log-state.js'
import { Segment } from '../segment.js'
import type { CleanedGroup } from './compaction-request.js'

const kinds: readonly LogFileKind[] = ['index', 'timeindex', 'txnindex', 'log']
/** So many old segments are renamed at a time: some 50 us each. */
const RENAMED_AT_ONCE = 8

export class SegmentSwap {
  readonly #old: readonly Segment[]
  #begun = false
  #renamed = 0
  #done = false

  constructor(
    private readonly log: LogState,
    private readonly group: CleanedGroup,
  ) {
    const first = log.segments.indexOf(group.replaces[0] ?? 0)
    this.#old = log.segments.all.slice(first, first + group.replaces.length)
  }

  /** The segments are still those the pass read from. */
  get isPossible(): boolean {
    const { replaces } = this.group
    if (this.#old.length !== replaces.length || this.#old.includes(this.log.segments.active)) return false
    return this.#old.every((segment, index) => segment.baseOffset === replaces[index])
  }

  /** Some renames; the log serves from the old files up to the last of them. True: done. Throws DiskError. */
  step(): boolean {
    if (this.#done) return true
    if (!this.#begun) {
      this.#begun = true
      this.#renameNew('.cleaned', '.swap')
    }
    const some = this.#old.slice(this.#renamed, this.#renamed + RENAMED_AT_ONCE)
    for (const segment of some) segment.markDeleted()
    this.#renamed += some.length
    if (this.#renamed < this.#old.length) return false
    this.#renameNew('.swap', '')
    this.#replace()
    this.#done = true
    return true
  }

  /** All that is left of a swap that has begun, at once. Throws DiskError. */
  finish(): void {
    if (!this.#begun) return
    while (!this.step());
  }

  #renameNew(from: string, to: string): void {
    const { log, group } = this
    const { disk } = log.context.host
    for (const kind of kinds) {
      const path = `${log.folder}/${logFileName(group.replaces[0] ?? 0, kind)}`
      if (kind !== 'txnindex' || disk.exists(path + from)) disk.rename(path + from, path + to)
    }
  }

  #replace(): void {
    const { log, group } = this
    const { context, snapshots, settings } = log
    const old = this.#old
    const [baseOffset = 0, ...merged] = group.replaces
    const segment = new Segment(context.host.disk, log.folder, baseOffset, context.indexPages)
    segment.size = group.size
    // Written a moment ago, and synced.
    segment.areIndexesSound = true
    log.segments.replace(old, segment)
    for (const each of old) log.sizeInBytes -= each.size
    log.sizeInBytes += group.size
    log.reader.forget()
    log.folderDirty = true
    context.removeLater(settings.fileDeleteDelayMs, async () => {
      await Promise.all(old.map((each) => each.remove()))
    })
    for (const each of merged) snapshots.remove(each).catch((error) => diskFailed(log, error))
  }
}
