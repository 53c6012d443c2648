/** kafka-delete-records: moves the start of partitions forward, as a JSON file of offsets says. */
import { readFileSync } from 'node:fs'
import { TopicPartitionMap } from '@samsa/client'
import { adminFor } from '../command-line/admin-for.js'
import { bootstrapServer, commandConfig } from '../command-line/client-options.js'
import { exceptionText } from '../command-line/exception-name.js'
import { text } from '../command-line/options.js'
import { UsageError } from '../command-line/usage-error.js'
import { tool } from '../tool.js'

export const kafkaDeleteRecords = tool({
  name: 'kafka-delete-records',
  samsaName: ['delete-records'],
  summary: 'This tool helps to delete records of the given partitions down to the specified offset.',
  options: {
    'bootstrap-server': bootstrapServer,
    'command-config': commandConfig,
    'offset-json-file': text({
      argument: 'Offset json file path',
      doc:
        'Partitions and the offset before which to delete, -1 for all: ' +
        '{"partitions": [{"topic": "foo", "partition": 1, "offset": 1}], "version": 1}',
      required: true,
    }),
  },
  async run({ values, terminal, host }) {
    const before = readOffsets(values['offset-json-file'] as string)
    await using admin = adminFor(host, values)
    terminal.out('Executing records delete operation\n')
    const { values: done, errors } = await admin.deleteRecords(before)
    terminal.out('Records delete operation completed:\n')
    for (const { topic, partition } of before.keys()) {
      const error = errors.get(topic, partition)
      const outcome =
        error === undefined
          ? `low_watermark: ${done.get(topic, partition)?.lowWatermark}`
          : `error: ${exceptionText(error)}`
      terminal.out(`partition: ${topic}-${partition}\t${outcome}\n`)
    }
    return 0
  },
})

function readOffsets(path: string): TopicPartitionMap<number> {
  const wrong = (problem: string): UsageError => new UsageError(problem)
  let parsed: unknown
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw wrong(
      error instanceof SyntaxError ? `${path} is no JSON: ${error.message}` : `Unable to read file ${path}`,
    )
  }
  const { partitions, version = 1 } = (parsed ?? {}) as { partitions?: unknown; version?: unknown }
  if (version !== 1) throw wrong(`Not supported version field value ${String(version)}`)
  if (!Array.isArray(partitions)) throw wrong('Missing partitions field')
  const offsets = new TopicPartitionMap<number>()
  for (const entry of partitions as Record<string, unknown>[]) {
    const { topic, partition, offset } = entry
    if (typeof topic !== 'string' || !Number.isSafeInteger(partition) || !Number.isSafeInteger(offset)) {
      throw wrong(`each entry has a topic, a partition and an offset, but got ${JSON.stringify(entry)}`)
    }
    if (offsets.has(topic, partition as number)) {
      throw wrong(`Offset json file contains duplicate topic partitions: ${topic}-${String(partition)}`)
    }
    offsets.set(topic, partition as number, offset as number)
  }
  return offsets
}
