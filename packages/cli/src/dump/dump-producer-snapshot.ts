/** Producer state snapshots in the lines of Kafka's dump tool. */
import { decodeProducerSnapshot } from '@samsa/log/core/producer-snapshot'
import { smallFile } from './batch-file.js'

export function dumpProducerSnapshot(
  path: string,
  out: (text: string) => void,
  err: (text: string) => void,
): void {
  const read = decodeProducerSnapshot(smallFile(path))
  // Kafka's tool goes on with the next file here.
  if ('problem' in read) return err(`Snapshot is corrupt (${read.problem})\n`)
  for (const entry of read.entries) {
    const open = entry.transactionFirstOffset
    const first = entry.lastSequence < 0 ? -1 : (entry.lastSequence - entry.offsetDelta + 2 ** 31) % 2 ** 31
    const batch =
      entry.lastOffset < 0
        ? ''
        : ` firstSequence: ${first} lastSequence: ${entry.lastSequence} lastOffset: ${entry.lastOffset}` +
          ` offsetDelta: ${entry.offsetDelta} timestamp: ${entry.timestamp}`
    out(
      `producerId: ${entry.producerId} producerEpoch: ${entry.producerEpoch} ` +
        `coordinatorEpoch: ${entry.coordinatorEpoch} ` +
        `currentTxnFirstOffset: ${open < 0 ? 'OptionalLong.empty' : `OptionalLong[${open}]`} ` +
        `lastTimestamp: ${entry.timestamp}${batch}\n`,
    )
  }
}
