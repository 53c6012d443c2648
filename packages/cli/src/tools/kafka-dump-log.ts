/** kafka-dump-log: what log, index, snapshot and checkpoint files hold, line for line as Kafka's tool shows it. */
import { basename, resolve } from 'node:path'
import { requireOptions } from '../command-line/options.js'
import {
  dumpOffsetIndex,
  dumpProducerSnapshot,
  dumpTimeIndex,
  dumpTransactionIndex,
} from '../dump/dump-index-file.js'
import { dumpLogFile, type OffsetGaps } from '../dump/dump-log-file.js'
import { type DumpValues, dumpOptions } from '../dump/dump-options.js'
import { contentsReader } from '../dump/record-contents.js'
import { UsageError } from '../command-line/usage-error.js'
import { type Terminal, tool } from '../tool.js'

export const kafkaDumpLog = tool({
  name: 'kafka-dump-log',
  samsaName: ['dump-log'],
  summary:
    'This tool helps to parse a log file and dump its contents to the console, useful for debugging a seemingly ' +
    'corrupt log segment.',
  options: dumpOptions,
  async run({ values, given, terminal }) {
    requireOptions(dumpOptions, given)
    if (values['remote-log-metadata-decoder'])
      throw new UsageError('--remote-log-metadata-decoder: tiered storage is not supported yet')
    return dump(values, terminal)
  },
})

async function dump(values: DumpValues, terminal: Terminal): Promise<number> {
  const out = (text: string): void => terminal.out(text)
  const contents = contentsReader(values)
  const gaps: OffsetGaps = new Map()
  const index = {
    sanityOnly: values['index-sanity-check'],
    verifyOnly: values['verify-index-only'],
    mismatches: new Map<string, string[]>(),
    out,
  }
  const log = {
    deep: values['deep-iteration'] || contents !== undefined,
    skipMetadata: values['skip-record-metadata'],
    maxBytes: values['max-bytes'] ?? Number.MAX_SAFE_INTEGER,
    contents,
    gaps,
    out,
  }
  for (const path of (values.files ?? '').split(',')) {
    out(`Dumping ${path}\n`)
    const ending = /\.(log|index|timeindex|snapshot|txnindex|checkpoint)(\.(deleted|cleaned|swap))?$/.exec(
      basename(path),
    )?.[1]
    if (ending === 'log' || ending === 'checkpoint') await dumpLogFile(path, log)
    else if (ending === 'index') dumpOffsetIndex(path, index)
    else if (ending === 'timeindex') dumpTimeIndex(path, index)
    else if (ending === 'snapshot') dumpProducerSnapshot(path, out)
    else if (ending === 'txnindex') dumpTransactionIndex(path, out)
    else terminal.err(`Ignoring unknown file ${path}\n`)
  }
  for (const [path, lines] of index.mismatches) {
    terminal.err(`Mismatches in :${resolve(path)}\n${lines.map((line) => `${line}\n`).join('')}`)
  }
  for (const [path, pairs] of gaps) {
    terminal.err(`Non-consecutive offsets in ${resolve(path)}\n`)
    for (const [before, after] of pairs) terminal.err(`  ${before} is followed by ${after}\n`)
  }
  return 0
}
