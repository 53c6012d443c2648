import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka's own Java client for the storage suite: one request a line on stdin, one answer a line on stdout, one after the
 * other. Writes as the given steps say, so that batches and transactions lie in the log as wanted; reads whole
 * partitions. Ends when stdin does.
 */
public final class StorageDriver {
  private static final ObjectMapper json = new ObjectMapper();
  private static final Duration patience = Duration.ofSeconds(60);

  private final String bootstrap;
  private final Map<String, KafkaProducer<byte[], byte[]>> producers = new HashMap<>();

  private StorageDriver(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  public static void main(String[] args) throws Exception {
    StorageDriver driver = new StorageDriver(args[0]);
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Map<String, Object> answer = new LinkedHashMap<>();
      try {
        answer.put("result", driver.play(json.readTree(line)));
      } catch (Exception error) {
        answer.put("error", error + " " + error.getCause() + " at " + Arrays.toString(error.getStackTrace()));
      }
      System.out.println(json.writeValueAsString(answer));
    }
    for (KafkaProducer<byte[], byte[]> producer : driver.producers.values()) producer.close(Duration.ZERO);
    System.exit(0);
  }

  private Object play(JsonNode request) throws Exception {
    String verb = request.get("verb").asText();
    if (verb.equals("createTopics")) return createTopics(request);
    if (verb.equals("write")) return write(request);
    if (verb.equals("read")) return read(request);
    throw new IllegalArgumentException(verb);
  }

  /** `topics`: name to settings; one partition each. */
  private Object createTopics(JsonNode request) throws Exception {
    List<NewTopic> wanted = new ArrayList<>();
    request.get("topics").fields().forEachRemaining(topic -> {
      Map<String, String> settings = new HashMap<>();
      topic.getValue().fields().forEachRemaining(each -> settings.put(each.getKey(), each.getValue().asText()));
      wanted.add(new NewTopic(topic.getKey(), 1, (short) 1).configs(settings));
    });
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      return admin.createTopics(wanted).all().get();
    }
  }

  /**
   * `steps` of one topic: each has a `producer` and what it does: `begin`, `commit`, `abort`, or the `records` of one
   * batch. A producer is transactional from the step on that begins its first transaction.
   */
  private Object write(JsonNode request) throws Exception {
    String topic = request.get("topic").asText();
    for (JsonNode step : request.get("steps")) {
      String name = topic + "-" + step.get("producer").asText();
      String act = step.path("act").asText("send");
      KafkaProducer<byte[], byte[]> producer = producers.get(name);
      if (producer == null) {
        producer = producer(act.equals("begin") ? name : null, step.path("codec").asText("none"));
        producers.put(name, producer);
      }
      if (act.equals("begin")) producer.beginTransaction();
      else if (act.equals("commit")) producer.commitTransaction();
      else if (act.equals("abort")) producer.abortTransaction();
      else send(producer, topic, step.get("records"));
    }
    return null;
  }

  private KafkaProducer<byte[], byte[]> producer(String transactionalId, String codec) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("compression.type", codec);
    settings.put("acks", "all");
    settings.put("linger.ms", 10_000);
    settings.put("batch.size", 900_000);
    settings.put("transaction.timeout.ms", 900_000);
    if (transactionalId != null) settings.put("transactional.id", transactionalId);
    ByteArraySerializer bytes = new ByteArraySerializer();
    KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, bytes, bytes);
    if (transactionalId != null) producer.initTransactions();
    return producer;
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, String topic, JsonNode records) throws Exception {
    List<Future<RecordMetadata>> waiting = new ArrayList<>();
    for (JsonNode record : records) {
      long timestamp = record.get(0).asLong();
      waiting.add(producer.send(
          new ProducerRecord<>(topic, 0, timestamp, bytes(record.get(1)), bytes(record.get(2)))));
    }
    producer.flush();
    for (Future<RecordMetadata> each : waiting) each.get();
  }

  /** Partition 0 of each of `topics` from its beginning to its end as the isolation level shows it. */
  private Object read(JsonNode request) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "none");
    settings.put("exclude.internal.topics", false);
    settings.put("isolation.level", request.get("isolation").asText());
    Map<String, List<Object>> found = new LinkedHashMap<>();
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      List<TopicPartition> places = new ArrayList<>();
      request.get("topics").forEach(topic -> places.add(new TopicPartition(topic.asText(), 0)));
      Map<TopicPartition, Long> ends = consumer.endOffsets(places);
      consumer.assign(places);
      consumer.seekToBeginning(places);
      for (TopicPartition place : places) found.put(place.topic(), new ArrayList<>());
      long until = System.nanoTime() + patience.toNanos();
      while (places.stream().anyMatch(place -> consumer.position(place) < ends.get(place))) {
        if (System.nanoTime() > until) throw new IllegalStateException("still not at the end");
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          found.get(record.topic()).add(readable(record));
        }
      }
    }
    return found;
  }

  private static List<Object> readable(ConsumerRecord<byte[], byte[]> record) {
    List<Object> headers = new ArrayList<>();
    for (Header header : record.headers()) headers.add(Arrays.asList(header.key(), base64(header.value())));
    return Arrays.asList(
        record.offset(), record.timestamp(), base64(record.key()), base64(record.value()), headers);
  }

  private static byte[] bytes(JsonNode held) {
    return held.isNull() ? null : Base64.getDecoder().decode(held.asText());
  }

  private static String base64(byte[] held) {
    return Optional.ofNullable(held).map(Base64.getEncoder()::encodeToString).orElse(null);
  }
}
