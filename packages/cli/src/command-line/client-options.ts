/**
 * What every tool that talks to a broker takes: where to begin, and a properties file. The address may carry its
 * key in front (`bootstrap.servers=localhost:9092`), as it stands in the file it was cut from.
 */
import { readFileSync } from 'node:fs'
import { parseProperties } from '@samsa/config'
import { text } from './options.js'
import { UsageError } from './usage-error.js'

export const bootstrapServer = text({
  argument: 'server to connect to',
  doc: 'The broker to connect to first: host:port, several separated by commas.',
  aliases: ['broker-list'],
})

export const commandConfig = text({
  argument: 'command config property file',
  doc: 'A properties file with settings of the client.',
})

/** The settings of a properties file; none when no file was named. */
export function readPropertiesFile(path: string | undefined): Map<string, string> {
  if (path === undefined) return new Map()
  try {
    return parseProperties(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new UsageError(`Cannot read the properties file ${path}: ${(error as Error).message}`)
  }
}

/** Texts of the form key=value; a lone key has an empty value, as in Kafka's tools. */
export function readPairs(option: string, pairs: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const pair of pairs) {
    const equals = pair.indexOf('=')
    if (equals === 0) throw new UsageError(`--${option} ${pair}: expected key=value`)
    found.set(equals < 0 ? pair : pair.slice(0, equals), equals < 0 ? '' : pair.slice(equals + 1))
  }
  return found
}
