/** Frames that are none: sizes that lie, bytes of other protocols, headers of APIs nobody has. */
import { apiVersionsRequest } from '@samsa/protocol/messages/api-versions-request'
import { type Attack, type Battlefield, eachOf, must, tally } from '../attack.js'
import { frameOf, frameWithBody, int32, joined, sized } from '../requests.js'

const text = (value: string): Uint8Array => new TextEncoder().encode(value)
const tlsHello = joined([
  Uint8Array.of(0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03),
  new Uint8Array(506).fill(7),
])

const wrongSizes: Attack = {
  name: 'frames with negative and oversized sizes',
  async run(field) {
    const sizes = [-1, -2147483648, 2147483647, 104857601, 0x16030102, 0x47455420]
    const outcomes: string[] = []
    for (const size of sizes) {
      for (let round = 0; round < 20; round++)
        outcomes.push(await field.strike(joined([int32(size), field.bytes(field.random(200))])))
    }
    must(
      outcomes.every((outcome) => outcome === 'ended'),
      `all must be ended at once: ${tally(outcomes)}`,
    )
    return tally(outcomes)
  },
}

const truncated: Attack = {
  name: 'frames cut short at every byte, then silence or the end',
  async run(field) {
    const whole = frameOf(apiVersionsRequest, 3, {
      clientSoftwareName: 'hostile',
      clientSoftwareVersion: '1',
    })
    const half = await field.openMany(whole.length - 1)
    half.forEach((socket, index) => socket.send(whole.subarray(0, index + 1)))
    // The size tells the truth about bytes that are too few for what the header says.
    const outcomes: string[] = []
    for (let length = 0; length < whole.length - 4; length++)
      outcomes.push(await field.strike(sized(whole.subarray(4, 4 + length))))
    must(
      outcomes.every((outcome) => outcome !== 'silent'),
      `none may hang: ${tally(outcomes)}`,
    )
    for (const socket of half) if (field.random(2) === 0) socket.socket.end()
    return tally(outcomes)
  },
}

const otherProtocols: Attack = {
  name: 'random bytes, HTTP, a TLS hello, SSH, a proxy header',
  async run(field) {
    const outcomes: string[] = []
    const known = [
      text('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'),
      text(`POST /topics HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello`),
      text('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
      tlsHello,
      text('SSH-2.0-OpenSSH_9.6\r\n'),
      text('PROXY TCP4 1.2.3.4 5.6.7.8 9 10\r\n'),
      text('{"jsonrpc":"2.0"}\n'),
    ]
    for (const bytes of known) outcomes.push(await field.strike(bytes))
    must(
      outcomes.every((outcome) => outcome === 'ended'),
      `all must be ended at once: ${tally(outcomes)}`,
    )
    const random: string[] = []
    const lengths = Array.from({ length: 600 }, () => 1 + field.random(3000))
    await eachOf(lengths, 16, async (length) => {
      random.push(await field.strike(field.bytes(length), 20))
    })
    return `${tally(outcomes)}; random bytes: ${tally(random)}`
  },
}

const randomFrames: Attack = {
  name: 'true sizes around random bytes',
  async run(field) {
    const outcomes: string[] = []
    const frames = Array.from({ length: 1500 }, () => sized(field.bytes(field.random(400))))
    await eachOf(frames, 16, async (frame) => {
      outcomes.push(await field.strike(frame, 100))
    })
    return tally(outcomes)
  },
}

const unknownApis: Attack = {
  name: 'unknown API keys and versions',
  async run(field) {
    const frames: Uint8Array[] = []
    for (const key of [-1, -32768, 91, 95, 200, 4, 5, 6, 7, 52, 32767])
      for (const version of [0, 1, 12, -1, 32767]) frames.push(frameWithBody(key, version, field.bytes(30)))
    for (const { key, min, max } of field.apis) {
      if (key === 18) continue
      for (const version of [min - 1, max + 1, -1, 32767]) {
        if (version < min || version > max) frames.push(frameWithBody(key, version, field.bytes(30)))
      }
    }
    const outcomes: string[] = []
    await eachOf(frames, 8, async (frame) => {
      outcomes.push(await field.strike(frame))
    })
    must(
      outcomes.every((outcome) => outcome === 'ended'),
      `all must be ended: ${tally(outcomes)}`,
    )
    const versions = await strikeApiVersions(field)
    return `${tally(outcomes)}; ApiVersions: ${tally(versions)}`
  },
}

/** Of a version nobody knows, ApiVersions answers in version 0 (KIP-511). */
async function strikeApiVersions(field: Battlefield): Promise<string[]> {
  const outcomes: string[] = []
  for (const version of [6, 100, 32767]) {
    outcomes.push(await field.strike(frameWithBody(18, version, field.bytes(20))))
  }
  must(
    outcomes.every((outcome) => outcome === 'answered'),
    `ApiVersions: ${tally(outcomes)}`,
  )
  return outcomes
}

const longClientIds: Attack = {
  name: 'client ids of 32 KB, software names of control characters',
  async run(field) {
    const outcomes: string[] = []
    const socket = await field.open()
    for (let round = 0; round < 300; round++) {
      const clientId = String.fromCharCode(97 + (round % 26)).repeat(32_000) + round
      const names = { clientSoftwareName: '\u0000\n\u2028"x', clientSoftwareVersion: '\r\n ERROR forged' }
      await socket.push(frameOf(apiVersionsRequest, 3, names, clientId))
    }
    await socket.answeredWithin(300 * 100, 3000)
    outcomes.push(await field.strike(frameOf(apiVersionsRequest, 0, {}, 'x'.repeat(32_767))))
    return `${socket.receivedBytes} bytes answered; ${tally(outcomes)}`
  },
}

export const frameAttacks: readonly Attack[] = [
  wrongSizes,
  truncated,
  otherProtocols,
  randomFrames,
  unknownApis,
  longClientIds,
]
