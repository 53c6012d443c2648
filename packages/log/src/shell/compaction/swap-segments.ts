/**
 * Puts the segment that a pass wrote in the place of those it replaces. A crash after any rename leaves what
 * `finishSwaps` completes or `planLoading` throws away: `.cleaned` files become `.swap`; then the old files become
 * `.deleted`; then the new ones lose their ending, `.log` last, which is what makes them the segment. Nothing of that
 * order needs a sync between: a folder's entries reach the device in the order in which they were changed. A call that
 * fails before the new `.log` is a `.swap` is undone; after it there is no way back, and each step may be done again.
 */
import { type LogFileKind, logFileName } from '../../core/file-names.js'
import { diskFailed, type LogState } from '../log-state.js'
import { Segment } from '../segment.js'
import type { CleanedGroup } from './compaction-request.js'

const kinds: readonly LogFileKind[] = ['index', 'timeindex', 'txnindex', 'log']
const SWAP = '.swap'
/** So many old segments are renamed at a time, each with its indexes: others are served in between. */
const RENAMED_AT_ONCE = 2

export class SegmentSwap {
  readonly #old: readonly Segment[]
  #begun = false
  /** New files that have their ending still. */
  #ended: LogFileKind[] = []
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

  /** The next start would put the new segment in its place, whatever became of the log meanwhile. */
  get isHalfDone(): boolean {
    return this.#begun && !this.#done
  }

  /** Some renames; the log serves from the old files up to the last of them. True: done. Throws DiskError. */
  step(): boolean {
    const { disk } = this.log.context.host
    if (this.#done) return true
    if (!this.#begun) this.#begin()
    const some = this.#old.slice(this.#renamed, this.#renamed + RENAMED_AT_ONCE)
    for (const segment of some) segment.markDeleted()
    this.#renamed += some.length
    if (this.#renamed < this.#old.length) return false
    for (let [kind] = this.#ended; kind !== undefined; [kind] = this.#ended) {
      disk.rename(this.#path(kind) + SWAP, this.#path(kind))
      this.#ended.shift()
    }
    this.#replace()
    this.#done = true
    return true
  }

  /** All that is left of a swap that has begun, at once. Throws DiskError. */
  finish(): void {
    if (!this.#begun) return
    while (!this.step());
  }

  /** Takes back a swap that could not begin. Rejects with DiskError. */
  async undo(): Promise<void> {
    if (this.#begun) return
    for (const kind of kinds) await this.log.context.host.disk.remove(this.#path(kind) + SWAP)
  }

  #path(kind: LogFileKind): string {
    return `${this.log.folder}/${logFileName(this.group.replaces[0] ?? 0, kind)}`
  }

  #begin(): void {
    const { disk } = this.log.context.host
    const isThere = (kind: LogFileKind): boolean =>
      kind !== 'txnindex' || disk.exists(`${this.#path(kind)}.cleaned`)
    const there = kinds.filter(isThere)
    for (const kind of there) disk.rename(`${this.#path(kind)}.cleaned`, this.#path(kind) + SWAP)
    this.#ended = there
    this.#begun = true
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
