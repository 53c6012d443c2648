/**
 * What the cleaner tells, under the names of Kafka's MBeans `kafka.log:type=LogCleaner` and `type=LogCleanerManager`.
 */
import type { LogCleaner, LogDirectory } from '@samsa/log'
import type { Metrics } from './metrics.js'

export function registerCleaner(
  metrics: Metrics,
  { figures }: LogCleaner,
  directories: readonly LogDirectory[],
): void {
  const cleaner = 'kafka_log_logcleaner'
  const percent = 'of the last compaction, percent.'
  metrics.gauge(`${cleaner}_cleaner_recopy_percent`, `Bytes that stayed ${percent}`, () => {
    return figures.cleanerRecopyPercent
  })
  metrics.gauge(`${cleaner}_max_buffer_utilization_percent`, `Use of the map of keys ${percent}`, () => {
    return figures.maxBufferUtilizationPercent
  })
  metrics.gauge(`${cleaner}_max_clean_time_secs`, 'Seconds that the last compaction took.', () => {
    return figures.maxCleanTimeSecs
  })
  const delay = 'Seconds by which max.compaction.lag.ms was missed at the last compaction.'
  metrics.gauge(`${cleaner}_max_compaction_delay_secs`, delay, () => figures.maxCompactionDelaySecs)
  metrics.gauge(`${cleaner}_deadthreadcount`, 'Cleaner threads that ended for good: none ever does.', () => 0)
  const looks = 'kafka_log_logcleanermanager'
  const dirty = 'Share of dirty bytes in the filthiest log, percent.'
  metrics.gauge(`${looks}_max_dirty_percent`, dirty, () => figures.maxDirtyPercent)
  const last = 'Milliseconds since the cleaner last looked over the logs.'
  metrics.gauge(`${looks}_time_since_last_run_ms`, last, () => figures.timeSinceLastRunMs)
  for (const directory of directories) {
    const labels = { logDirectory: directory.path }
    const partitions = 'Partitions that cannot be compacted.'
    metrics.gauge(
      `${looks}_uncleanable_partitions_count`,
      partitions,
      () => figures.uncleanablePartitions(directory.logs()),
      labels,
    )
    const bytes = 'Bytes of partitions that cannot be compacted.'
    metrics.gauge(
      `${looks}_uncleanable_bytes`,
      bytes,
      () => figures.uncleanableBytes(directory.logs()),
      labels,
    )
  }
}
