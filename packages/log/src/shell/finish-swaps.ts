/**
 * A compaction that a crash interrupted after its result was whole: the `.swap` files take the place of the
 * segments they replace. Everything else that compaction leaves behind is thrown away by `planLoading`. A
 * crash in here is met by the next start: of what goes, `.log` goes last, and of what comes, it comes last.
 */
import type { Disk } from '@samsa/host'
import { logFileName, type LogFileKind } from '../core/file-names.js'
import { lastOffsetOf } from '../core/batch-facts.js'
import { planLoading, replacedBySwap } from '../core/loading-plan.js'
import { BatchScan, scanLater } from './batch-scan.js'

/** The disk of the folder, as `LogContext` has it. */
interface SwapContext {
  readonly host: { readonly disk: Disk }
}

const kinds: readonly LogFileKind[] = ['index', 'timeindex', 'txnindex', 'log']

/**
 * The names of the folder's files, which are others when there were swaps to finish. Rejects with
 * DiskError.
 */
export async function finishSwaps(
  context: SwapContext,
  folder: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const plan = planLoading(names)
  if (plan.swapFiles.length === 0) return names
  const { disk } = context.host
  const [from] = plan.swaps
  const last = plan.swaps[plan.swaps.length - 1]
  if (from !== undefined && last !== undefined) {
    for (const base of replacedBySwap(plan.segments, from, await endOf(context, folder, last))) {
      for (const kind of kinds) await disk.remove(`${folder}/${logFileName(base, kind)}`)
    }
  }
  for (const name of plan.swapFiles)
    disk.rename(`${folder}/${name}`, `${folder}/${name.slice(0, -'.swap'.length)}`)
  await disk.syncDirectory(folder)
  return disk.list(folder).map((entry) => entry.name)
}

/** Offset after the last batch of a `.log.swap`; of an empty one, which takes its own place at least, the next. */
async function endOf(context: SwapContext, folder: string, baseOffset: number): Promise<number> {
  const file = context.host.disk.open(`${folder}/${logFileName(baseOffset, 'log')}.swap`, 'read')
  let end = baseOffset + 1
  const scan = new BatchScan(0, file.size(), (_bytes, view, at) => {
    end = lastOffsetOf(view, at) + 1
    return ''
  })
  try {
    await scanLater({ file }, scan)
  } finally {
    await file.close()
  }
  return end
}
