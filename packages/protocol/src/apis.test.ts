import { expect, test } from 'vitest'
import { apiByKey, apiKeys, apis, type VersionPair } from './apis.js'
import { requestHeaderVersion, responseHeaderVersion } from './header.js'
import { allMessages } from './messages/all-messages.js'
import { readText } from './testing/golden-file.js'

interface Range {
  readonly min: number
  readonly max: number
}

interface ApiFact {
  readonly key: number
  readonly name: string
  readonly requestVersions: Range
  readonly flexibleFrom: number | null
  readonly kafka39: Range | null
  readonly kafka43: Range | null
  readonly kafka44: Range | null
  readonly kafka44Advertised?: Range
  readonly latestVersionUnstable: boolean
  readonly clusterAction: boolean
  readonly forwardable: boolean
  readonly listeners: string[]
  readonly requestHeaderVersions: Record<string, number>
  readonly responseHeaderVersions: Record<string, number>
}

const facts: ApiFact[] = JSON.parse(readText(new URL('../testdata/apis.json.gz', import.meta.url)))

function pair(range: Range | null | undefined): VersionPair | null {
  return range ? [range.min, range.max] : null
}

test('every API of Kafka is here with its versions and flags, and no other', () => {
  const known = facts.map((fact) => ({
    key: fact.key,
    name: fact.name,
    minVersion: fact.requestVersions.min,
    maxVersion: fact.requestVersions.max,
    flexibleFrom: fact.flexibleFrom ?? 32767,
    kafka39: pair(fact.kafka39),
    kafka43: pair(fact.kafka43),
    kafka44: pair(fact.kafka44),
    kafka4Advertised: pair(fact.kafka44Advertised),
    latestVersionUnstable: fact.latestVersionUnstable,
    clusterAction: fact.clusterAction,
    forwardable: fact.forwardable,
    listeners: fact.listeners ?? [],
  }))
  expect(apis).toEqual(known)
  expect(Object.entries(apiKeys)).toEqual(facts.map(({ name, key }) => [name, key]))
  expect(apiByKey(95)).toBeUndefined()
  expect(apiByKey(-1)).toBeUndefined()
})

test('the header versions of every API and version are those of Kafka', () => {
  const wrong: string[] = []
  for (const { key, name, requestHeaderVersions, responseHeaderVersions } of facts) {
    for (const [version, expected] of Object.entries(requestHeaderVersions)) {
      if (requestHeaderVersion(key, Number(version)) !== expected) wrong.push(`${name} request v${version}`)
    }
    for (const [version, expected] of Object.entries(responseHeaderVersions)) {
      if (responseHeaderVersion(key, Number(version)) !== expected) wrong.push(`${name} response v${version}`)
    }
  }
  expect(wrong).toEqual([])
})

test('every API has a request and a response in all of its versions', () => {
  const wrong = apis.filter((api) => {
    const [request, response] = ['request', 'response'].map((kind) =>
      allMessages.find((type) => type.kind === kind && type.apiKey === api.key),
    )
    const same = (type: typeof request): boolean =>
      type?.minVersion === api.minVersion &&
      type.maxVersion === api.maxVersion &&
      type.flexibleFrom === api.flexibleFrom
    return !same(request) || !same(response)
  })
  expect(wrong).toEqual([])
})
