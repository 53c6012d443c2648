/** Names and sizes in a folder, for the reader of a failure. */
import type { Host } from '@samsa/host'

export function filesOf(host: Host, folder: string): string {
  try {
    return host.disk
      .list(folder)
      .map(({ name }) => {
        const file = host.disk.open(`${folder}/${name}`, 'read')
        const size = file.size()
        void file.close()
        return `${name} ${size}`
      })
      .join(', ')
  } catch (error) {
    return String(error)
  }
}
