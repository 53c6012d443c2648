import { expect, test } from 'vitest'
import { encodeMetaProperties, readMetaProperties } from './meta-properties.js'

const v1 = {
  version: '1',
  'node.id': '1',
  'cluster.id': 'MkU3OEVBNTcwNTJENDM2Qg',
  'directory.id': 'iv7a3mZGQAuMxh3bSITInA',
}

test.each([
  [
    'version 1',
    v1,
    { version: 1, clusterId: 'MkU3OEVBNTcwNTJENDM2Qg', nodeId: 1, directoryId: 'iv7a3mZGQAuMxh3bSITInA' },
  ],
  [
    'version 0 of ZooKeeper mode',
    { version: '0', 'broker.id': '2', 'cluster.id': 'c' },
    { version: 0, clusterId: 'c', nodeId: 2, directoryId: undefined },
  ],
  [
    'version 0 before a cluster is known',
    { version: '0' },
    { version: 0, clusterId: undefined, nodeId: undefined, directoryId: undefined },
  ],
] as const)('%s is read', (_, properties, meta) => {
  expect(readMetaProperties(new Map(Object.entries(properties)))).toEqual({ meta })
})

test.each([
  [{}, 'version missing, 0 and 1 are known'],
  [{ ...v1, version: '7' }, 'version 7, 0 and 1 are known'],
  [{ ...v1, 'node.id': 'one' }, 'node id "one" is no number'],
  [{ version: '1', 'node.id': '1' }, 'cluster.id is missing'],
])('%j is refused', (properties, problem) => {
  expect(readMetaProperties(new Map(Object.entries(properties)))).toEqual({ problem })
})

test('each version is written in its own form', () => {
  const facts = { clusterId: 'c', nodeId: 3, directoryId: 'd' }
  expect(encodeMetaProperties({ ...facts, version: 1 })).toContain(
    'node.id=3\ndirectory.id=d\nversion=1\ncluster.id=c\n',
  )
  expect(encodeMetaProperties({ ...facts, version: 0 })).toContain('broker.id=3\n')
})
