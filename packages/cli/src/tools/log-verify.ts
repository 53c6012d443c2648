/**
 * samsa log verify: checks data directories or single partition folders and says what is wrong where; with --repair,
 * puts right what can be. Takes the directory's lock, so that no broker writes meanwhile, unless --read-only is given.
 */
import { basename, dirname, resolve } from 'node:path'
import { type Disk, DiskError } from '@samsa/host'
import { parsePartitionFolder } from '@samsa/log/core/file-names'
import { LogDisk } from '@samsa/log/shell/log-disk'
import { repairDirectory } from '@samsa/log/verify/repair-directory'
import { type VerifiedDirectory, verifyDirectory } from '@samsa/log/verify/verify-directory'
import { jsonText } from '../command-line/json-text.js'
import { flag, type OptionValues } from '../command-line/options.js'
import { UsageError } from '../command-line/usage-error.js'
import { confirmed } from '../command-line/confirm.js'
import { findingLine, summaryLine, verifiedDocument } from '../verify/verify-report.js'
import { ProgressLine } from '../verify/progress-line.js'
import { type Terminal, type ToolContext, tool } from '../tool.js'

const options = {
  deep: flag({ doc: 'Decompress every batch and walk its records too.' }),
  repair: flag({ doc: 'Put right what was found; asks first.' }),
  yes: flag({ doc: 'Do not ask.' }),
  'drop-corrupt': flag({
    doc: 'With --repair: take damage between sound batches out of logs too. The offsets in it are gone.',
  }),
  'read-only': flag({ doc: 'Without the lock, while a broker runs: the ends of logs are not judged.' }),
  json: flag({ doc: 'One JSON document instead of lines.' }),
}

type Values = OptionValues<typeof options>

const PROBLEMS = 1
const USAGE = 2

export const logVerify = tool({
  name: 'samsa log verify',
  samsaName: ['log', 'verify'],
  summary:
    'Checks every batch and every file of data directories (or of single partition folders), and says what is ' +
    'wrong where. Ends with 0 when nothing is, 1 with problems, 2 when it could not look.',
  positional: 'DIR...',
  options,
  usageExitCode: USAGE,
  async run(context) {
    const { values, rest, terminal } = context
    const results: Result[] = []
    try {
      refuseContradictions(context)
      for (const place of rest.map((path) => placeOf(path, context.host.disk)))
        results.push({ path: place.shown, checked: await verifyPlace(place, context) })
    } catch (error) {
      if (error instanceof UsageError) throw new UsageError(error.message, verifiedDocument(results))
      throw error
    }
    if (values.json) terminal.out(jsonText(verifiedDocument(results)))
    return results.some(({ checked }) => checked.problems > 0) ? PROBLEMS : 0
  },
})

interface Result {
  readonly path: string
  readonly checked: VerifiedDirectory
}

function refuseContradictions({ values, rest, terminal }: ToolContext<typeof options>): void {
  if (rest.length === 0) throw new UsageError('Name a data directory, or the folder of a partition')
  if (values.repair && values['read-only'])
    throw new UsageError('--repair needs the lock: not with --read-only')
  if (values['drop-corrupt'] && !values.repair) throw new UsageError('--drop-corrupt goes with --repair')
  if (values.repair && !values.yes && !terminal.inputIsTerminal)
    throw new UsageError('--repair asks on a terminal before it writes; without one, say --yes')
}

/** A data directory, or one partition of it. */
interface Place {
  readonly shown: string
  readonly directory: string
  readonly only: string | undefined
}

/** @throws UsageError for a path that is no directory, or one that holds nothing of a broker's. */
function placeOf(given: string, disk: Disk): Place {
  const path = resolve(given)
  let names: readonly string[]
  try {
    names = disk.list(path).map(({ name }) => name)
  } catch (error) {
    if (!(error instanceof DiskError)) throw error
    throw new UsageError(`${given}: no directory that can be read (${error.kind})`)
  }
  const isPartition = names.some((name) => /^\d{20}\.log$/.test(name))
  const isData = names.includes('meta.properties') || names.some((name) => parsePartitionFolder(name))
  if (!isPartition && !isData)
    throw new UsageError(
      `${given}: no data directory (no meta.properties, no partition), nor the folder of a partition`,
    )
  return isPartition
    ? { shown: given, directory: dirname(path), only: basename(path) }
    : { shown: given, directory: path, only: undefined }
}

async function verifyPlace(
  place: Place,
  { values, terminal, host }: ToolContext<typeof options>,
): Promise<VerifiedDirectory> {
  const lock = values['read-only'] ? undefined : takeLock(host.disk, place)
  try {
    const checked = await check(host.disk, place, values, terminal)
    if (!values.repair) return checked
    return await repair(place, checked, { values, terminal, disk: host.disk, now: host.clock.wall() })
  } finally {
    lock?.release()
  }
}

function takeLock(disk: Disk, { directory, shown }: Place): { release(): void } {
  try {
    return disk.lock(directory)
  } catch (error) {
    if (!(error instanceof DiskError)) throw error
    const why =
      error.kind === 'locked' ? 'a broker uses this directory; stop it' : `no lock (${error.message})`
    throw new UsageError(`${shown}: ${why}, or look with --read-only`)
  }
}

async function check(
  disk: Disk,
  place: Place,
  values: Values,
  terminal: Terminal,
): Promise<VerifiedDirectory> {
  const progress = new ProgressLine(terminal)
  const checked = await verifyDirectory(disk, place.directory, {
    deep: values.deep,
    live: values['read-only'],
    ...(place.only === undefined ? {} : { only: place.only }),
    partition: (name, index, count) => progress.show(`${index + 1} of ${count}: ${name}`),
    progress: (bytes) => progress.add(bytes),
  })
  progress.clear()
  if (values.json) return checked
  for (const finding of checked.findings) terminal.out(`${findingLine(finding)}\n`)
  terminal.out(`${summaryLine(place.shown, checked)}\n`)
  return checked
}

interface Repairing {
  readonly values: Values
  readonly terminal: Terminal
  readonly disk: Disk
  readonly now: number
}

/** What is left to be told after the repair. */
async function repair(
  place: Place,
  checked: VerifiedDirectory,
  { values, terminal, disk, now }: Repairing,
): Promise<VerifiedDirectory> {
  const dropCorrupt = values['drop-corrupt']
  const tell = (line: string): void => (values.json ? terminal.err(line) : terminal.out(line))
  if (!checked.findings.some((finding) => finding.repair !== '')) return checked
  const question = `Repair ${place.shown} as told above? What is cut out of logs is kept. [y/N] `
  if (!values.yes && !(await confirmed(terminal, question))) {
    tell('Nothing was changed.\n')
    return checked
  }
  let count = 0
  await repairDirectory(new LogDisk(disk), place.directory, checked, {
    dropCorrupt,
    keepAs: `samsa-repair-${now}`,
    done: (what) => {
      count++
      tell(`${what}\n`)
    },
  })
  if (count === 0) return checked
  tell('Checking again.\n')
  return check(disk, place, values, terminal)
}
