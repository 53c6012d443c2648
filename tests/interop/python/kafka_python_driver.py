"""kafka-python in the suite's vocabulary."""

import sys
import threading
import time

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import ConfigResource, ConfigResourceType, NewPartitions, NewTopic
from kafka.coordinator.assignors.range import RangePartitionAssignor
from kafka.coordinator.assignors.roundrobin import RoundRobinPartitionAssignor
from kafka.structs import OffsetAndMetadata

from driver_loop import serve, to_bytes, to_text

TIMEOUT = 30


class Member:
    """A consumer that is polled by a thread of its own until it leaves."""

    def __init__(self, consumer):
        self.owned = []
        self.leaving = False
        self.consumer = consumer
        self.thread = threading.Thread(target=self._poll, daemon=True)
        self.thread.start()

    def _poll(self):
        while not self.leaving:
            self.consumer.poll(timeout_ms=100)
            self.owned = [each.partition for each in self.consumer.assignment()]
        self.consumer.close()

    def leave(self):
        self.leaving = True
        self.thread.join(TIMEOUT)


class Driver:
    def __init__(self, bootstrap):
        self.common = {"bootstrap_servers": bootstrap, "client_id": "interop-kafka-python"}
        self.admin_client = None
        self.members = {}
        self.starting = threading.Lock()

    @property
    def admin(self):
        with self.starting:
            if self.admin_client is None:
                self.admin_client = KafkaAdminClient(**self.common)
            return self.admin_client

    def produce(self, topic, codec, idempotent, records, partitioner="murmur2"):
        producer = KafkaProducer(
            **self.common,
            compression_type=None if codec == "none" else codec,
            enable_idempotence=idempotent,
            max_request_size=1048576,
            acks="all",
            linger_ms=20,
        )
        try:
            waiting = []
            for record in records:
                waiting.append(
                    producer.send(
                        topic,
                        key=to_bytes(record["key"]),
                        value=to_bytes(record["value"]),
                        headers=[(name, to_bytes(held)) for name, held in record["headers"]],
                        partition=record.get("partition"),
                        timestamp_ms=record.get("timestamp"),
                    )
                )
            producer.flush(TIMEOUT)
            for each in waiting:
                each.get(TIMEOUT)
        finally:
            producer.close()

    def consume(self, topic, count, **request):
        consumer = self._plain_consumer(None)
        start = {TopicPartition(topic, int(index)): offset for index, offset in request["from"].items()}
        found, until = [], time.monotonic() + TIMEOUT
        try:
            consumer.assign(list(start))
            for place, offset in start.items():
                consumer.seek(place, offset)
            while len(found) < count and time.monotonic() < until:
                for records in consumer.poll(timeout_ms=500).values():
                    found.extend(readable(record) for record in records)
        finally:
            consumer.close()
        return found[:count]

    def offsetsAt(self, topic, timestamp, partitions):
        consumer = self._plain_consumer(None)
        try:
            asked = {TopicPartition(topic, partition): timestamp for partition in partitions}
            answer = consumer.offsets_for_times(asked)
            return {place.partition: -1 if each is None else each.offset for place, each in answer.items()}
        finally:
            consumer.close()

    def offsets(self, topic, partitions):
        consumer = self._plain_consumer(None)
        try:
            places = [TopicPartition(topic, partition) for partition in partitions]
            first, end = consumer.beginning_offsets(places), consumer.end_offsets(places)
            return {place.partition: {"earliest": first[place], "latest": end[place]} for place in places}
        finally:
            consumer.close()

    def join(self, member, group, topic, assignor="roundrobin"):
        kinds = {"range": RangePartitionAssignor, "roundrobin": RoundRobinPartitionAssignor}
        consumer = KafkaConsumer(
            topic,
            **self.common,
            group_id=group,
            partition_assignment_strategy=[kinds[assignor]],
            session_timeout_ms=10000,
            heartbeat_interval_ms=300,
            auto_offset_reset="earliest",
            enable_auto_commit=False,
        )
        self.members[member] = Member(consumer)

    def owned(self, member):
        return self.members[member].owned

    def leave(self, member):
        self.members.pop(member).leave()

    def commit(self, group, topic, offsets):
        consumer = self._plain_consumer(group)
        try:
            consumer.commit(
                {
                    TopicPartition(topic, int(partition)): OffsetAndMetadata(offset, "", -1)
                    for partition, offset in offsets.items()
                }
            )
        finally:
            consumer.close()

    def committed(self, group, topic, partitions):
        asked = [TopicPartition(topic, partition) for partition in partitions]
        answer = self.admin.list_consumer_group_offsets(group, partitions=asked)
        return {place.partition: each.offset for place, each in answer.items()}

    def createTopic(self, topic, partitions, configs):
        wanted = NewTopic(topic, num_partitions=partitions, replication_factor=1, topic_configs=configs)
        self.admin.create_topics([wanted])

    def describeTopic(self, topic):
        [found] = self.admin.describe_topics([topic])
        return {
            "partitions": [
                {
                    "index": each.get("partition_index", each.get("partition")),
                    "leader": each.get("leader_id", each.get("leader")),
                    "replicas": list(each.get("replica_nodes", each.get("replicas"))),
                    "isr": list(each.get("isr_nodes", each.get("isr"))),
                }
                for each in found["partitions"]
            ]
        }

    def listTopics(self):
        return self.admin.list_topics()

    def alterConfig(self, topic, name, value):
        self.admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, configs={name: value})])

    def describeConfig(self, topic, name):
        [answer] = self.admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, topic)])
        _, _, _, _, entries = answer.resources[0]
        return next(entry[1] for entry in entries if entry[0] == name)

    def createPartitions(self, topic, count):
        self.admin.create_partitions({topic: NewPartitions(count)})

    def deleteTopic(self, topic):
        self.admin.delete_topics([topic])

    def deleteRecords(self, topic, offsets):
        self.admin.delete_records(
            {TopicPartition(topic, int(partition)): offset for partition, offset in offsets.items()}
        )

    def listGroups(self):
        return [each[0] for each in self.admin.list_consumer_groups()]

    def describeGroup(self, group):
        [answer] = self.admin.describe_consumer_groups([group])
        return {"state": answer.state, "members": len(answer.members)}

    def deleteGroup(self, group):
        self.admin.delete_consumer_groups([group])

    def close(self):
        for member in list(self.members.values()):
            member.leave()

    def _plain_consumer(self, group):
        return KafkaConsumer(
            **self.common,
            group_id=group,
            enable_auto_commit=False,
            auto_offset_reset="none",
            fetch_max_wait_ms=100,
        )


def readable(record):
    return {
        "partition": record.partition,
        "offset": record.offset,
        "timestamp": record.timestamp,
        "key": to_text(record.key),
        "value": to_text(record.value),
        "headers": [[name, to_text(held)] for name, held in record.headers],
    }


serve(Driver(sys.argv[1]))
