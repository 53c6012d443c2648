import { expect, test } from 'vitest'
import { ReplyBuffer } from './reply-buffer.js'

function whole(buffer: ReplyBuffer): Uint8Array {
  return new Uint8Array(Buffer.concat(buffer.chunks()))
}

test('frames carry their size, whether their bytes are copied, attached or appended', () => {
  const large = new Uint8Array(20_000).fill(7)
  const out = new ReplyBuffer()
  const later = new ReplyBuffer()
  for (const buffer of [out, later]) {
    buffer.beginFrame(5, true)
    buffer.int16(1)
    buffer.add(large)
    buffer.int32(2)
    buffer.endFrame()
    buffer.beginFrame(6, false)
    buffer.int64(-3)
    buffer.endFrame()
  }
  out.append(later)
  const bytes = whole(out)
  expect(out.size).toBe(bytes.length)
  const view = new DataView(bytes.buffer)
  const sizes: number[] = []
  for (let at = 0; at < bytes.length; at += 4 + view.getInt32(at)) sizes.push(view.getInt32(at))
  expect(sizes).toEqual([20_011, 12, 20_011, 12])
  expect(view.getBigInt64(bytes.length - 8)).toBe(-3n)
})

test('a large range is kept by reference, a small one is copied', () => {
  const out = new ReplyBuffer()
  const [large, small] = [new Uint8Array(10_000), new Uint8Array(100)]
  out.add(large)
  out.add(small)
  large[0] = 1
  small[0] = 1
  const bytes = whole(out)
  expect([bytes[0], bytes[10_000]]).toEqual([1, 0])
})

test('a frame that is dropped leaves nothing behind', () => {
  const out = new ReplyBuffer()
  out.beginFrame(1, false)
  out.endFrame()
  out.beginFrame(2, false)
  out.add(new Uint8Array(10_000))
  out.int32(1)
  out.dropFrame()
  expect(out.size).toBe(8)
  expect(whole(out).length).toBe(8)
})

test('numbers may be written again after the buffer has grown', () => {
  const out = new ReplyBuffer()
  const place = out.reserve(2)
  for (let i = 0; i < 10_000; i++) out.int8(i)
  out.view.setInt16(place, 56)
  expect(whole(out).subarray(0, 2)).toEqual(new Uint8Array([0, 56]))
})
