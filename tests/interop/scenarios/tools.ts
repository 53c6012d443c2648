/**
 * Kafka's own command-line tools of a release against the broker: what each prints and how it ends. The dump tool reads
 * the files themselves, so it plays only where the broker's log directory is known.
 */
import { deepStrictEqual, match, ok } from 'node:assert/strict'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Check, createTopic, NotPlayable, type Scene, topicName } from '../check.js'
import { type RunTool, runTool, toolsOf } from '../kafka-tools.js'
import { fixturePartitions, fixtureRecords, record } from '../records.js'

interface Desk {
  readonly scene: Scene
  readonly release: string
  readonly tool: RunTool
  readonly bootstrap: readonly ['--bootstrap-server', string]
  name(suffix: string): string
}

export function toolChecks(release: string): Check[] {
  const of = `tools-${release}`
  const check = (name: string, play: (desk: Desk) => Promise<void>): Check => ({
    of,
    name,
    run: (scene) =>
      play({
        scene,
        release,
        tool: toolsOf(scene.places, release),
        bootstrap: ['--bootstrap-server', scene.broker.bootstrap],
        name: (suffix) => topicName(scene, of, suffix),
      }),
  })
  return [
    check('kafka-topics creates, lists, describes, alters and deletes', topics),
    check('kafka-topics refuses what Kafka refuses', refusals),
    check('kafka-console-producer and kafka-console-consumer carry keys', console),
    check('kafka-console-consumer goes on where its group committed', consoleGroup),
    check('kafka-consumer-groups lists, describes, resets and deletes', consumerGroups),
    check('kafka-configs changes topics and brokers', configs),
    check('kafka-get-offsets tells ends, starts and times', getOffsets),
    check('kafka-delete-records moves the log start', deleteRecords),
    check('kafka-broker-api-versions understands every API', apiVersions),
    check('kafka-log-dirs tells sizes', logDirs),
    check('kafka-producer-perf-test and kafka-consumer-perf-test finish', perfTests),
    check('kafka-dump-log reads the files of each codec', dumpLog),
    check('kafka-dump-log finds the indexes right', dumpIndexes),
    check('kafka-dump-log decodes the committed offsets', dumpOffsets),
  ]
}

async function topics({ tool, bootstrap, name }: Desk): Promise<void> {
  const topic = name('topics')
  const place = [...bootstrap, '--topic', topic]
  const created = await tool('kafka-topics', [
    ...place,
    '--create',
    '--partitions',
    '3',
    '--replication-factor',
    '1',
  ])
  match(created.output, new RegExp(`Created topic ${topic}\\.`))
  const listed = await tool('kafka-topics', [...bootstrap, '--list'])
  ok(listed.output.split('\n').includes(topic), listed.output)
  match(
    (await tool('kafka-topics', [...place, '--describe'])).output,
    /PartitionCount: 3\s+ReplicationFactor: 1/,
  )
  await tool('kafka-topics', [...place, '--alter', '--partitions', '5'])
  match((await tool('kafka-topics', [...place, '--describe'])).output, /Partition: 4\s+Leader: \d+/)
  await tool('kafka-topics', [...place, '--delete'])
  const left = await tool('kafka-topics', [...bootstrap, '--list'])
  ok(!left.output.split('\n').includes(topic), 'the deleted topic is still listed')
}

async function refusals({ scene, release, bootstrap, name }: Desk): Promise<void> {
  const topic = name('refused')
  const run = async (...args: string[]) => {
    const answer = await runTool(
      scene.places,
      release,
      'kafka-topics',
      [...bootstrap, '--topic', topic, ...args],
      '',
    )
    return { status: answer.status, said: answer.output + answer.complaints }
  }
  const replicated = await run('--create', '--partitions', '1', '--replication-factor', '3')
  deepStrictEqual(replicated.status, 1)
  match(replicated.said, /[Rr]eplication factor/)
  match(replicated.said, /InvalidReplicationFactorException/)
  await createTopic(scene, topic, 2)
  match((await run('--create', '--partitions', '1')).said, /TopicExistsException/)
  match((await run('--alter', '--partitions', '1')).said, /InvalidPartitionsException/)
  const wrong = await run('--create', '--config', 'retention.ms=never')
  deepStrictEqual(wrong.status, 1)
}

