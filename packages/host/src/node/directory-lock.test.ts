import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { takeDirectory } from './directory-lock.js'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(`${tmpdir()}/samsa-lock-`)
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

/** A process that lives until it is killed, with its own claim on the directory. */
async function otherHolder(): Promise<{ kill(): Promise<void> }> {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume(); console.log("up")'], {
    stdio: 'pipe',
  })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  writeFileSync(`${directory}/.lock`, claimOf(child.pid ?? 0))
  return {
    kill: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.kill('SIGKILL')
      }),
  }
}

/** What the process of that id would have written. */
function claimOf(pid: number, token = 'other'): string {
  const probe = mkdtempSync(`${tmpdir()}/samsa-lock-`)
  const lock = takeDirectory(probe)
  const own = JSON.parse(readFileSync(`${probe}/.lock`, 'utf8'))
  lock.release()
  rmSync(probe, { recursive: true })
  const started = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ')[19]
  return JSON.stringify({ ...own, pid, started, token })
}

/** The lock as a program of its own, so that other processes can run it without a build. */
async function bundledLock(): Promise<string> {
  const entry = fileURLToPath(new URL('directory-lock.ts', import.meta.url))
  const built = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  })
  return built.outputFiles[0]?.text ?? ''
}

/** Kept for the next claim, should the disk be full by then. */
const RESERVE = '.lock-reserve'

describe.runIf(process.platform === 'linux')('the lock of a data directory', () => {
  it('is refused while another process lives, and free once it was killed', async () => {
    const holder = await otherHolder()
    expect(() => takeDirectory(directory)).toThrow(/in use by process/)
    await holder.kill()
    const lock = takeDirectory(directory)
    expect(readdirSync(directory)).toEqual(['.lock', RESERVE])
    lock.release()
    expect(readdirSync(directory)).toEqual([RESERVE])
  })

  it('does not mistake a new process with an old id for the holder', () => {
    const claim = JSON.parse(claimOf(process.pid))
    writeFileSync(`${directory}/.lock`, JSON.stringify({ ...claim, started: '1' }))
    takeDirectory(directory).release()
    writeFileSync(`${directory}/.lock`, JSON.stringify({ ...claim, boot: 'an earlier boot' }))
    takeDirectory(directory).release()
  })

  it('follows the chain of those who broke a stale lock and died before they had shortened it', () => {
    const claim = JSON.parse(claimOf(process.pid))
    writeFileSync(`${directory}/.lock`, JSON.stringify({ ...claim, started: '1', token: 'a' }))
    writeFileSync(`${directory}/.lock-a`, JSON.stringify({ ...claim, started: '1', token: 'b' }))
    writeFileSync(`${directory}/.lock-b`, JSON.stringify({ ...claim, token: 'alive' }))
    expect(() => takeDirectory(directory)).toThrow(/in use by process/)
    writeFileSync(`${directory}/.lock-b`, JSON.stringify({ ...claim, started: '2', token: 'c' }))
    takeDirectory(directory)
    expect(readdirSync(directory)).toEqual(['.lock', RESERVE])
  })

  it('goes to exactly one of many that find the same stale lock at once', async () => {
    writeFileSync(`${directory}/.lock`, JSON.stringify({ ...JSON.parse(claimOf(process.pid)), started: '1' }))
    const program = `${await bundledLock()}
      try { takeDirectory(${JSON.stringify(directory)}); console.log('taken') } catch (error) { console.log(error.kind) }
      process.stdin.resume()`
    const children = Array.from({ length: 6 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'pipe' }),
    )
    const words = await Promise.all(
      children.map(
        (child) => new Promise<string>((r) => child.stdout.once('data', (data) => r(String(data).trim()))),
      ),
    )
    for (const child of children) child.kill('SIGKILL')
    expect(words.sort()).toEqual(['locked', 'locked', 'locked', 'locked', 'locked', 'taken'])
  })
})
