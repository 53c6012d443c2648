/**
 * A check: one thing that must hold for one client (or one release of Kafka's tools). Owns the vocabulary that scenario
 * files are written in, and waiting with a bound; how checks are run and counted is in run-interop.ts.
 */
import type { BrokerUnderTest } from './broker-under-test.js'
import type { Client, Verb } from './client.js'
import type { ClientRow, Places } from './client-rows.js'

/** The stage on which all checks play. */
export interface Scene {
  readonly broker: BrokerUnderTest
  /** Unlike any other run's names: an external broker may have been used before. */
  readonly prefix: string
  readonly places: Places
  /** A client that was made ready; throws when it was not. */
  client(name: string): Client
  /** Creates topics for checks that are about something else. */
  readonly stageHand: Client
}

/** What a check needs is not given, and its absence is nobody's fault: it counts as skipped. */
export class NotPlayable extends Error {}

export interface Check {
  /** Whose check it is: a client's name, or a part of the suite. */
  readonly of: string
  readonly name: string
  /** Throws, with a message for people, when it does not hold. */
  run(scene: Scene): Promise<void>
}

/** What a check is given beside its client. */
export interface Part {
  readonly scene: Scene
  readonly client: Client
  readonly row: ClientRow
  /** A topic name of this client's own. */
  name(suffix: string): string
}

/** A check of one client, or none when the client lacks one of the verbs it needs. */
export function clientCheck(
  row: ClientRow,
  name: string,
  needs: readonly Verb[],
  run: (part: Part) => Promise<void>,
): Check[] {
  if (needs.some((verb) => row.lacks[verb] !== undefined)) return []
  const play = (scene: Scene) =>
    run({
      scene,
      client: scene.client(row.name),
      row,
      name: (suffix) => topicName(scene, row.name, suffix),
    })
  return [{ of: row.name, name, run: play }]
}

export function topicName(scene: Scene, of: string, suffix: string): string {
  return `${scene.prefix}-${of}-${suffix}`
}

/** Asks again until the answer fits; the last answer is in the error. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T>,
  fits: (answer: T) => boolean,
  withinMs = 30_000,
): Promise<T> {
  const until = performance.now() + withinMs
  for (;;) {
    const answer = await ask()
    if (fits(answer)) return answer
    if (performance.now() > until) throw new Error(`${what}: still ${JSON.stringify(answer)}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

export async function createTopic(scene: Scene, topic: string, partitions: number): Promise<void> {
  await scene.stageHand.call('createTopic', { topic, partitions, configs: {} })
}

export function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

/** The offsets 0 of the first `count` partitions: read from the beginning. */
export function fromStart(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, partition) => [partition, 0]))
}
