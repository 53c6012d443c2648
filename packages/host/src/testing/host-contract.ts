/**
 * What every host promises, as tests that run against each of them: what passes here on the simulated host and on
 * the real one may be relied on above. A subject says how to run a body against a fresh host.
 */
import { describe } from 'vitest'
import type { Host } from '../host.js'
import { diskContract } from './disk-contract.js'
import { networkContract } from './network-contract.js'
import { timersContract } from './timers-contract.js'

export interface ContractSubject {
  readonly name: string
  /** Runs `body` to its end with a fresh host and an existing empty directory. */
  run(body: (host: Host, directory: string) => Promise<void>): Promise<void>
}

/** Declares the tests of all parts for `subject`. */
export function hostContract(subject: ContractSubject): void {
  describe(`${subject.name} keeps the promises of the disk`, () => diskContract(subject))
  describe(`${subject.name} keeps the promises of the network`, () => networkContract(subject))
  describe(`${subject.name} keeps the promises of clock, timers and chance`, () => timersContract(subject))
}
