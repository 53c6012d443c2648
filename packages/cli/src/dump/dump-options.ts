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
  'remote-log-metadata-decoder': flag({ doc: 'Read records as those of __remote_log_metadata.' }),
  'key-decoder-class': optionalText({
    argument: 'class',
    doc: 'String-, Integer-, Long- or DefaultDecoder of org.apache.kafka.tools.api.',
  }),
  'value-decoder-class': optionalText({ argument: 'class', doc: 'As for keys.' }),
  'max-bytes': integer({ argument: 'size', doc: 'Read no more of a log than this.' }),
  'max-message-size': integer({
    argument: 'size',
    doc: 'Size of the largest batch that an index may lead to (default: 5242880).',
  }),
}

export type DumpValues = OptionValues<typeof dumpOptions>
