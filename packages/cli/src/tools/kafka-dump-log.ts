/**
 * kafka-dump-log: what log, index, snapshot and checkpoint files hold, line for line as Kafka's tool shows it. Other
 * than Kafka's, it never makes an index file that is missing.
 */
import { basename } from 'node:path'
import { requireOptions } from '../command-line/options.js'
import { DumpFailure } from '../dump/dump-failure.js'
import { dumpOffsetIndex, dumpTimeIndex, dumpTransactionIndex } from '../dump/dump-index-file.js'
import { ALL_BYTES, dumpLogFile, type OffsetGaps } from '../dump/dump-log-file.js'
import { type DumpValues, dumpOptions } from '../dump/dump-options.js'
import { dumpProducerSnapshot } from '../dump/dump-producer-snapshot.js'
import { Mismatches, tellGaps } from '../dump/mismatches.js'
import { contentsReader } from '../dump/record-contents.js'
import { type Terminal, tool } from '../tool.js'

const MAX_MESSAGE_SIZE = 5 * 1024 * 1024

export const kafkaDumpLog = tool({
  name: 'kafka-dump-log',
  samsaName: ['dump-log'],
  summary:
    'This tool helps to parse a log file and dump its contents to the console, useful for debugging a seemingly ' +
    'corrupt log segment.',
  options: dumpOptions,
  async run({ values, given, terminal }) {
    requireOptions(dumpOptions, given)
    const out = buffered(terminal)
    try {
      await dump(values, out.write, terminal)
      out.flush()
      return 0
    } catch (error) {
      out.flush()
      if (!(error instanceof DumpFailure)) throw error
      terminal.err(error.line)
      return 1
    }
  },
})

const BUFFERED_CHARACTERS = 64 * 1024

/** Lines go out many at a time: a dump has millions. */
function buffered(terminal: Terminal): { write(text: string): void; flush(): void } {
  let held = ''
  const flush = (): void => {
    if (held !== '') terminal.out(held)
    held = ''
  }
  const write = (text: string): void => {
    held += text
    if (held.length >= BUFFERED_CHARACTERS) flush()
  }
  return { write, flush }
}

async function dump(values: DumpValues, out: (text: string) => void, terminal: Terminal): Promise<void> {
  const gaps: OffsetGaps = new Map()
  const mismatches = new Mismatches()
  const index = {
    sanityOnly: values['index-sanity-check'],
    verifyOnly: values['verify-index-only'],
    maxMessageSize: values['max-message-size'] ?? MAX_MESSAGE_SIZE,
    mismatches,
    out,
  }
  for (const given of (values.files ?? '').replace(/,+$/, '').split(',')) {
    // As Java writes paths.
    const path = given.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1')
    out(`Dumping ${path}\n`)
    const ending = /\.[^.]*$/.exec(basename(path))?.[0]
    if (ending === '.log' || ending === '.checkpoint') {
      const contents = await contentsReader(values)
      await dumpLogFile(path, {
        deep: values['deep-iteration'] || contents !== undefined,
        skipMetadata: values['skip-record-metadata'],
        maxBytes: values['max-bytes'] ?? ALL_BYTES,
        contents,
        gaps,
        out,
      })
    } else if (ending === '.index') dumpOffsetIndex(path, index)
    else if (ending === '.timeindex') dumpTimeIndex(path, index)
    else if (ending === '.snapshot') dumpProducerSnapshot(path, out, (text) => terminal.err(text))
    else if (ending === '.txnindex') dumpTransactionIndex(path, out)
    else terminal.err(`Ignoring unknown file ${path}\n`)
  }
  mismatches.tell((text) => terminal.err(text))
  tellGaps(gaps, (text) => terminal.err(text))
}
