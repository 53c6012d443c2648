/** `samsa` as a library: a Kafka inside a test. */
export { Samsa, type SamsaOptions } from './samsa.js'