async function console({ scene, tool, bootstrap, name }: Desk): Promise<void> {
  const topic = name('console')
  await createTopic(scene, topic, 1)
  const lines = Array.from({ length: 50 }, (_, index) => `key${index}:{"val":${index}}`)
  const keyed = ['--property', 'parse.key=true', '--property', 'key.separator=:']
  const place = [...bootstrap, '--topic', topic]
  await tool(
    'kafka-console-producer',
    [...place, ...keyed, '--compression-codec', 'zstd'],
    `${lines.join('\n')}\n`,
  )
  const read = await tool('kafka-console-consumer', [
    ...[...place, '--from-beginning', '--max-messages', '50', '--timeout-ms', '30000'],
    ...['--property', 'print.key=true', '--property', 'key.separator=:'],
  ])
  // Newer releases print a line about their older flags first.
  const printed = read.output.trimEnd().split('\n')
  deepStrictEqual(printed.slice(-lines.length), lines)
}

async function consoleGroup({ scene, tool, bootstrap, name }: Desk): Promise<void> {
  const topic = name('console-group')
  await createTopic(scene, topic, 1)
  await writeTen(scene, topic)
  const read = async (count: number) => {
    const group = [
      '--group',
      topic,
      '--from-beginning',
      '--max-messages',
      String(count),
      '--timeout-ms',
      '30000',
    ]
    const answer = await tool('kafka-console-consumer', [...bootstrap, '--topic', topic, ...group])
    return answer.output.trimEnd().split('\n')
  }
  deepStrictEqual(await read(4), ['value 0', 'value 1', 'value 2', 'value 3'])
  deepStrictEqual(await read(6), ['value 4', 'value 5', 'value 6', 'value 7', 'value 8', 'value 9'])
}

async function consumerGroups({ scene, tool, bootstrap, name }: Desk): Promise<void> {
  const topic = name('groups')
  const group = ['--group', topic]
  await createTopic(scene, topic, 1)
  await writeTen(scene, topic)
  await scene.stageHand.call('commit', { group: topic, topic, offsets: { 0: 4 } })
  const ask = async (...args: string[]) =>
    (await tool('kafka-consumer-groups', [...bootstrap, ...args])).output
  ok((await ask('--list')).split('\n').includes(topic), 'the group is not listed')
  match(await ask('--describe', ...group), new RegExp(`${topic}\\s+${topic}\\s+0\\s+4\\s+10\\s+6\\s`))
  match(await ask('--describe', '--state', ...group), /Empty\s+0/)
  const reset = ['--reset-offsets', ...group, '--topic', topic, '--to-earliest']
  match(await ask(...reset, '--dry-run'), new RegExp(`${topic}\\s+0\\s+0`))
  match(await ask(...reset, '--execute'), new RegExp(`${topic}\\s+0\\s+0`))
  match(await ask('--describe', ...group), new RegExp(`${topic}\\s+${topic}\\s+0\\s+0\\s+10\\s+10\\s`))
  match(await ask('--delete-offsets', ...group, '--topic', topic), /Successful/)
  await ask('--reset-offsets', ...group, '--topic', topic, '--to-latest', '--execute')
  match(await ask('--delete', ...group), /was successful/)
  ok(!(await ask('--list')).split('\n').includes(topic), 'the deleted group is still listed')
}

