export type { Broker } from './broker.js'
