/**
 * What is wrong with a setting, in words an operator can act on: the key, the value, the bound.
 */

/** A value that its setting refuses. The message names key, value and bound, as Kafka's own does. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  constructor(
    /** The setting, by its dotted name. */
    readonly key: string,
    /** The value as it was given; '[hidden]' for passwords. */
    readonly value: string | null,
    /** What the value should have been. */
    readonly problem: string,
  ) {
    super(`Invalid value ${value === '' ? "''" : value} for configuration ${key}: ${problem}`)
  }
}