async function configs({ scene, tool, bootstrap, name }: Desk): Promise<void> {
  const topic = name('configs')
  await createTopic(scene, topic, 1)
  const ask = async (...args: string[]) => (await tool('kafka-configs', [...bootstrap, ...args])).output
  const place = ['--entity-type', 'topics', '--entity-name', topic]
  match(
    await ask('--alter', ...place, '--add-config', 'retention.ms=1234567,max.message.bytes=2000000'),
    /Completed/,
  )
  const described = await ask('--describe', ...place)
  match(described, /retention\.ms=1234567 .*DYNAMIC_TOPIC_CONFIG:retention\.ms=1234567/)
  match(await ask('--describe', '--all', ...place), /cleanup\.policy=delete/)
  match(await ask('--alter', ...place, '--delete-config', 'retention.ms'), /Completed/)
  ok(
    !/retention\.ms=1234567/.test(await ask('--describe', ...place)),
    'the removed override is still described',
  )
  const defaults = ['--entity-type', 'brokers', '--entity-default']
  await ask('--alter', ...defaults, '--add-config', 'log.retention.ms=7654321')
  match(await ask('--describe', ...defaults), /log\.retention\.ms=7654321/)
  match(await ask('--describe', '--all', ...place), /retention\.ms=7654321/)
  await ask('--alter', ...defaults, '--delete-config', 'log.retention.ms')
}

async function getOffsets({ scene, tool, bootstrap, name }: Desk): Promise<void> {
  const topic = name('get-offsets')
  await createTopic(scene, topic, 2)
  await writeTen(scene, topic)
  const ask = async (...args: string[]) =>
    (await tool('kafka-get-offsets', [...bootstrap, '--topic', topic, ...args])).output.trim().split('\n')
  deepStrictEqual(await ask(), [`${topic}:0:10`, `${topic}:1:0`])
  deepStrictEqual(await ask('--time', '-2'), [`${topic}:0:0`, `${topic}:1:0`])
  deepStrictEqual((await ask('--time', 'max-timestamp', '--partitions', '0')).length, 1)
  deepStrictEqual(await ask('--time', '1', '--partitions', '0'), [`${topic}:0:0`])
}

async function deleteRecords({ scene, tool, bootstrap, name }: Desk): Promise<void> {
  const topic = name('delete-records')
  await createTopic(scene, topic, 1)
  await writeTen(scene, topic)
  const file = join(scene.places.cache, `${topic}.json`)
  writeFileSync(file, JSON.stringify({ version: 1, partitions: [{ topic, partition: 0, offset: 7 }] }))
  const answer = await tool('kafka-delete-records', [...bootstrap, '--offset-json-file', file])
  match(answer.output, new RegExp(`partition: ${topic}-0\\s+low_watermark: 7`))
  const left = await tool('kafka-get-offsets', [...bootstrap, '--topic', topic, '--time', 'earliest'])
  deepStrictEqual(left.output.trim(), `${topic}:0:7`)
}

