/** The data directory as operators provide it: an empty directory that was there, durably, before the first start. */
import type { World } from '@samsa/host/simulated/world'

export async function mountVolume(world: World, machine: string): Promise<void> {
  const { disk } = world.host(machine)
  disk.makeDirectory('/data')
  await world.run(disk.syncDirectory('/'))
}
