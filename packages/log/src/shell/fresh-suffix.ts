/**
 * Tells folders of the same partition apart that are on their way in or out.
 */
import type { Random } from '@samsa/host'

/** 32 hexadecimal digits. */
export function freshSuffix(random: Random): string {
  const bytes = new Uint8Array(16)
  random.fill(bytes)
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
