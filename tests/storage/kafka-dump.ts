/**
 * Kafka's dump tool over the files of partitions, in its three ways: every record of every batch, the sanity check of
 * the indexes, their entries against the batches. Owns which of its lines are complaints.
 */
import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Places } from '../interop/client-rows.js'
import { javaFlags, kafkaJars } from '../interop/toolchains.js'

/** The release whose tool, and whose broker, the suite holds Samsa against. */
export const kafkaRelease = '4.3.1'

const everyFile = /\.(log|index|timeindex|txnindex|snapshot)$/
const ways: readonly { readonly flags: readonly string[]; readonly files: RegExp }[] = [
  { flags: ['--deep-iteration', '--print-data-log'], files: everyFile },
  { flags: ['--index-sanity-check'], files: /\.(log|index|timeindex)$/ },
  { flags: ['--verify-index-only'], files: /\.(index|timeindex)$/ },
]

/** Empty when the tool finds nothing wrong in any file of the folders. */
export async function dumpComplaints(
  { jars }: { readonly jars: string },
  folders: readonly string[],
  mayHaveGaps: (folder: string) => boolean = () => false,
): Promise<string[]> {
  const found: string[] = []
  for (const { flags, files } of ways) {
    const paths = folders.flatMap((folder) => filesOf(folder, files))
    const output = await dump(jars, [...flags, '--files', paths.join(',')])
    found.push(...complaints(output, mayHaveGaps).map((line) => `${flags[0]}: ${line}`))
  }
  return found
}

/** The jars of that release, fetched when they are not at hand. */
export function jarsFor(places: Places): string {
  mkdirSync(places.cache, { recursive: true })
  return kafkaJars(places, kafkaRelease)
}

/** As `dumpComplaints`, in one run of the tool, for folders whose logs may have gaps. */
export async function dumpWith(
  { jars }: { readonly jars: string },
  folders: readonly string[],
): Promise<string[]> {
  const paths = folders.flatMap((folder) => filesOf(folder, everyFile))
  return complaints(await dump(jars, ['--deep-iteration', '--files', paths.join(',')]), () => true)
}

function filesOf(folder: string, files: RegExp): string[] {
  return readdirSync(folder)
    .filter((name) => files.test(name))
    .sort()
    .map((name) => join(folder, name))
}

async function dump(jars: string, args: readonly string[]): Promise<string> {
  const command = [...javaFlags, '-cp', join(jars, '*'), 'org.apache.kafka.tools.DumpLogSegments', ...args]
  try {
    const { stdout, stderr } = await promisify(execFile)('java', command, { maxBuffer: 1 << 29 })
    return stdout + stderr
  } catch (error) {
    const { stdout, stderr, message } = error as { stdout?: string; stderr?: string; message: string }
    return `${stdout ?? ''}${stderr ?? ''}\nERROR the tool failed: ${message.slice(0, 200)}`
  }
}

/** Each with the file it is about. Compacted logs have gaps by nature. */
function complaints(output: string, mayHaveGaps: (folder: string) => boolean): string[] {
  const found: string[] = []
  let file = ''
  for (const line of output.split('\n')) {
    const about = /^(?:Dumping |Non-consecutive offsets in |Mismatches in :|Found .* in :)(.*)/.exec(
      line,
    )?.[1]
    if (about !== undefined) file = about
    const short = file.split('/').slice(-2).join('/')
    const gap = /^ {2}(-?\d+) is followed by (\d+)/.exec(line)
    if (gap !== null) {
      // The tool takes the beginning of every segment but the first for a gap after -1.
      if (gap[1] !== '-1' && !mayHaveGaps(short.split('/')[0] ?? '')) found.push(`${short}: ${line}`)
    } else if (isComplaint(line)) found.push(`${short}: ${line.slice(0, 300)}`)
  }
  return found
}

function isComplaint(line: string): boolean {
  if (line.startsWith('|') || line.startsWith('baseOffset:')) return /isvalid: false/.test(line)
  if (/^(Non-consecutive offsets|Found timestamp mismatch) in/.test(line)) return false
  // Kafka's own cleaner leaves such entries: a batch that was kept empty has a time, and no record that has it.
  const timestamp = /^ {2}Index timestamp: -?\d+, log timestamp: (-?\d+)/.exec(line)
  if (timestamp !== null) return timestamp[1] !== '-1'
  return /[Mm]ismatch|Exception|ERROR|failed|out of order|not found|invalid|Found|doesn't match/.test(line)
}