async function apiVersions({ release, tool, bootstrap }: Desk): Promise<void> {
  const { output } = await tool('kafka-broker-api-versions', [...bootstrap])
  match(output, /\(id: \d+ rack: \S+( isFenced: false)?\) -> \(/)
  for (const name of [
    'Produce(0)',
    'Fetch(1)',
    'OffsetCommit(8)',
    'CreateTopics(19)',
    'DescribeConfigs(32)',
  ]) {
    const line = output.split('\n').find((each) => each.includes(`${name}:`))
    ok(line !== undefined && /\[usable: \d+\]/.test(line), `${name}: ${line}`)
  }
  if (release === '4.3.1') ok(!/UNKNOWN\(/.test(output), 'an API that this release does not know')
}

async function logDirs({ scene, tool, bootstrap, name }: Desk): Promise<void> {
  const topic = name('log-dirs')
  await createTopic(scene, topic, 1)
  await writeTen(scene, topic)
  const { output } = await tool('kafka-log-dirs', [...bootstrap, '--describe', '--topic-list', topic])
  const line = output.split('\n').find((each) => each.startsWith('{'))
  const told = JSON.parse(line ?? '{}') as {
    brokers: { logDirs: { error: null; partitions: { partition: string; size: number }[] }[] }[]
  }
  const partitions = told.brokers.flatMap(({ logDirs }) => logDirs.flatMap((each) => each.partitions))
  deepStrictEqual(
    partitions.map(({ partition, size }) => [partition, size > 0]),
    [[`${topic}-0`, true]],
  )
}

async function perfTests({ scene, tool, bootstrap, name }: Desk): Promise<void> {
  const topic = name('perf')
  await createTopic(scene, topic, 2)
  const load = ['--num-records', '20000', '--record-size', '200', '--throughput', '-1']
  const settings = ['--producer-props', `bootstrap.servers=${scene.broker.bootstrap}`, 'compression.type=lz4']
  const written = await tool('kafka-producer-perf-test', ['--topic', topic, ...load, ...settings])
  match(written.output, /20000 records sent, [\d.]+ records\/sec/)
  const read = await tool('kafka-consumer-perf-test', [...bootstrap, '--topic', topic, '--messages', '20000'])
  match(read.output, /, 20000, /)
}

async function dumpLog(desk: Desk): Promise<void> {
  const { scene, tool, name } = desk
  const folder = logDirectoryOf(scene)
  for (const codec of ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const) {
    const topic = name(`dump-${codec}`)
    await createTopic(scene, topic, fixturePartitions)
    const records = fixtureRecords()
    await scene.stageHand.call('produce', { topic, codec, idempotent: true, records })
    const files = Array.from({ length: fixturePartitions }, (_, partition) =>
      join(folder, `${topic}-${partition}`, '00000000000000000000.log'),
    )
    const { output } = await tool('kafka-dump-log', ['--files', files.join(','), '--print-data-log'])
    match(output, new RegExp(`compresscodec: ${codec}`, 'i'))
    ok(!/isvalid: false/.test(output), 'an invalid batch')
    deepStrictEqual(output.split('\n').filter((line) => line.startsWith('| offset:')).length, records.length)
    match(output, /payload: значение 価値 🙂/)
  }
}

/** A segment that is no longer written to: the indexes of the active one may be written later. */
async function dumpIndexes({ scene, tool, name }: Desk): Promise<void> {
  const folder = logDirectoryOf(scene)
  const topic = name('dump-index')
  const configs = { 'segment.bytes': '1048576' }
  await scene.stageHand.call('createTopic', { topic, partitions: 1, configs })
  const records = [{ ...record('large', '0123456789'.repeat(20_000)), partition: 0 }]
  for (let batch = 0; batch < 8; batch += 1) {
    await scene.stageHand.call('produce', { topic, codec: 'none', idempotent: false, records })
  }
  const file = (kind: string) => join(folder, `${topic}-0`, `00000000000000000000.${kind}`)
  const sane = await tool('kafka-dump-log', ['--files', file('index'), '--index-sanity-check'])
  match(sane.output, /passed sanity check/)
  const { output } = await tool('kafka-dump-log', ['--files', `${file('index')},${file('timeindex')}`])
  match(output, /offset: \d+ position: \d+/)
  match(output, /timestamp: \d+ offset: \d+/)
  ok(!/mismatch|out of order/i.test(output), output)
}

async function dumpOffsets({ scene, tool, name }: Desk): Promise<void> {
  const folder = logDirectoryOf(scene)
  const group = name('dump-offsets')
  await createTopic(scene, group, 1)
  await scene.stageHand.call('commit', { group, topic: group, offsets: { 0: 42 } })
  const files = readdirSync(folder)
    .filter((each) => each.startsWith('__consumer_offsets-'))
    .map((each) => join(folder, each, '00000000000000000000.log'))
  const { output } = await tool('kafka-dump-log', ['--files', files.join(','), '--offsets-decoder'])
  const line = output.split('\n').find((each) => each.includes(group) && each.includes('"offset":42'))
  ok(line !== undefined, 'the commit is not among the decoded records')
}

function logDirectoryOf({ broker }: Scene): string {
  if (broker.logDirectory === undefined) throw new NotPlayable('where the broker keeps its logs is not known')
  return broker.logDirectory
}

async function writeTen({ stageHand }: Scene, topic: string): Promise<void> {
  const records = Array.from({ length: 10 }, (_, index) => ({
    ...record(null, `value ${index}`),
    partition: 0,
  }))
  await stageHand.call('produce', { topic, codec: 'none', idempotent: false, records })
}
