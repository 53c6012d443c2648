/**
 * Request: UpdateMetadataRequest, its fields and versions as data.
 * The controller tells a broker about the whole cluster's topics and nodes (ZooKeeper era).
 */
import type { MessageSchema } from './message-schema.js'

export const updateMetadataRequest: MessageSchema = {
  name: 'UpdateMetadataRequest',
  kind: 'request',
  apiKey: 6,
  validVersions: '0-8',
  flexibleVersions: '6+',
  about: "The controller tells a broker about the whole cluster's topics and nodes (ZooKeeper era).",
  fields: [
    {
      name: 'controllerId',
      type: 'int32',
      versions: '0+',
      entityType: 'brokerId',
      about: 'Broker or node that is the controller; -1 if unknown.',
    },
    {
      name: 'isKRaftController',
      type: 'bool',
      versions: '8+',
      about: 'The sender is a KRaft controller during a migration.',
    },
    { name: 'type', type: 'int8', versions: '8+', tagged: '8+', tag: 0 },
    { name: 'controllerEpoch', type: 'int32', versions: '0+', about: "Number of the controller's term." },
    { name: 'ungroupedPartitionStates', type: '[]UpdateMetadataPartitionState', versions: '0-4' },
    {
      name: 'brokerEpoch',
      type: 'int64',
      versions: '5+',
      default: -1,
      ignorable: true,
      about: "Number of the broker's registration, by which older ones are recognised; -1 for none.",
    },
    {
      name: 'topicStates',
      type: '[]UpdateMetadataTopicState',
      versions: '5+',
      fields: [
        { name: 'topicName', type: 'string', versions: '5+', entityType: 'topicName' },
        {
          name: 'topicId',
          type: 'uuid',
          versions: '7+',
          ignorable: true,
          about: 'Id of the topic; the zero uuid where it is unknown.',
        },
        { name: 'partitionStates', type: '[]UpdateMetadataPartitionState', versions: '5+' },
      ],
    },
    {
      name: 'liveBrokers',
      type: '[]UpdateMetadataBroker',
      versions: '0+',
      fields: [
        { name: 'id', type: 'int32', versions: '0+', entityType: 'brokerId' },
        { name: 'v0Host', type: 'string', versions: '0', ignorable: true },
        { name: 'v0Port', type: 'int32', versions: '0', ignorable: true },
        {
          name: 'endpoints',
          type: '[]UpdateMetadataEndpoint',
          versions: '1+',
          ignorable: true,
          fields: [
            { name: 'port', type: 'int32', versions: '1+' },
            { name: 'host', type: 'string', versions: '1+', about: 'Host name or address.' },
            { name: 'listener', type: 'string', versions: '3+', ignorable: true },
            {
              name: 'securityProtocol',
              type: 'int16',
              versions: '1+',
              about: '0 PLAINTEXT, 1 SSL, 2 SASL_PLAINTEXT, 3 SASL_SSL.',
            },
          ],
        },
        {
          name: 'rack',
          type: 'string',
          versions: '2+',
          nullable: '2+',
          ignorable: true,
          about: 'Where the node stands, as its operator named it; null if it did not.',
        },
      ],
    },
  ],
  structs: [
    {
      name: 'UpdateMetadataPartitionState',
      versions: '0+',
      fields: [
        { name: 'topicName', type: 'string', versions: '0-4', ignorable: true, entityType: 'topicName' },
        { name: 'partitionIndex', type: 'int32', versions: '0+' },
        { name: 'controllerEpoch', type: 'int32', versions: '0+', about: "Number of the controller's term." },
        {
          name: 'leader',
          type: 'int32',
          versions: '0+',
          entityType: 'brokerId',
          about: 'Id of the leader; -1 for none.',
        },
        {
          name: 'leaderEpoch',
          type: 'int32',
          versions: '0+',
          about: 'Number of the leadership; -1 where it is unknown.',
        },
        {
          name: 'isr',
          type: '[]int32',
          versions: '0+',
          entityType: 'brokerId',
          about: 'Replicas that are in sync.',
        },
        { name: 'zkVersion', type: 'int32', versions: '0+', about: "Version of the partition's znode." },
        {
          name: 'replicas',
          type: '[]int32',
          versions: '0+',
          entityType: 'brokerId',
          about: 'All replicas; the first one is preferred as leader.',
        },
        {
          name: 'offlineReplicas',
          type: '[]int32',
          versions: '4+',
          ignorable: true,
          entityType: 'brokerId',
          about: 'Replicas that cannot serve at the moment.',
        },
      ],
    },
  ],
}
