/**
 * samsa log import: looks at the data directories of a stopped Kafka broker, says what Samsa will serve of them and
 * what it cannot, and makes them ready: in place, or copied into a new directory. The broker's first start on them
 * then takes over ids, settings, leader epochs and offsets.
 */
import { resolve } from 'node:path'
import { directoryOverlap } from '@samsa/config'
import { DiskError, type DirectoryLock, type Disk, type Host, type Random } from '@samsa/host'
import { LogDirectoryError } from '@samsa/log'
import { jsonText } from '../command-line/json-text.js'
import { flag, type OptionValues, text } from '../command-line/options.js'
import { truePath } from '../command-line/true-path.js'
import { UsageError } from '../command-line/usage-error.js'
import { countGroups } from '../import/group-census.js'
import { type ImportFacts, importDocument, importLines } from '../import/import-report.js'
import { type Judgement, judge } from '../import/judge.js'
import { ImportRefused, survey } from '../import/survey.js'
import { takeOverByCopy, takeOverInPlace } from '../import/take-over.js'
import { ProgressLine } from '../verify/progress-line.js'
import { type Terminal, type ToolContext, tool } from '../tool.js'

const options = {
  to: text({
    argument: 'DIR',
    doc: 'Copy into this new directory; without it, the directories are used as they are.',
  }),
  link: flag({
    doc: 'With --to: share closed segments with the original by hard links instead of copying them.',
  }),
  'dry-run': flag({ doc: 'Only tell.' }),
  json: flag({ doc: 'One JSON document instead of lines.' }),
}

type Values = OptionValues<typeof options>

const USAGE = 2

export const logImport = tool({
  name: 'samsa log import',
  samsaName: ['log', 'import'],
  summary:
    'Takes over the data directories of a stopped Kafka broker (all of them together), of releases 3.x and 4.x. Ends ' +
    'with 0 when they are ready, 1 when they cannot be taken over, 2 when the command line is wrong.',
  positional: 'KAFKA_DATA_DIR...',
  options,
  usageExitCode: USAGE,
  async run({ values, rest, terminal, host }) {
    if (rest.length === 0) throw new UsageError("Name Kafka's data directories (log.dirs)")
    if (values.link && values.to === undefined) throw new UsageError('--link goes with --to')
    refuseOverlap(rest, values.to)
    const paths = rest.map((path) => resolve(path))
    try {
      await importDirectories(paths, { values, terminal, host })
      return 0
    } catch (error) {
      if (!(error instanceof ImportRefused) && !(error instanceof LogDirectoryError)) throw error
      if (values.json) terminal.out(jsonText({ error: error.message }))
      terminal.err(`${error.message}\n`)
      return 1
    }
  },
})

/** A copy inside its original would be a foreign folder among Kafka's, which never is written to. */
function refuseOverlap(sources: readonly string[], to: string | undefined): void {
  const problem = directoryOverlap(sources, truePath)
  if (problem !== undefined) throw new UsageError(problem)
  for (const source of to === undefined ? [] : sources) {
    const wrong = directoryOverlap([source, to as string], truePath)
    if (wrong !== undefined) throw new UsageError(`--to ${to}: ${wrong}`)
  }
}

async function importDirectories(
  paths: readonly string[],
  { values, terminal, host }: Pick<ToolContext<typeof options>, 'values' | 'terminal' | 'host'>,
): Promise<void> {
  const { disk } = host
  // Surveyed first: a place that is no data directory shall not get a lock file.
  const found = survey(disk, paths)
  const locks: DirectoryLock[] = []
  try {
    for (const path of paths) locks.push(takeLock(disk, path))
    const judgement = judge(found)
    const folders = found.partitions.filter(
      ({ topic, role }) => topic === '__consumer_offsets' && role === 'log',
    )
    const census = await countGroups(
      disk,
      folders.map(({ directory, folder }) => `${directory}/${folder}`),
    )
    const facts: ImportFacts = { survey: found, judgement, census }
    if (!values.json) terminal.out(importLines(facts))
    if (!values['dry-run']) carryOut(facts, values, terminal, host)
    const ready = values['dry-run'] ? 'Nothing was changed.' : startLine(values.to, paths, judgement.mode)
    terminal.out(values.json ? jsonText(importDocument(facts)) : `${ready}\n`)
  } finally {
    for (const lock of locks) lock.release()
  }
}

function takeLock(disk: Disk, path: string): DirectoryLock {
  try {
    return disk.lock(path)
  } catch (error) {
    if (!(error instanceof DiskError) || error.kind !== 'locked') throw error
    throw new ImportRefused(`${path}: a broker uses this directory; stop it first`)
  }
}

function carryOut(
  { survey: found, judgement }: ImportFacts,
  values: Values,
  terminal: Terminal,
  { disk, random }: Host,
): void {
  const { strays } = judgement
  const takeOver = { survey: found, strays, unique: hexadecimal(random) }
  if (values.to === undefined) {
    takeOverInPlace(takeOver)
    return
  }
  const progress = new ProgressLine(terminal)
  takeOverByCopy(takeOver, {
    disk,
    to: resolve(values.to),
    link: values.link,
    progress: (folder) => progress.show(folder),
  })
  progress.clear()
}

function hexadecimal(random: Random): string {
  const bytes = new Uint8Array(16)
  random.fill(bytes)
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Without their settings, topics that keep their records for ever would lose them to the default retention. */
function startLine(to: string | undefined, paths: readonly string[], mode: Judgement['mode']): string {
  const place =
    to === undefined && paths.length > 1
      ? `--override log.dirs=${paths.join(',')}`
      : `--data ${to ?? paths[0]}`
  const unretained = mode === 'ZooKeeper' ? ' --override log.retention.ms=-1' : ''
  return (
    `Ready: samsa [server.properties] ${place}${unretained}\n` +
    'The directories hold no settings of server.properties; samsa reads that file as Kafka does.'
  )
}
