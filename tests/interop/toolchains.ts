/**
 * Makes ready what the drivers need, each by its own ecosystem's client and by package name only: apt for programs, npm,
 * pip into a virtual environment, Go modules, Maven for Kafka's jars. All of it lands in a cache outside of the
 * repository, so that a second run installs nothing. A toolchain that is not there and cannot be had is `Missing`.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import type { Places } from './client-rows.js'

/** The machine lacks a toolchain and gives no way to get it. */
export class Missing extends Error {}

export const kafkaReleases: readonly string[] = ['4.3.1', '3.9.2']

export function kcatProgram(): void {
  needProgram('kcat', ['-V'], 'kcat')
}

/** The folder in which the Node drivers run, with their packages installed. */
export function nodeDrivers({ cache, sources }: Places): string {
  const from = join(sources, 'node')
  const folder = join(cache, 'node')
  copyFiles(from, folder)
  once(folder, [join(from, 'package.json')], () => {
    const flags = ['--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
    run('npm', ['install', ...flags], folder)
  })
  return folder
}

export function pythonDrivers({ cache, sources }: Places): { python: string; folder: string } {
  const folder = join(sources, 'python')
  const environment = join(cache, 'python')
  const python = join(environment, 'bin/python')
  const requirements = join(folder, 'requirements.txt')
  needProgram('python3', ['-c', 'import ensurepip, venv'], 'python3', 'python3-venv')
  once(environment, [requirements], () => {
    rmSync(environment, { recursive: true, force: true })
    run('python3', ['-m', 'venv', environment], cache)
    run(python, ['-m', 'pip', 'install', '--quiet', '-r', requirements], cache)
  })
  return { python, folder }
}

/** The path of the compiled Go driver. */
export function goDriver({ cache, sources }: Places): string {
  const from = join(sources, 'go')
  const folder = join(cache, 'go')
  const program = join(folder, 'driver')
  const go = ['go', '/usr/local/go/bin/go'].find((candidate) => works(candidate, ['version']))
  if (go === undefined) needProgram('go', ['version'], 'golang-go')
  copyFiles(from, folder)
  once(folder, filesOf(from), () => run(go ?? 'go', ['build', '-o', program, '.'], folder))
  return program
}

/** Java's command line for the driver, against the jars of one release. */
export function javaDriver(places: Places, release: string): { java: string; args: string[] } {
  const { java, args } = javaClasses(places, release, join(places.sources, 'java/InteropDriver.java'))
  return { java, args: [...args, 'InteropDriver'] }
}

/** Java's command line, but for the class, with one source file compiled against the jars of a release. */
export function javaClasses(
  places: Places,
  release: string,
  source: string,
): { java: string; args: string[] } {
  const jars = kafkaJars(places, release)
  const classes = join(places.cache, `${basename(source, '.java')}-${release}`)
  once(classes, [source], () => {
    run('javac', ['-nowarn', '-cp', join(jars, '*'), '-d', classes, source], places.cache)
  })
  return { java: 'java', args: [...javaFlags, '-cp', `${classes}:${join(jars, '*')}`] }
}

/** Small machines run several of these side by side. */
export const javaFlags: readonly string[] = [
  '-Xmx384m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=error',
]

/**
 * The folder with the jars of a Kafka release: `libs` of the release that KAFKA_HOME_4_3_1 (or the like) names, else
 * fetched by Maven.
 */
export function kafkaJars({ cache, sources }: Places, release: string): string {
  needProgram('javac', ['-version'], 'openjdk-17-jdk-headless')
  const home = process.env[`KAFKA_HOME_${release.replaceAll('.', '_')}`]
  if (home !== undefined) return join(home, 'libs')
  const folder = join(cache, `kafka-${release}`)
  const pom = join(sources, 'java/pom.xml')
  needProgram('mvn', ['-v'], 'maven')
  once(folder, [pom], () => {
    const goal = 'org.apache.maven.plugins:maven-dependency-plugin:2.8:copy-dependencies'
    const set = [`-Dkafka.version=${release}`, `-DoutputDirectory=${join(folder, 'libs')}`]
    // 3.x brings a second logging backend, which would compete with the plain one.
    const scope = ['-DincludeScope=runtime', '-DexcludeArtifactIds=slf4j-reload4j']
    run('mvn', ['-q', '-B', '-f', pom, ...set, goal, ...scope], cache)
  })
  return join(folder, 'libs')
}

/** Runs `make` unless it ran before with the same inputs. */
function once(folder: string, inputs: readonly string[], make: () => void): void {
  const hash = createHash('sha256')
  for (const input of inputs) hash.update(readFileSync(input))
  const wanted = hash.digest('hex')
  const stamp = `${folder}.made`
  if (existsSync(stamp) && existsSync(folder) && readFileSync(stamp, 'utf8') === wanted) return
  rmSync(stamp, { force: true })
  mkdirSync(folder, { recursive: true })
  make()
  writeFileSync(stamp, wanted)
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => join(folder, name))
    .sort()
}

function copyFiles(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const file of filesOf(from)) copyFileSync(file, join(to, file.slice(from.length + 1)))
}

/** Makes sure that a program runs, by apt when the machine has it and lets us. */
function needProgram(program: string, probe: readonly string[], ...packages: readonly string[]): void {
  if (works(program, probe)) return
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: string[]) => {
    const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
    const [command = '', ...rest] = [...sudo, 'apt-get', '-qq', ...args]
    execFileSync(command, rest, { stdio: ['ignore', 'ignore', 'pipe'], env: environment, timeout: 600_000 })
  }
  try {
    apt('update')
    apt('install', '-y', '--no-install-recommends', ...packages)
  } catch (error) {
    throw new Missing(`${program} is not installed, and apt cannot: ${firstLine(error)}`)
  }
  if (!works(program, probe)) throw new Missing(`${program} does not run, even after apt installed it`)
}

function works(program: string, args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore', timeout: 60_000 })
    return true
  } catch {
    return false
  }
}

function run(command: string, args: readonly string[], cwd: string): void {
  try {
    execFileSync(command, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 900_000,
      maxBuffer: 1 << 28,
    })
  } catch (error) {
    throw new Error(`${command} ${args.slice(0, 3).join(' ')} failed: ${tail(error)}`)
  }
}

function firstLine(error: unknown): string {
  return String((error as Error).message).split('\n')[0] ?? ''
}

function tail(error: unknown): string {
  const { stderr, stdout, message } = error as { stderr?: Buffer; stdout?: Buffer; message: string }
  const said = `${stdout ?? ''}${stderr ?? ''}`.trim()
  return said === '' ? message : said.slice(-1_500)
}
