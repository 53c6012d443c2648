import { expect, test } from 'vitest'
import { type FrameMemory, FrameReader } from './frame.js'

function framed(size: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(size + 4)
  new DataView(bytes.buffer).setInt32(0, size)
  for (let i = 0; i < size; i++) bytes[4 + i] = (seed * 31 + i * 7) & 0xff
  return bytes
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** Feeds as a socket does: into the lent buffer when there is one, else through a buffer that is then poisoned. */
function pour(reader: FrameReader, stream: Uint8Array, nextSize: () => number): void {
  let at = 0
  const wide = new Uint8Array(512 * 1024)
  while (at < stream.length) {
    expect(reader.feedable()).toBe(true)
    const target = reader.want() ?? wide
    const count = Math.min(target.length, stream.length - at, nextSize())
    target.set(stream.subarray(at, at + count))
    reader.feed(target.subarray(0, count))
    reader.settle()
    wide.fill(0xee)
    at += count
  }
}

test('frames come out whole and in order however the stream is cut', () => {
  let state = 12345
  const random = (below: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  for (let round = 0; round < 60; round++) {
    const frames = Array.from({ length: 1 + random(12) }, (_, i) =>
      framed(round % 3 === 2 && random(3) === 0 ? random(900_000) : random(300), i + round),
    )
    const got: Uint8Array[] = []
    const reader = new FrameReader(1 << 20, (bytes, start, end) => got.push(bytes.slice(start, end)) > 0)
    const most = [1 + random(3), 1 + random(2000), 300_000][round % 3] as number
    pour(reader, joined(frames), () => 1 + random(most))
    expect(got.length).toBe(frames.length)
    got.forEach((frame, i) => expect(Buffer.compare(frame, (frames[i] as Uint8Array).subarray(4))).toBe(0))
    expect(reader.heldBytes).toBe(0)
  }
})

test.each([-1, -2147483648, 1001, 2147483647])(
  'a size of %i is refused before anything is allocated',
  (size) => {
    const header = new Uint8Array(4)
    new DataView(header.buffer).setInt32(0, size)
    const memory: FrameMemory = {
      take: () => expect.fail('nothing may be allocated'),
      give: () => undefined,
    }
    const reader = new FrameReader(1000, () => expect.fail('no frame'), memory)
    reader.feed(header)
    expect(reader.refusedSize).toBe(size)
  },
)

test('a claimed size alone costs no more than a first buffer when memory for the whole is refused', () => {
  let taken = 0
  const memory: FrameMemory = {
    take(size, must) {
      if (!must) return undefined
      taken += size
      return new Uint8Array(size)
    },
    give: (buffer) => {
      taken -= buffer.length
    },
  }
  const reader = new FrameReader(100 << 20, () => true, memory)
  reader.feed(framed(90 << 20, 1).subarray(0, 10))
  expect(taken).toBe(64 * 1024)
  reader.feed(new Uint8Array(64 * 1024 - 6))
  expect(reader.starved).toBe(true)
  expect(reader.feedable()).toBe(false)
  reader.release()
  expect(taken).toBe(0)
})

test('a listener that stops gets the rest when it proceeds', () => {
  const got: number[] = []
  const reader = new FrameReader(1000, (_bytes, start, end) => {
    got.push(end - start)
    return got.length % 2 === 0
  })
  reader.feed(joined([framed(1, 1), framed(2, 1), framed(3, 1), framed(4, 1), framed(5, 1).subarray(0, 6)]))
  expect(got).toEqual([1])
  expect(reader.holding).toBe(true)
  reader.proceed()
  expect(got).toEqual([1, 2, 3])
  reader.proceed()
  expect(got).toEqual([1, 2, 3, 4])
  expect(reader.holding).toBe(false)
  reader.feed(framed(5, 1).subarray(6))
  expect(got).toEqual([1, 2, 3, 4, 5])
})
