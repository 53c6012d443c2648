/** Clock, timers and chance, as every host must keep them. */
import { expect, it } from 'vitest'
import type { ContractSubject } from './host-contract.js'

export function timersContract(subject: ContractSubject): void {
  it('a timer never fires before its time', () =>
    subject.run(async ({ clock, timers }) => {
      for (const ms of [0, 1, 2.5, 7]) {
        const from = clock.monotonic()
        await new Promise<void>((resolve) => timers.after(ms, resolve))
        expect(clock.monotonic() - from).toBeGreaterThanOrEqual(ms)
      }
    }))

  it('a timer never fires in the turn that set it', () =>
    subject.run(async ({ timers }) => {
      let fired = false
      const done = new Promise<void>((resolve) =>
        timers.after(0, () => {
          fired = true
          resolve()
        }),
      )
      expect(fired).toBe(false)
      await Promise.resolve()
      expect(fired).toBe(false)
      await done
    }))

  it('a cancelled timer does not fire, and cancelling twice or late is harmless', () =>
    subject.run(async ({ timers }) => {
      let fired = 0
      const timer = timers.after(1, () => {
        fired += 1
      })
      timer.cancel()
      timer.cancel()
      const late = await new Promise<{ cancel(): void }>((resolve) => {
        const own = timers.after(5, () => resolve(own))
      })
      late.cancel()
      expect(fired).toBe(0)
    }))

  it('a delay longer than 2^31 ms does not fire at once', () =>
    subject.run(async ({ timers }) => {
      let fired = false
      const timer = timers.after(2 ** 33, () => {
        fired = true
      })
      await new Promise<void>((resolve) => timers.after(5, resolve))
      timer.cancel()
      expect(fired).toBe(false)
    }))

  it('the end of the turn comes once, after the microtasks and before later timers', () =>
    subject.run(async ({ timers }) => {
      const order: string[] = []
      await new Promise<void>((resolve) => {
        timers.after(1, () => {
          timers.endOfTurn(() => order.push('end of turn'))
          void Promise.resolve().then(() => order.push('microtask'))
          order.push('turn')
          timers.after(2, resolve)
        })
      })
      expect(order).toEqual(['turn', 'microtask', 'end of turn'])
    }))

  it('an end of turn asked for at the end of a turn comes too', () =>
    subject.run(async ({ timers }) => {
      await new Promise<void>((resolve) => timers.endOfTurn(() => timers.endOfTurn(resolve)))
    }))

  it('wall time is whole milliseconds since the epoch and monotonic time does not go back', () =>
    subject.run(async ({ clock }) => {
      expect(Number.isSafeInteger(clock.wall())).toBe(true)
      expect(clock.wall()).toBeGreaterThan(1_600_000_000_000)
      const first = clock.monotonic()
      expect(clock.monotonic()).toBeGreaterThanOrEqual(first)
    }))

  it('chance fills bytes and draws 32-bit numbers', () =>
    subject.run(async ({ random }) => {
      const drawn = new Set(Array.from({ length: 600 }, () => random.uint32()))
      expect(drawn.size).toBeGreaterThan(590)
      for (const number of drawn)
        expect(number >= 0 && number < 2 ** 32 && Number.isInteger(number)).toBe(true)
      const bytes = new Uint8Array(64)
      random.fill(bytes)
      expect(bytes.some((byte) => byte !== 0)).toBe(true)
    }))
}
