/**
 * Ids drawn by chance: of topics and of the cluster. As Kafka draws them: version 4 UUIDs, never one that prints with
 * a leading '-', which command lines would take for a flag.
 */
import type { Random } from '@samsa/host'
import { type Uuid, uuidFromBytes } from '@samsa/protocol/model/uuid'

export function freshUuid(random: Random): Uuid {
  const bytes = new Uint8Array(16)
  for (;;) {
    random.fill(bytes)
    bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40
    bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
    const id = uuidFromBytes(bytes)
    if (!id.startsWith('-')) return id
  }
}
