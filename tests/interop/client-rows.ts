/**
 * The clients under test: how each is made ready and started, what it can compress with, and which verbs its library
 * does not offer, with the reason. The only file to touch to add one.
 */
import { join } from 'node:path'
import { type Client, type Codec, codecs, DriverProcess, type Verb } from './client.js'
import { KcatClient } from './kcat-client.js'
import { goDriver, javaDriver, kcatProgram, nodeDrivers, pythonDrivers } from './toolchains.js'

export interface Places {
  /** Outside of the repository: what was installed, compiled or downloaded. */
  readonly cache: string
  /** tests/interop */
  readonly sources: string
}

export interface ClientRow {
  readonly name: string
  readonly codecs: readonly Codec[]
  /** Verbs that the library has no call for. */
  readonly lacks: { readonly [V in Verb]?: string }
  readonly setsTimestamps: boolean
  /** Snappy in the blocks of the Java library: who writes so, and who cannot read it. */
  readonly framedSnappy: 'writes' | 'reads' | 'refuses'
  /** Speaks the `range` assignor, in which Kafka's clients can share a group. */
  readonly range: boolean
  /** What places keys when the user chooses nothing. */
  readonly ownPartitioner: 'murmur2' | 'crc32'
  start(bootstrap: string, places: Places): Promise<Client>
}

const noAdmin = 'kcat has no admin calls'

export const clientRows: readonly ClientRow[] = [
  {
    name: 'kcat',
    codecs,
    lacks: {
      commit: 'only what it consumed',
      committed: noAdmin,
      createTopic: noAdmin,
      alterConfig: noAdmin,
      describeConfig: noAdmin,
      createPartitions: noAdmin,
      deleteTopic: noAdmin,
      deleteRecords: noAdmin,
      listGroups: noAdmin,
      describeGroup: noAdmin,
      deleteGroup: noAdmin,
    },
    setsTimestamps: false,
    framedSnappy: 'reads',
    range: true,
    ownPartitioner: 'crc32',
    async start(bootstrap) {
      kcatProgram()
      return new KcatClient(bootstrap)
    },
  },
  {
    name: 'kafkajs',
    codecs,
    lacks: {},
    setsTimestamps: true,
    framedSnappy: 'reads',
    range: false,
    ownPartitioner: 'murmur2',
    async start(bootstrap, places) {
      const folder = nodeDrivers(places)
      return new DriverProcess(process.execPath, [join(folder, 'kafkajs-driver.mjs'), bootstrap], folder, {})
    },
  },
  {
    name: 'platformatic',
    // Its zstd is Node's own, which Node 20 does not have.
    codecs: zstdInNode() ? codecs : codecs.filter((codec) => codec !== 'zstd'),
    lacks: {},
    setsTimestamps: true,
    framedSnappy: 'refuses',
    range: false,
    ownPartitioner: 'murmur2',
    async start(bootstrap, places) {
      const folder = nodeDrivers(places)
      return new DriverProcess(
        process.execPath,
        [join(folder, 'platformatic-driver.mjs'), bootstrap],
        folder,
        {},
      )
    },
  },
  {
    name: 'confluent-kafka',
    codecs,
    lacks: {},
    setsTimestamps: true,
    framedSnappy: 'reads',
    range: true,
    ownPartitioner: 'crc32',
    async start(bootstrap, places) {
      const { python, folder } = pythonDrivers(places)
      return new DriverProcess(python, ['-u', join(folder, 'confluent_driver.py'), bootstrap], folder, {})
    },
  },
  {
    name: 'kafka-python',
    codecs,
    lacks: {},
    setsTimestamps: true,
    framedSnappy: 'writes',
    range: true,
    ownPartitioner: 'murmur2',
    async start(bootstrap, places) {
      const { python, folder } = pythonDrivers(places)
      return new DriverProcess(python, ['-u', join(folder, 'kafka_python_driver.py'), bootstrap], folder, {})
    },
  },
  {
    name: 'franz-go',
    codecs,
    lacks: {},
    setsTimestamps: true,
    framedSnappy: 'reads',
    range: true,
    ownPartitioner: 'murmur2',
    async start(bootstrap, places) {
      return new DriverProcess(goDriver(places), [bootstrap], places.cache, {})
    },
  },
  javaRow('4.3.1'),
  javaRow('3.9.2'),
]

function javaRow(release: string): ClientRow {
  return {
    name: `java-${release}`,
    codecs,
    lacks: {},
    setsTimestamps: true,
    framedSnappy: 'writes',
    range: true,
    ownPartitioner: 'murmur2',
    async start(bootstrap, places) {
      const { java, args } = javaDriver(places, release)
      return new DriverProcess(java, [...args, bootstrap], places.cache, {})
    },
  }
}

function zstdInNode(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 15)
}
