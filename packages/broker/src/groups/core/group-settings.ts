/**
 * The settings that decisions about groups depend on, as plain numbers: cores do not know the settings table.
 */
export interface GroupSettings {
  /** `group.initial.rebalance.delay.ms` */
  readonly initialRebalanceDelayMs: number
  /** `group.max.size`, members */
  readonly maxSize: number
  /** `group.min.session.timeout.ms` */
  readonly minSessionTimeoutMs: number
  /** `group.max.session.timeout.ms` */
  readonly maxSessionTimeoutMs: number
  /** `offset.metadata.max.bytes`; Kafka counts characters */
  readonly offsetMetadataMaxBytes: number
  /** `offsets.retention.minutes` in milliseconds */
  readonly offsetsRetentionMs: number
}
