/**
 * The records of Kafka's metadata log applied one by one: topics with their ids and leader epochs, settings, the next
 * producer id, feature levels, and how many records there are of kinds that are not served. Pure.
 */
import { ByteReader } from '@samsa/protocol/bytes/byte-reader'
import { abortTransactionRecord } from '@samsa/protocol/messages/abort-transaction-record'
import { accessControlEntryRecord } from '@samsa/protocol/messages/access-control-entry-record'
import { beginTransactionRecord } from '@samsa/protocol/messages/begin-transaction-record'
import { clientQuotaRecord } from '@samsa/protocol/messages/client-quota-record'
import { configRecord } from '@samsa/protocol/messages/config-record'
import { delegationTokenRecord } from '@samsa/protocol/messages/delegation-token-record'
import { endTransactionRecord } from '@samsa/protocol/messages/end-transaction-record'
import { featureLevelRecord } from '@samsa/protocol/messages/feature-level-record'
import { partitionChangeRecord } from '@samsa/protocol/messages/partition-change-record'
import { partitionRecord } from '@samsa/protocol/messages/partition-record'
import { producerIdsRecord } from '@samsa/protocol/messages/producer-ids-record'
import { registerBrokerRecord } from '@samsa/protocol/messages/register-broker-record'
import { removeAccessControlEntryRecord } from '@samsa/protocol/messages/remove-access-control-entry-record'
import { removeDelegationTokenRecord } from '@samsa/protocol/messages/remove-delegation-token-record'
import { removeTopicRecord } from '@samsa/protocol/messages/remove-topic-record'
import { removeUserScramCredentialRecord } from '@samsa/protocol/messages/remove-user-scram-credential-record'
import { topicRecord } from '@samsa/protocol/messages/topic-record'
import { unregisterBrokerRecord } from '@samsa/protocol/messages/unregister-broker-record'
import { userScramCredentialRecord } from '@samsa/protocol/messages/user-scram-credential-record'
import type { Uuid } from '@samsa/protocol/model/uuid'
import { decodeMetadataRecordPrefix } from '@samsa/protocol/stored-record'
import type { Configs, ConfiguredKind } from '../../metadata/core/apply-change.js'

export interface KafkaPartition {
  readonly replicas: readonly number[]
  readonly leaderEpoch: number
}

export interface KafkaTopic {
  readonly name: string
  readonly topicId: Uuid
  readonly partitions: ReadonlyMap<number, KafkaPartition>
}

/** What Kafka's metadata log says at its end. */
export interface KafkaMetadata {
  /** By name. */
  readonly topics: ReadonlyMap<string, KafkaTopic>
  readonly topicConfigs: ReadonlyMap<string, Configs>
  /** By kind, then by name; of brokers '' stands for all. */
  readonly configs: Readonly<Record<ConfiguredKind, ReadonlyMap<string, Configs>>>
  /** The first producer id that nobody was given; 0 when none was. */
  readonly nextProducerId: number
  /** Level by name: metadata.version, group.version, ... */
  readonly features: ReadonlyMap<string, number>
  /** Ids of registered brokers. */
  readonly brokers: ReadonlySet<number>
  /** How many there are of what is not served. */
  readonly unserved: Readonly<Record<UnservedKind, number>>
}

export type UnservedKind = 'SCRAM credentials' | 'ACLs' | 'client quotas' | 'delegation tokens'

/** Resource types of ConfigRecord. */
const TOPIC = 2
const resourceKinds: Readonly<Record<number, ConfiguredKind>> = {
  4: 'broker',
  16: 'client-metrics',
  32: 'group',
}
const NO_LEADER_CHANGE = -2

interface MutableTopic {
  readonly name: string
  readonly topicId: Uuid
  readonly partitions: Map<number, KafkaPartition>
}

