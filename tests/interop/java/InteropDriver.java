import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka's own Java client in the suite's vocabulary: one request a line on stdin, one answer a line on stdout. Compiles
 * against the 3.9 and the 4.3 releases alike. Each verb runs in a thread of its own; ends when stdin does.
 */
public final class InteropDriver {
  private static final ObjectMapper json = new ObjectMapper();
  private static final Duration patience = Duration.ofSeconds(30);

  private final String bootstrap;
  private final Admin admin;
  private final Map<String, Member> members = new ConcurrentHashMap<>();

  private interface Verb {
    Object play(JsonNode request) throws Exception;
  }

  private final Map<String, Verb> verbs = new HashMap<>();

  private InteropDriver(String bootstrap) {
    this.bootstrap = bootstrap;
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap, "client.id", "interop-java"));
    verbs.put("produce", this::produce);
    verbs.put("consume", this::consume);
    verbs.put("offsetsAt", this::offsetsAt);
    verbs.put("offsets", this::offsets);
    verbs.put("join", this::join);
    verbs.put("owned", request -> members.get(text(request, "member")).owned);
    verbs.put("leave", request -> members.remove(text(request, "member")).leave());
    verbs.put("commit", this::commit);
    verbs.put("committed", this::committed);
    verbs.put("createTopic", this::createTopic);
    verbs.put("describeTopic", this::describeTopic);
    verbs.put("listTopics", request -> admin.listTopics().names().get());
    verbs.put("alterConfig", this::alterConfig);
    verbs.put("describeConfig", this::describeConfig);
    verbs.put("createPartitions", this::createPartitions);
    verbs.put("deleteTopic", request -> admin.deleteTopics(List.of(text(request, "topic"))).all().get());
    verbs.put("deleteRecords", this::deleteRecords);
    verbs.put("listGroups", this::listGroups);
    verbs.put("describeGroup", this::describeGroup);
    verbs.put("deleteGroup", request -> admin.deleteConsumerGroups(List.of(text(request, "group"))).all().get());
  }

  public static void main(String[] args) throws Exception {
    InteropDriver driver = new InteropDriver(args[0]);
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonNode request = json.readTree(line);
      Thread thread = new Thread(() -> driver.answer(request));
      thread.setDaemon(true);
      thread.start();
    }
    for (Member member : driver.members.values()) member.leave();
    System.exit(0);
  }

  private void answer(JsonNode request) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("id", request.get("id").asInt());
    try {
      answer.put("result", verbs.get(text(request, "verb")).play(request));
    } catch (ExecutionException error) {
      answer.put("error", String.valueOf(error.getCause()));
    } catch (Exception error) {
      answer.put("error", error + " at " + Arrays.toString(error.getStackTrace()).substring(0, 200));
    }
    try {
      String line = json.writeValueAsString(answer);
      synchronized (System.out) {
        System.out.println(line);
      }
    } catch (Exception error) {
      error.printStackTrace();
    }
  }

  private Object produce(JsonNode request) throws Exception {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("client.id", "interop-java");
    settings.put("compression.type", text(request, "codec"));
    settings.put("enable.idempotence", request.get("idempotent").asBoolean());
    settings.put("acks", "all");
    settings.put("linger.ms", 20);
    settings.put("delivery.timeout.ms", 40_000);
    String topic = text(request, "topic");
    List<Future<RecordMetadata>> waiting = new ArrayList<>();
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, bytes, bytes)) {
      for (JsonNode record : request.get("records")) {
        Integer partition = record.has("partition") ? record.get("partition").asInt() : null;
        Long timestamp = record.has("timestamp") ? record.get("timestamp").asLong() : null;
        byte[] key = bytes(record.get("key"));
        byte[] value = bytes(record.get("value"));
        ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>(topic, partition, timestamp, key, value);
        for (JsonNode header : record.get("headers")) {
          sent.headers().add(header.get(0).asText(), bytes(header.get(1)));
        }
        waiting.add(producer.send(sent));
      }
      producer.flush();
    }
    for (Future<RecordMetadata> each : waiting) each.get();
    return null;
  }

  private Object consume(JsonNode request) {
    int count = request.get("count").asInt();
    Map<TopicPartition, Long> from = places(text(request, "topic"), request.get("from"));
    List<Object> found = new ArrayList<>();
    long until = System.nanoTime() + patience.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of("fetch.max.wait.ms", 100))) {
      consumer.assign(from.keySet());
      from.forEach(consumer::seek);
      while (found.size() < count && System.nanoTime() < until) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
          if (found.size() < count) found.add(readable(record));
        }
      }
    }
    return found;
  }

  private Object offsetsAt(JsonNode request) {
    long timestamp = request.get("timestamp").asLong();
    Map<TopicPartition, Long> asked = new HashMap<>();
    for (TopicPartition place : listed(request)) asked.put(place, timestamp);
    Map<Integer, Long> answer = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of())) {
      Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(asked);
      for (TopicPartition place : asked.keySet()) {
        OffsetAndTimestamp each = found.get(place);
        answer.put(place.partition(), each == null ? -1 : each.offset());
      }
    }
    return answer;
  }

  private Object offsets(JsonNode request) throws Exception {
    Map<TopicPartition, OffsetSpec> first = new HashMap<>();
    Map<TopicPartition, OffsetSpec> end = new HashMap<>();
    for (TopicPartition place : listed(request)) {
      first.put(place, OffsetSpec.earliest());
      end.put(place, OffsetSpec.latest());
    }
    Map<TopicPartition, ListOffsetsResultInfo> earliest = admin.listOffsets(first).all().get();
    Map<TopicPartition, ListOffsetsResultInfo> latest = admin.listOffsets(end).all().get();
    Map<Integer, Object> answer = new HashMap<>();
    earliest.forEach((place, info) -> answer.put(
        place.partition(),
        Map.of("earliest", info.offset(), "latest", latest.get(place).offset())));
    return answer;
  }

  private Object join(JsonNode request) {
    String assignor = request.has("assignor") ? text(request, "assignor") : "cooperative-sticky";
    String kind = Map.of("range", "RangeAssignor", "cooperative-sticky", "CooperativeStickyAssignor").get(assignor);
    Map<String, Object> settings = new HashMap<>();
    settings.put("group.id", text(request, "group"));
    settings.put("partition.assignment.strategy", "org.apache.kafka.clients.consumer." + kind);
    settings.put("session.timeout.ms", 10_000);
    settings.put("heartbeat.interval.ms", 300);
    settings.put("auto.offset.reset", "earliest");
    members.put(text(request, "member"), new Member(consumer(settings), text(request, "topic")));
    return null;
  }

  private Object commit(JsonNode request) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    places(text(request, "topic"), request.get("offsets"))
        .forEach((place, offset) -> offsets.put(place, new OffsetAndMetadata(offset)));
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of("group.id", text(request, "group")))) {
      consumer.commitSync(offsets);
    }
    return null;
  }

  private Object committed(JsonNode request) throws Exception {
    Map<TopicPartition, OffsetAndMetadata> found =
        admin.listConsumerGroupOffsets(text(request, "group")).partitionsToOffsetAndMetadata().get();
    Map<Integer, Long> answer = new HashMap<>();
    for (TopicPartition place : listed(request)) {
      OffsetAndMetadata each = found.get(place);
      answer.put(place.partition(), each == null ? -1 : each.offset());
    }
    return answer;
  }

  private Object createTopic(JsonNode request) throws Exception {
    Map<String, String> configs = new HashMap<>();
    request.get("configs").fields().forEachRemaining(each -> configs.put(each.getKey(), each.getValue().asText()));
    NewTopic wanted = new NewTopic(text(request, "topic"), request.get("partitions").asInt(), (short) 1);
    return admin.createTopics(List.of(wanted.configs(configs))).all().get();
  }

  private Object describeTopic(JsonNode request) throws Exception {
    String topic = text(request, "topic");
    TopicDescription found = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
    Function<List<Node>, List<Integer>> ids = nodes -> nodes.stream().map(Node::id).collect(Collectors.toList());
    List<Object> partitions = new ArrayList<>();
    found.partitions().forEach(each -> partitions.add(Map.of(
        "index", each.partition(),
        "leader", each.leader().id(),
        "replicas", ids.apply(each.replicas()),
        "isr", ids.apply(each.isr()))));
    return Map.of("partitions", partitions);
  }

  private Object alterConfig(JsonNode request) throws Exception {
    ConfigEntry entry = new ConfigEntry(text(request, "name"), text(request, "value"));
    Collection<AlterConfigOp> operations = List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET));
    return admin.incrementalAlterConfigs(Map.of(resource(request), operations)).all().get();
  }

  private Object describeConfig(JsonNode request) throws Exception {
    Config found = admin.describeConfigs(List.of(resource(request))).all().get().get(resource(request));
    return found.get(text(request, "name")).value();
  }

  private Object createPartitions(JsonNode request) throws Exception {
    NewPartitions wanted = NewPartitions.increaseTo(request.get("count").asInt());
    return admin.createPartitions(Map.of(text(request, "topic"), wanted)).all().get();
  }

  private Object deleteRecords(JsonNode request) throws Exception {
    Map<TopicPartition, RecordsToDelete> asked = new HashMap<>();
    places(text(request, "topic"), request.get("offsets"))
        .forEach((place, offset) -> asked.put(place, RecordsToDelete.beforeOffset(offset)));
    return admin.deleteRecords(asked).all().get();
  }

  private Object listGroups(JsonNode request) throws Exception {
    return admin.listConsumerGroups().all().get().stream()
        .map(each -> each.groupId())
        .collect(Collectors.toList());
  }

  private Object describeGroup(JsonNode request) throws Exception {
    String group = text(request, "group");
    ConsumerGroupDescription found = admin.describeConsumerGroups(List.of(group)).all().get().get(group);
    return Map.of("state", found.state().toString(), "members", found.members().size());
  }

  private KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("client.id", "interop-java");
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "none");
    settings.putAll(more);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** A consumer that is polled by a thread of its own until it leaves. */
  private static final class Member implements ConsumerRebalanceListener {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile boolean leaving;
    volatile List<Integer> owned = List.of();

    Member(KafkaConsumer<byte[], byte[]> consumer, String topic) {
      this.consumer = consumer;
      consumer.subscribe(List.of(topic), this);
      this.thread = new Thread(this::poll);
      thread.setDaemon(true);
      thread.start();
    }

    private void poll() {
      while (!leaving) {
        consumer.poll(Duration.ofMillis(100));
        owned = consumer.assignment().stream().map(TopicPartition::partition).collect(Collectors.toList());
      }
      consumer.close();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

    Object leave() throws InterruptedException {
      leaving = true;
      thread.join(patience.toMillis());
      return null;
    }
  }

  private static Map<String, Object> readable(ConsumerRecord<byte[], byte[]> record) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("partition", record.partition());
    shown.put("offset", record.offset());
    shown.put("timestamp", record.timestamp());
    shown.put("key", base64(record.key()));
    shown.put("value", base64(record.value()));
    List<Object> headers = new ArrayList<>();
    for (Header header : record.headers()) headers.add(Arrays.asList(header.key(), base64(header.value())));
    shown.put("headers", headers);
    return shown;
  }

  private static List<TopicPartition> listed(JsonNode request) {
    return StreamSupport.stream(request.get("partitions").spliterator(), false)
        .map(each -> new TopicPartition(text(request, "topic"), each.asInt()))
        .collect(Collectors.toList());
  }

  private static Map<TopicPartition, Long> places(String topic, JsonNode byPartition) {
    Map<TopicPartition, Long> found = new HashMap<>();
    byPartition.fields().forEachRemaining(each -> {
      TopicPartition place = new TopicPartition(topic, Integer.parseInt(each.getKey()));
      found.put(place, each.getValue().asLong());
    });
    return found;
  }

  private static ConfigResource resource(JsonNode request) {
    return new ConfigResource(ConfigResource.Type.TOPIC, text(request, "topic"));
  }

  private static String text(JsonNode request, String name) {
    return request.get(name).asText();
  }

  private static byte[] bytes(JsonNode held) {
    return held.isNull() ? null : Base64.getDecoder().decode(held.asText());
  }

  private static String base64(byte[] held) {
    return Optional.ofNullable(held).map(Base64.getEncoder()::encodeToString).orElse(null);
  }
}
