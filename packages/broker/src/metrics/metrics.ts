/**
 * Counters of one broker. Hot paths bump plain numbers on objects they hold; nothing is formatted, hashed or
 * allocated until somebody asks for the exposition (prometheus-text.ts). Names are Kafka's.
 */
import { apiByKey } from '@samsa/protocol/apis'

/** Kafka's BrokerTopicMetrics: of one topic, or of the whole broker. */
export class TrafficCounters {
  messagesIn = 0
  bytesIn = 0
  bytesOut = 0
  bytesRejected = 0
  produceRequests = 0
  fetchRequests = 0
  failedProduceRequests = 0
  failedFetchRequests = 0
}

/** Kafka's RequestMetrics of one API. Times are milliseconds from the frame's arrival to the reply's hand-over. */
export class RequestCounters {
  requests = 0
  totalTimeMs = 0
  maxTimeMs = 0
  errors = 0
  requestBytes = 0
  constructor(readonly api: string) {}

  /** One answered request. */
  answered(timeMs: number): void {
    this.requests += 1
    this.totalTimeMs += timeMs
    if (timeMs > this.maxTimeMs) this.maxTimeMs = timeMs
  }
}

export interface Gauge {
  /** As Prometheus reads it: `kafka_coordinator_group_groupmetadatamanager_numgroups`. */
  readonly name: string
  readonly help: string
  readonly labels: Readonly<Record<string, string>>
  readonly read: () => number
}

export class Metrics {
  /** The whole broker's traffic: bump it beside the topic's. */
  readonly broker = new TrafficCounters()
  /** Connections accepted and ended since the start, over all listeners. */
  connectionsAccepted = 0
  connectionsClosed = 0
  readonly gauges: Gauge[] = []
  private readonly byTopic = new Map<string, TrafficCounters>()
  private readonly byApi: (RequestCounters | undefined)[] = []

  /** Counters of a topic; keep the object while the topic lives. */
  topic(name: string): TrafficCounters {
    let counters = this.byTopic.get(name)
    if (counters === undefined) {
      counters = new TrafficCounters()
      this.byTopic.set(name, counters)
    }
    return counters
  }

  /** Drops a deleted topic's counters. */
  forgetTopic(name: string): void {
    this.byTopic.delete(name)
  }

  request(apiKey: number): RequestCounters {
    let counters = this.byApi[apiKey]
    if (counters === undefined) {
      counters = new RequestCounters(apiByKey(apiKey)?.name ?? String(apiKey))
      this.byApi[apiKey] = counters
    }
    return counters
  }

  /** Adds a number that is read when somebody asks. */
  gauge(name: string, help: string, read: () => number, labels: Readonly<Record<string, string>> = {}): void {
    this.gauges.push({ name, help, labels, read })
  }

  topics(): IterableIterator<[string, TrafficCounters]> {
    return this.byTopic.entries()
  }

  *requests(): IterableIterator<RequestCounters> {
    for (const counters of this.byApi) if (counters !== undefined) yield counters
  }
}
