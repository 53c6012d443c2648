/**
 * A broker that is started again whenever its machine goes down, as an operator or an orchestrator would. A start that
 * fails is a failure of the seed: the log always opens.
 */
import { type RunningBroker, startBroker } from '@samsa/broker'
import { BrokerConfig } from '@samsa/config'
import type { World } from '@samsa/host/simulated/world'
import type { Load } from './load.js'

export class BrokerLife {
  running: RunningBroker | undefined
  starts = 0
  /** The disk is made to fail in this run: then a start may fail too, and is tried again. */
  mayFailToStart = false
  #stopped = false
  #whenRunning: (() => void)[] = []

  constructor(
    private readonly world: World,
    private readonly load: Load,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  boot(): void {
    const life = ++this.starts
    const host = this.world.host('broker')
    startBroker(host, BrokerConfig.from({ overrides: this.settings })).then(
      (running) => {
        if (life !== this.starts) return
        this.running = running
        for (const resolve of this.#whenRunning.splice(0)) resolve()
      },
      (error: Error) => {
        if (life !== this.starts || error.name === 'MachineCrashed') return
        if (this.mayFailToStart) this.world.after(20, 'try again', () => this.world.machine('broker').kill())
        else {
          this.load.fail(`start ${life} of the broker failed: ${error.stack ?? error.message}`)
        }
      },
    )
  }

  /** The machine went down: it comes back after a drawn while. */
  down(): void {
    this.running = undefined
    this.starts += 1
    if (this.#stopped) return
    this.world.after(this.load.random.between(1, 150), 'reboot', () => this.boot())
  }

  up(): Promise<void> {
    if (this.running !== undefined) return Promise.resolve()
    return new Promise((resolve) => this.#whenRunning.push(resolve))
  }

  /** Nothing is held any more by a broker that has stopped. */
  #tellLeftOpen(): void {
    const { incarnation } = this.world.machine('broker')
    const files = [...(incarnation?.openFiles ?? [])].map(({ path }) => path)
    if (files.length > 0) this.load.fail(`the broker stopped and left open: ${files.join(', ')}`)
    const connections = incarnation?.connections.size ?? 0
    if (connections > 0) this.load.fail(`the broker stopped and left ${connections} connections`)
    const listeners = incarnation?.listeners.size ?? 0
    if (listeners > 0) this.load.fail(`the broker stopped and still listens at ${listeners} ports`)
  }

  /** A clean stop: the process ends, the machine is left to be booted again. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.running?.stop()
    this.running = undefined
    this.#tellLeftOpen()
    this.world.machine('broker').kill()
    this.#stopped = false
  }
}
