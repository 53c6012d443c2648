/**
 * Waiting. A timer never fires before its time, and never in the turn that set it.
 */
export interface Timers {
  /** Runs once after `ms` milliseconds (0 is allowed: the next turn). */
  after(ms: number, run: () => void): Timer
  /**
   * Runs once when the bytes of this turn have been handled: replies are flushed and small appends
   * grouped here. Node: `setImmediate`; simulated: the end of the event.
   */
  endOfTurn(run: () => void): void
  /**
   * For the next `ms` milliseconds the process asks its sockets again and again instead of sleeping until one
   * wakes it: being woken costs more than a short wait. A hint; simulated: nothing, time does not pass.
   */
  stayAwake(ms: number): void
}

export interface Timer {
  /** Idempotent; a no-op once the timer fired. */
  cancel(): void
}