/** Fed with the values of the log's records in order. */
export class MetadataReplay {
  readonly #topics = new Map<Uuid, MutableTopic>()
  readonly #topicConfigs = new Map<string, Record<string, string>>()
  readonly #configs = {
    broker: new Map<string, Record<string, string>>(),
    group: new Map<string, Record<string, string>>(),
    'client-metrics': new Map<string, Record<string, string>>(),
  }
  readonly #features = new Map<string, number>()
  readonly #brokers = new Set<number>()
  readonly #scram = new Set<string>()
  readonly #acls = new Set<string>()
  readonly #quotas = new Set<string>()
  readonly #tokens = new Set<string>()
  #nextProducerId = 0
  /** Records of a metadata transaction that has not ended. */
  #held: Uint8Array[] | undefined

  /** One record: a frame version, the record's type and its version, then the record. Throws DecodeError. */
  record(value: Uint8Array): void {
    const reader = new ByteReader(value)
    const { recordType, version } = decodeMetadataRecordPrefix(reader)
    if (recordType === beginTransactionRecord.apiKey) this.#held = []
    else if (recordType === abortTransactionRecord.apiKey) this.#held = undefined
    else if (recordType === endTransactionRecord.apiKey) this.#release()
    else if (this.#held !== undefined) this.#held.push(value.slice())
    else this.#apply(recordType, version, reader)
  }

  #release(): void {
    const held = this.#held ?? []
    this.#held = undefined
    for (const value of held) this.record(value)
  }

  #apply(type: number, version: number, reader: ByteReader): void {
    switch (type) {
      case configRecord.apiKey:
        this.#config(configRecord.decode(reader, version))
        break
      case featureLevelRecord.apiKey: {
        const { name, featureLevel } = featureLevelRecord.decode(reader, version)
        if (featureLevel === 0) this.#features.delete(name)
        else this.#features.set(name, featureLevel)
        break
      }
      case producerIdsRecord.apiKey: {
        const { nextProducerId } = producerIdsRecord.decode(reader, version)
        this.#nextProducerId = Math.max(this.#nextProducerId, nextProducerId)
        break
      }
      case registerBrokerRecord.apiKey:
        this.#brokers.add(registerBrokerRecord.decode(reader, version).brokerId)
        break
      case unregisterBrokerRecord.apiKey:
        this.#brokers.delete(unregisterBrokerRecord.decode(reader, version).brokerId)
        break
      default:
        this.#applyTopic(type, version, reader)
        this.#applyUnserved(type, version, reader)
    }
  }

  #applyTopic(type: number, version: number, reader: ByteReader): void {
    switch (type) {
      case topicRecord.apiKey: {
        const { name, topicId } = topicRecord.decode(reader, version)
        this.#topics.set(topicId, { name, topicId, partitions: new Map() })
        break
      }
      case removeTopicRecord.apiKey: {
        const { topicId } = removeTopicRecord.decode(reader, version)
        this.#topicConfigs.delete(this.#topics.get(topicId)?.name ?? '')
        this.#topics.delete(topicId)
        break
      }
      case partitionRecord.apiKey: {
        const { topicId, partitionId, replicas, leaderEpoch } = partitionRecord.decode(reader, version)
        this.#topics.get(topicId)?.partitions.set(partitionId, { replicas, leaderEpoch })
        break
      }
      case partitionChangeRecord.apiKey: {
        const change = partitionChangeRecord.decode(reader, version)
        const partitions = this.#topics.get(change.topicId)?.partitions
        const known = partitions?.get(change.partitionId)
        if (partitions === undefined || known === undefined) break
        // Every change of the leader is a new epoch, also one to none.
        const leaderEpoch = known.leaderEpoch + (change.leader === NO_LEADER_CHANGE ? 0 : 1)
        partitions.set(change.partitionId, { replicas: change.replicas ?? known.replicas, leaderEpoch })
      }
    }
  }

  #applyUnserved(type: number, version: number, reader: ByteReader): void {
    switch (type) {
      case userScramCredentialRecord.apiKey: {
        const { name, mechanism } = userScramCredentialRecord.decode(reader, version)
        this.#scram.add(`${mechanism} ${name}`)
        break
      }
      case removeUserScramCredentialRecord.apiKey: {
        const { name, mechanism } = removeUserScramCredentialRecord.decode(reader, version)
        this.#scram.delete(`${mechanism} ${name}`)
        break
      }
      case accessControlEntryRecord.apiKey:
        this.#acls.add(accessControlEntryRecord.decode(reader, version).id)
        break
      case removeAccessControlEntryRecord.apiKey:
        this.#acls.delete(removeAccessControlEntryRecord.decode(reader, version).id)
        break
      case clientQuotaRecord.apiKey: {
        const { entity, key, remove } = clientQuotaRecord.decode(reader, version)
        const quota = JSON.stringify([entity, key])
        if (remove) this.#quotas.delete(quota)
        else this.#quotas.add(quota)
        break
      }
      case delegationTokenRecord.apiKey:
        this.#tokens.add(delegationTokenRecord.decode(reader, version).tokenId)
        break
      case removeDelegationTokenRecord.apiKey:
        this.#tokens.delete(removeDelegationTokenRecord.decode(reader, version).tokenId)
    }
  }

  #config(record: { resourceType: number; resourceName: string; name: string; value: string | null }): void {
    const kind = resourceKinds[record.resourceType]
    const resources =
      record.resourceType === TOPIC
        ? this.#topicConfigs
        : kind === undefined
          ? undefined
          : this.#configs[kind]
    if (resources === undefined) return
    const configs = resources.get(record.resourceName) ?? {}
    if (record.value === null) delete configs[record.name]
    else configs[record.name] = record.value
    resources.set(record.resourceName, configs)
  }

  get metadata(): KafkaMetadata {
    return {
      topics: new Map([...this.#topics.values()].map((topic) => [topic.name, topic])),
      topicConfigs: this.#topicConfigs,
      configs: this.#configs,
      nextProducerId: this.#nextProducerId,
      features: this.#features,
      brokers: this.#brokers,
      unserved: {
        'SCRAM credentials': this.#scram.size,
        ACLs: this.#acls.size,
        'client quotas': this.#quotas.size,
        'delegation tokens': this.#tokens.size,
      },
    }
  }
}
