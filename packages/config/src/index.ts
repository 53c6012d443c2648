export {
  BrokerConfig,
  type BrokerSettingName,
  type BrokerSettings,
  type BrokerSettingValue,
} from './broker-config.js'
export { brokerSettings } from './broker-settings.js'
export { ConfigError } from './config-error.js'
export { directoryOverlap } from './directory-overlap.js'
export { settingsFromEnvironment } from './environment.js'
export { parseProperties } from './properties.js'
export {
  boolean,
  className,
  double,
  type Importance,
  int,
  int64,
  list,
  password,
  type Setting,
  type SettingType,
  short,
  string,
  type UpdateMode,
} from './setting.js'
export {
  parseSetting,
  type SettingName,
  type SettingsTable,
  SettingValues,
  type SettingValue,
} from './settings-table.js'
export {
  checkTopicSetting,
  TopicConfig,
  topicConfig,
  type TopicSettingName,
  type TopicSettings,
  type TopicSettingValue,
} from './topic-config.js'
export { topicSettings, topicSynonyms } from './topic-settings.js'
