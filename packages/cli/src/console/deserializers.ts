/**
 * What the bytes of a key, value or header mean, by the name of Kafka's Java class or its short form. The result is
 * text in bytes, ready to be written.
 */
import { UsageError } from '../command-line/usage-error.js'

export type Deserializer = (bytes: Uint8Array) => Uint8Array

const encoder = new TextEncoder()

/** Undefined, ByteArray and String write the bytes as they are. */
export function deserializer(name: string | undefined): Deserializer {
  if (name === undefined) return asTheyAre
  const short = name
    .trim()
    .replace(/^org\.apache\.kafka\.common\.serialization\./, '')
    .replace(/Deserializer$/, '')
  const found = Object.hasOwn(byShortName, short) ? byShortName[short] : undefined
  if (found === undefined) {
    throw new UsageError(
      `No deserializer ${name}: one of ${Object.keys(byShortName).join(', ')}, or Kafka's class of that name`,
    )
  }
  return found
}

const asTheyAre: Deserializer = (bytes) => bytes

function fixed(size: number, type: string, read: (view: DataView) => string): Deserializer {
  return (bytes) => {
    if (bytes.length !== size) throw new Error(`Size of data received by ${type}Deserializer is not ${size}`)
    return encoder.encode(read(new DataView(bytes.buffer, bytes.byteOffset, bytes.length)))
  }
}

const byShortName: Readonly<Record<string, Deserializer>> = {
  String: asTheyAre,
  ByteArray: asTheyAre,
  ByteBuffer: asTheyAre,
  Bytes: asTheyAre,
  Integer: fixed(4, 'Integer', (view) => String(view.getInt32(0))),
  Short: fixed(2, 'Short', (view) => String(view.getInt16(0))),
  Long: fixed(8, 'Long', (view) => String(view.getBigInt64(0))),
  Float: fixed(4, 'Float', (view) => javaDouble(view.getFloat32(0))),
  Double: fixed(8, 'Double', (view) => javaDouble(view.getFloat64(0))),
  Boolean: fixed(1, 'Boolean', (view) => String(view.getUint8(0) !== 0)),
  UUID: asTheyAre,
  Void: () => encoder.encode('null'),
}

/** Java shows whole numbers with '.0'. */
function javaDouble(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e7 ? value.toFixed(1) : String(value)
}
