/** Seeded mutations of valid requests of everything that is served. */
import { type Attack, type Battlefield, eachOf, must } from '../attack.js'
import { AttackSocket } from '../attack-socket.js'
import { mutated, randomRequest, requestKind } from '../random-request.js'
import { frameWithBody, int32, joined } from '../requests.js'
import { bodyOf } from './counts.js'

const requests = 20_000
const perConnection = 4
const mostSeconds = 60

/** A request of any API and version: mutated four times in five; one frame size in a hundred is a lie. */
function frame(field: Battlefield): Uint8Array {
  const { random, apis } = field
  const api = apis[random(apis.length)]
  if (api === undefined) throw new Error('no API is served')
  const version = api.min + random(api.max - api.min + 1)
  const body = bodyOf(api.key, version, randomRequest(requestKind(api.key), version, random))
  const whole = frameWithBody(api.key, version, random(5) === 0 ? body : mutated(body, random))
  if (random(100) > 0) return whole
  return joined([int32(whole.length - 4 + random(9) - 4), whole.subarray(4)])
}

async function talk(field: Battlefield, frames: readonly Uint8Array[]): Promise<void> {
  const socket = await AttackSocket.open(field.port)
  field.opened += 1
  for (const bytes of frames) socket.send(bytes)
  await socket.answeredWithin(Number.MAX_SAFE_INTEGER, 25)
  socket.reset()
}

const fuzz: Attack = {
  name: `${requests} mutated requests of every API and version`,
  async run(field) {
    const began = performance.now()
    await eachOf(Array.from({ length: requests / perConnection }), 12, async () => {
      await talk(
        field,
        Array.from({ length: perConnection }, () => frame(field)),
      )
    })
    const seconds = (performance.now() - began) / 1000
    must(seconds < mostSeconds, `${seconds.toFixed(0)} s are too long`)
    return `${(requests / seconds).toFixed(0)} a second`
  },
}

export const fuzzAttacks: readonly Attack[] = [fuzz]
