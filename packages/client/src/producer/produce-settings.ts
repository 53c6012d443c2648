/**
 * What sending needs of the settings, read once.
 */
import type { SettingValues } from '@samsa/config/settings-table'
import type { CodecName } from '@samsa/record/compression'
import { deliveryTimeoutMs, isIdempotent, type ProducerSettings } from '../config/producer-settings.js'

export interface ProduceSettings {
  readonly acks: 0 | 1 | -1
  readonly batchBytes: number
  readonly lingerMs: number
  readonly maxInFlight: number
  readonly maxRequestBytes: number
  readonly requestTimeoutMs: number
  readonly deliveryTimeoutMs: number
  readonly retries: number
  readonly metadataMaxAgeMs: number
  readonly codec: CodecName
  readonly level: number | undefined
  readonly idempotent: boolean
}

export function produceSettings(values: SettingValues<ProducerSettings>): ProduceSettings {
  const acks = values.get('acks')
  const codec = values.get('compression.type') as CodecName
  return {
    acks: acks === '0' ? 0 : acks === '1' ? 1 : -1,
    batchBytes: values.get('batch.size'),
    lingerMs: values.get('linger.ms'),
    maxInFlight: values.get('max.in.flight.requests.per.connection'),
    maxRequestBytes: values.get('max.request.size'),
    requestTimeoutMs: values.get('request.timeout.ms'),
    deliveryTimeoutMs: deliveryTimeoutMs(values),
    retries: values.get('retries'),
    metadataMaxAgeMs: values.get('metadata.max.age.ms'),
    codec,
    level: levelOf(values, codec),
    idempotent: isIdempotent(values),
  }
}

function levelOf(values: SettingValues<ProducerSettings>, codec: CodecName): number | undefined {
  if (codec === 'gzip') {
    const level = values.get('compression.gzip.level')
    return level === -1 ? undefined : level
  }
  if (codec === 'zstd') return values.get('compression.zstd.level')
  return codec === 'lz4' ? values.get('compression.lz4.level') : undefined
}
