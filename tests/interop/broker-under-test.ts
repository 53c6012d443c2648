/**
 * The broker that the suite talks to: a Samsa started from this repository's `bin/samsa` with a temporary data
 * directory, or one that runs elsewhere and is only given by its address. Owns how it is restarted; an external broker
 * without a restart command is never touched.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

export interface BrokerUnderTest {
  readonly bootstrap: string
  /** Where its logs lie, when that is known. */
  readonly logDirectory: string | undefined
  /** A clean stop and a new start over the same data; undefined when nobody told how. */
  readonly restart: (() => Promise<void>) | undefined
  stop(): Promise<void>
  /** Why nothing can be asked of it any more: it ended without being told to. */
  lost(): string | undefined
}

export interface ExternalBroker {
  readonly bootstrap: string
  readonly logDirectory: string | undefined
  /** A shell command that returns when the broker serves again. */
  readonly restartCommand: string | undefined
}

export function externalBroker({ bootstrap, logDirectory, restartCommand }: ExternalBroker): BrokerUnderTest {
  const restart =
    restartCommand === undefined
      ? undefined
      : async () => {
          await promisify(execFile)('sh', ['-c', restartCommand], { timeout: 120_000 })
          await serving(bootstrap)
        }
  return { bootstrap, logDirectory, restart, stop: async () => {}, lost: () => undefined }
}

/** Starts `bin/samsa` of the repository at `root`. Its output is kept for when it ends by itself. */
export async function ownBroker(root: string): Promise<BrokerUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'samsa-interop-'))
  const logDirectory = join(folder, 'data')
  const port = await freePort()
  const bootstrap = `127.0.0.1:${port}`
  const args = [join(root, 'bin/samsa'), '--port', String(port), '--data', logDirectory]
  for (const override of ['group.initial.rebalance.delay.ms=0', 'auto.create.topics.enable=true']) {
    args.push('--override', override)
  }
  let child: ChildProcess
  let stopping = false
  let lost: string | undefined
  const start = async () => {
    let output = ''
    stopping = false
    child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on('data', (bytes: Buffer) => {
        output = (output + bytes.toString()).slice(-4_000)
      })
    }
    const started = child
    const onExit = (code: number | null, signal: string | null) => {
      if (signal !== 'SIGTERM' && code !== 0)
        console.error(`the broker ended (${signal ?? code}):\n${output}`)
    }
    started.on('exit', onExit)
    await serving(bootstrap)
  }
  const halt = async () => {
    stopping = true
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), 20_000)
    await exited
    clearTimeout(timer)
  }
  await start()
  process.once('exit', () => child.kill('SIGTERM'))
  const restart = async () => {
    await halt()
    await start()
  }
  const stop = async () => {
    await halt()
    rmSync(folder, { recursive: true, force: true })
  }
  return { bootstrap, logDirectory, restart, stop, lost: () => lost }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

/** Resolves once the port accepts a connection. */
async function serving(bootstrap: string): Promise<void> {
  const [host = '127.0.0.1', port] = bootstrap.split(':')
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const accepted = await new Promise<boolean>((resolve) => {
      const socket = connect({ host, port: Number(port) })
      socket.on('connect', () => {
        socket.destroy()
        resolve(true)
      })
      socket.on('error', () => resolve(false))
    })
    if (accepted) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`nothing serves ${bootstrap}`)
}
