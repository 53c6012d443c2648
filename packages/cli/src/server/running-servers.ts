/**
 * Which servers of this user run on this machine: one file a process, so that kafka-server-stop ends those and
 * nothing else. A file whose process is gone is removed by whoever sees it.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

export interface RunningServer {
  readonly pid: number
  readonly nodeId: number
  readonly bootstrapServers: string
}

function folder(): string {
  return join(tmpdir(), `samsa-servers-${userInfo().uid}`)
}

/** Its parent is there: mkdir's own recursion never comes back below /proc. */
function makeFolder(): void {
  try {
    mkdirSync(folder(), { mode: 0o700 })
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error
  }
}

/** Tells others of this process; returns how to take it back. */
export function announceServer(server: RunningServer): () => void {
  const file = join(folder(), `${server.pid}.json`)
  try {
    makeFolder()
    writeFileSync(file, JSON.stringify({ ...server, startTime: startTime(server.pid) }))
  } catch {
    // Without a place to write, the server runs all the same: kafka-server-stop will not find it.
  }
  return () => rmSync(file, { force: true })
}

export function runningServers(): RunningServer[] {
  let names: string[]
  try {
    names = readdirSync(folder())
  } catch {
    return []
  }
  return names.flatMap((name) => {
    const path = join(folder(), name)
    try {
      const server = JSON.parse(readFileSync(path, 'utf8')) as RunningServer & { startTime: string }
      process.kill(server.pid, 0)
      if (startTime(server.pid) === server.startTime) return [server]
    } catch {
      // No such process, or no such file any more.
    }
    rmSync(path, { force: true })
    return []
  })
}

/** Tells a process from a later one with the same id; '' where the system does not say. */
function startTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}
