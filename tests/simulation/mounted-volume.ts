/** Data directories as operators provide them: empty, and there, durably, before the first start. */
import type { World } from '@samsa/host/simulated/world'

export async function mountVolumes(
  world: World,
  machine: string,
  directories: readonly string[] = ['/data'],
): Promise<void> {
  const { disk } = world.host(machine)
  for (const directory of directories) disk.makeDirectory(directory)
  await world.run(disk.syncDirectory('/'))
}
