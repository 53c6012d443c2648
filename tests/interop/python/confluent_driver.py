"""confluent-kafka (librdkafka) in the suite's vocabulary."""

import sys
import threading
import time

from confluent_kafka import Consumer, ConsumerGroupTopicPartitions, KafkaException, Producer
from confluent_kafka import TopicPartition
from confluent_kafka.admin import AdminClient, AlterConfigOpType, ConfigEntry, ConfigResource
from confluent_kafka.admin import NewPartitions, NewTopic

from driver_loop import serve, to_bytes, to_text

TIMEOUT = 30


class Member:
    """A consumer that is polled by a thread of its own until it leaves."""

    def __init__(self, settings, topic):
        self.owned = []
        self.leaving = False
        self.consumer = Consumer(settings)
        self.consumer.subscribe([topic], on_assign=self._assign, on_revoke=self._revoke, on_lost=self._revoke)
        self.thread = threading.Thread(target=self._poll, daemon=True)
        self.thread.start()

    def _assign(self, _consumer, partitions):
        self.owned = [each.partition for each in partitions]

    def _revoke(self, _consumer, _partitions):
        self.owned = []

    def _poll(self):
        while not self.leaving:
            self.consumer.poll(0.1)
        self.consumer.close()

    def leave(self):
        self.leaving = True
        self.thread.join(TIMEOUT)


class Driver:
    def __init__(self, bootstrap):
        self.common = {"bootstrap.servers": bootstrap, "client.id": "interop-confluent"}
        self.admin = AdminClient(self.common)
        self.members = {}

    def produce(self, topic, codec, idempotent, records, partitioner="murmur2"):
        settings = {
            **self.common,
            "compression.type": codec,
            "enable.idempotence": idempotent,
            "message.max.bytes": 1048576,
            "linger.ms": 20,
            "acks": "all",
        }
        if partitioner == "murmur2":
            settings["partitioner"] = "murmur2_random"
        producer = Producer(settings)
        failures = []

        def delivered(error, _message):
            if error is not None:
                failures.append(error)

        for record in records:
            place = {name: record[name] for name in ("partition", "timestamp") if name in record}
            headers = [(name, to_bytes(held)) for name, held in record["headers"]]
            producer.produce(
                topic,
                key=to_bytes(record["key"]),
                value=to_bytes(record["value"]),
                headers=headers,
                on_delivery=delivered,
                **place,
            )
        left = producer.flush(TIMEOUT)
        if failures or left:
            raise KafkaException(failures[0] if failures else f"{left} records were not delivered")

    def consume(self, topic, count, **request):
        settings = {**self.common, "group.id": f"{topic}-read", "enable.auto.commit": False}
        consumer = Consumer({**settings, "auto.offset.reset": "error", "fetch.wait.max.ms": 100})
        start = request["from"].items()
        consumer.assign([TopicPartition(topic, int(partition), offset) for partition, offset in start])
        found, until = [], time.monotonic() + TIMEOUT
        try:
            while len(found) < count and time.monotonic() < until:
                message = consumer.poll(0.5)
                if message is None:
                    continue
                if message.error() is not None:
                    raise KafkaException(message.error())
                found.append(readable(message))
        finally:
            consumer.close()
        return found

    def offsetsAt(self, topic, timestamp, partitions):
        consumer = self._plain_consumer(f"{topic}-times")
        try:
            asked = [TopicPartition(topic, partition, timestamp) for partition in partitions]
            # "none" is told as the logical end offset
            return {
                each.partition: each.offset if each.offset >= 0 else -1
                for each in consumer.offsets_for_times(asked, timeout=TIMEOUT)
            }
        finally:
            consumer.close()

    def offsets(self, topic, partitions):
        consumer = self._plain_consumer(f"{topic}-offsets")
        try:
            answer = {}
            for partition in partitions:
                low, high = consumer.get_watermark_offsets(TopicPartition(topic, partition), timeout=TIMEOUT)
                answer[partition] = {"earliest": low, "latest": high}
            return answer
        finally:
            consumer.close()

    def join(self, member, group, topic, assignor="range,roundrobin"):
        settings = {
            **self.common,
            "group.id": group,
            "partition.assignment.strategy": assignor,
            "session.timeout.ms": 10000,
            "heartbeat.interval.ms": 300,
            "auto.offset.reset": "earliest",
        }
        self.members[member] = Member(settings, topic)

    def owned(self, member):
        return self.members[member].owned

    def leave(self, member):
        self.members.pop(member).leave()

    def commit(self, group, topic, offsets):
        consumer = self._plain_consumer(group)
        try:
            asked = [TopicPartition(topic, int(partition), offset) for partition, offset in offsets.items()]
            consumer.commit(offsets=asked, asynchronous=False)
        finally:
            consumer.close()

    def committed(self, group, topic, partitions):
        asked = ConsumerGroupTopicPartitions(group, [TopicPartition(topic, each) for each in partitions])
        answer = self.admin.list_consumer_group_offsets([asked])[group].result(TIMEOUT)
        return {each.partition: each.offset for each in answer.topic_partitions}

    def createTopic(self, topic, partitions, configs):
        wanted = NewTopic(topic, num_partitions=partitions, replication_factor=1, config=configs)
        self.admin.create_topics([wanted])[topic].result(TIMEOUT)

    def describeTopic(self, topic):
        found = self.admin.list_topics(topic, timeout=TIMEOUT).topics[topic].partitions
        return {
            "partitions": [
                {"index": each.id, "leader": each.leader, "replicas": each.replicas, "isr": each.isrs}
                for each in found.values()
            ]
        }

    def listTopics(self):
        return list(self.admin.list_topics(timeout=TIMEOUT).topics)

    def alterConfig(self, topic, name, value):
        entry = ConfigEntry(name, value, incremental_operation=AlterConfigOpType.SET)
        resource = ConfigResource(ConfigResource.Type.TOPIC, topic, incremental_configs=[entry])
        self.admin.incremental_alter_configs([resource])[resource].result(TIMEOUT)

    def describeConfig(self, topic, name):
        resource = ConfigResource(ConfigResource.Type.TOPIC, topic)
        return self.admin.describe_configs([resource])[resource].result(TIMEOUT)[name].value

    def createPartitions(self, topic, count):
        self.admin.create_partitions([NewPartitions(topic, count)])[topic].result(TIMEOUT)

    def deleteTopic(self, topic):
        self.admin.delete_topics([topic])[topic].result(TIMEOUT)

    def deleteRecords(self, topic, offsets):
        asked = [TopicPartition(topic, int(partition), offset) for partition, offset in offsets.items()]
        for answer in self.admin.delete_records(asked).values():
            answer.result(TIMEOUT)

    def listGroups(self):
        answer = self.admin.list_consumer_groups().result(TIMEOUT)
        return [each.group_id for each in answer.valid]

    def describeGroup(self, group):
        answer = self.admin.describe_consumer_groups([group])[group].result(TIMEOUT)
        return {"state": answer.state.name, "members": len(answer.members)}

    def deleteGroup(self, group):
        self.admin.delete_consumer_groups([group])[group].result(TIMEOUT)

    def close(self):
        for member in list(self.members.values()):
            member.leave()

    def _plain_consumer(self, group):
        return Consumer({**self.common, "group.id": group, "enable.auto.commit": False})


def readable(message):
    return {
        "partition": message.partition(),
        "offset": message.offset(),
        "timestamp": message.timestamp()[1],
        "key": to_text(message.key()),
        "value": to_text(message.value()),
        "headers": [[name, to_text(held)] for name, held in message.headers() or []],
    }


serve(Driver(sys.argv[1]))
