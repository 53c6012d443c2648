/**
 * The quick look at the records of an uncompressed magic 2 batch: do lengths, numbers and fields fit, and
 * what is the largest time? A few nanoseconds a record. Owns only the usual case (numbers below 2^27, no
 * missing key where keys are needed); it refuses nothing and says "look closer" instead, which RecordCursor
 * does.
 */

/** Answer of `scanRecords` where a closer look is needed: what is unusual here may still be right. */
export const LOOK_CLOSER = -0x80000000

/**
 * The largest timestamp delta of the `count` records in `bytes[start..end)`, whose offset deltas must be 0,
 * 1, 2, ...; LOOK_CLOSER when anything is out of the ordinary. One-byte varints are read in place: a call
 * each costs five times as much as all the rest.
 */
export function scanRecords(
  bytes: Uint8Array,
  start: number,
  end: number,
  count: number,
  needsKeys: boolean,
): number {
  let at = start
  let largest = LOOK_CLOSER
  for (let index = 0; index < count; index++) {
    let raw = (bytes[at++] as number) | 0
    if (raw > 127) {
      const code = longVarint(bytes, at, raw)
      at += code & 3
      raw = code >> 2
    }
    const next = (at + (raw >> 1)) | 0
    if ((raw & 1) !== 0 || next > end) return LOOK_CLOSER
    raw = (bytes[at + 1] as number) | 0
    at += 2
    if (raw > 127) {
      const code = longVarint(bytes, at, raw)
      if (code < 0) return LOOK_CLOSER
      at += code & 3
      raw = code >> 2
    }
    const delta = (raw >> 1) ^ -(raw & 1)
    if (delta > largest) largest = delta
    raw = (bytes[at++] as number) | 0
    if (raw > 127) {
      const code = longVarint(bytes, at, raw)
      at += code & 3
      raw = code >> 2
    }
    if (raw !== index << 1) return LOOK_CLOSER
    at = afterFields(bytes, at, next, needsKeys)
    if (at !== next) return LOOK_CLOSER
  }
  return at === end ? largest : LOOK_CLOSER
}

/** -1 as a varint. */
const NULL_LENGTH = 1

/** Behind key, value and headers, or a position that is no record's end when they do not fit. */
function afterFields(bytes: Uint8Array, start: number, end: number, needsKey: boolean): number {
  let at = start
  let raw = (bytes[at++] as number) | 0
  if (raw > 127) {
    const code = longVarint(bytes, at, raw)
    at += code & 3
    raw = code >> 2
  }
  if (raw !== NULL_LENGTH) {
    if ((raw & 1) !== 0) return -1
    at += raw >> 1
  } else if (needsKey) return -1
  raw = (bytes[at++] as number) | 0
  if (raw > 127) {
    const code = longVarint(bytes, at, raw)
    at += code & 3
    raw = code >> 2
  }
  if (raw !== NULL_LENGTH) {
    if ((raw & 1) !== 0) return -1
    at += raw >> 1
  }
  raw = (bytes[at++] as number) | 0
  return raw === 0 ? at : afterHeaders(bytes, at, end, raw)
}

/** Behind the headers, or -1 when they do not fit or are more than 63. */
function afterHeaders(bytes: Uint8Array, start: number, end: number, rawCount: number): number {
  if (rawCount > 127 || (rawCount & 1) !== 0) return -1
  let at = start
  for (let left = rawCount; left > 0; left--) {
    // Each pair of turns is one header: a key, which is never null, then a value.
    let raw = (bytes[at++] as number) | 0
    if (raw > 127) {
      const code = longVarint(bytes, at, raw)
      at += code & 3
      raw = code >> 2
    }
    const isNullValue = raw === NULL_LENGTH && (left & 1) !== 0
    if ((raw & 1) !== 0 && !isNullValue) return -1
    if (!isNullValue) at += raw >> 1
    if (at > end) return -1
  }
  return at
}

/**
 * The rest of a varint of two to four bytes, not yet unzigzagged, as (raw << 2) | bytes read; -1 for longer
 * ones.
 */
function longVarint(bytes: Uint8Array, at: number, first: number): number {
  const second = (bytes[at] as number) | 0
  let raw = (first & 127) | ((second & 127) << 7)
  if (second < 128) return (raw << 2) | 1
  const third = (bytes[at + 1] as number) | 0
  raw |= (third & 127) << 14
  if (third < 128) return (raw << 2) | 2
  const fourth = (bytes[at + 2] as number) | 0
  return fourth < 128 ? ((raw | (fourth << 21)) << 2) | 3 : -1
}
