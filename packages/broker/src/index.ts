/** The broker's public face: start one, stop it. */
export { type BoundListener, type RunningBroker, startBroker } from './start-broker.js'
