/** The options of kafka-dump-log. */
import { flag, integer, optionalText, type OptionValues, text } from '../command-line/options.js'

export const dumpOptions = {
  files: text({
    argument: 'file1, file2, ...',
    doc: 'Log, index, snapshot and checkpoint files, separated by commas.',
    required: true,
  }),
  'deep-iteration': flag({ doc: 'Records too, not only batches.' }),
  'print-data-log': flag({ doc: 'What the records hold.' }),
  'index-sanity-check': flag({ doc: 'Only check that an index is sound, as at start.' }),
  'verify-index-only': flag({ doc: 'Only check an index against its log.' }),
  'skip-record-metadata': flag({ doc: 'Only what records hold; no control records.' }),
  'offsets-decoder': flag({ doc: 'Read records as those of __consumer_offsets.' }),
  'transaction-log-decoder': flag({ doc: 'Read records as those of __transaction_state.' }),
  'share-group-state-decoder': flag({ doc: 'Read records as those of __share_group_state.' }),
  'cluster-metadata-decoder': flag({ doc: 'Read records as those of the metadata log.' }),
  'remote-log-metadata-decoder': flag({ doc: 'Refused: tiered storage is not built yet.' }),
  'key-decoder-class': optionalText({
    argument: 'class',
    doc: 'Accepted: StringDecoder, Long, Integer and so on.',
  }),
  'value-decoder-class': optionalText({ argument: 'class', doc: 'As for keys.' }),
  'max-bytes': integer({ argument: 'size', doc: 'Read no more of a log than this.' }),
  'max-message-size': integer({ argument: 'size', doc: 'Accepted; sizes are bounded by the file.' }),
}

export type DumpValues = OptionValues<typeof dumpOptions>
