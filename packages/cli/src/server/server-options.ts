/**
 * The broker's command line: `samsa [server.properties] [--port N] [--data DIR] [--override key=value]...`, read
 * together with the environment into one configuration. The file is weakest, then the environment, then flags.
 */
import { resolve } from 'node:path'
import { BrokerConfig, parseProperties, settingsFromEnvironment } from '@samsa/config'
import { integer, readCommandLine, text, texts } from '../command-line/options.js'
import { UsageError } from '../command-line/usage-error.js'

export const serverOptions = {
  port: integer({
    argument: 'port',
    doc: 'Listen on this port of every interface; 0: the system chooses. Default 9092. Not with --override listeners.',
  }),
  data: text({
    argument: 'directory',
    doc: 'Keep the data here. Default: .samsa in the current directory. Not with --override log.dirs.',
  }),
  override: texts({
    argument: 'key=value',
    doc: 'A setting that wins over the file; may be given several times.',
  }),
  'log-level': text({
    argument: 'debug|info|warn|error',
    doc: 'Least level of log lines on standard error. Default warn.',
  }),
  'log-format': text({ argument: 'text|json', doc: 'Shape of log lines. Default text.' }),
}

const REBALANCE_DELAY = 'group.initial.rebalance.delay.ms'
const LEVELS = ['debug', 'info', 'warn', 'error'] as const
const FORMATS = ['text', 'json'] as const

export interface ServerStart {
  readonly config: BrokerConfig
  readonly logLevel: (typeof LEVELS)[number]
  readonly logFormat: (typeof FORMATS)[number]
}

export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Where data goes when nothing says so. */
  readonly defaultData: string
  /** The text of a properties file; throws when it cannot be read. */
  readFile(path: string): string
}

/** @throws UsageError or ConfigError, naming the flag or the setting, its value and what it should have been. */
export function readServerStart(argv: readonly string[], around: Surroundings): ServerStart {
  const { values, rest } = readCommandLine(serverOptions, argv)
  if (rest.length > 1) throw new UsageError(`One properties file at the most, but got: ${rest.join(' ')}`)
  const [path] = rest
  const file = path === undefined ? '' : readProperties(path, around)
  const overridden = readOverrides(values.override)
  if (values.port !== undefined) refuseBoth(`--port ${values.port}`, overridden, ['listeners'])
  if (values.data !== undefined) refuseBoth(`--data ${values.data}`, overridden, ['log.dirs', 'log.dir'])
  const overrides = { ...settingsFromEnvironment(around.environment), ...overridden }
  if (values.port !== undefined) {
    if (values.port < 0 || values.port > 65535) {
      throw new UsageError(`--port ${values.port}: a port is between 0 and 65535`)
    }
    overrides['listeners'] = `PLAINTEXT://:${values.port}`
  }
  if (values.data !== undefined) overrides['log.dirs'] = values.data === '' ? '' : resolve(values.data)
  const given = parseProperties(file)
  const says = (name: string): boolean => name in overrides || given.has(name)
  if (!says('log.dirs') && !says('log.dir')) overrides['log.dirs'] = resolve(around.defaultData)
  // As in the properties file that comes with Kafka: whoever starts a broker by hand does not want to wait for others.
  if (path === undefined && !says(REBALANCE_DELAY)) overrides[REBALANCE_DELAY] = '0'
  return {
    config: BrokerConfig.from({ file, overrides }),
    logLevel: oneOf('--log-level', values['log-level'] ?? 'warn', LEVELS),
    logFormat: oneOf('--log-format', values['log-format'] ?? 'text', FORMATS),
  }
}

function readProperties(path: string, around: Surroundings): string {
  try {
    return around.readFile(path)
  } catch (error) {
    const reason = `Cannot read the properties file ${path}: ${(error as Error).message}`
    throw new UsageError(/[./]/.test(path) ? reason : `${reason}; and there is no tool of that name`)
  }
}

function readOverrides(given: readonly string[]): Record<string, string> {
  const overrides: Record<string, string> = {}
  for (const pair of given) {
    const equals = pair.indexOf('=')
    if (equals <= 0) throw new UsageError(`--override ${pair}: expected key=value`)
    overrides[pair.slice(0, equals).trim()] = pair.slice(equals + 1)
  }
  return overrides
}

/** Which one was meant? */
function refuseBoth(flag: string, overrides: Record<string, string>, names: readonly string[]): void {
  const name = names.find((each) => each in overrides)
  if (name === undefined) return
  throw new UsageError(
    `${flag} and --override ${name}=${overrides[name]} say the same thing: give one of them`,
  )
}

function oneOf<Choice extends string>(flag: string, given: string, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === given)
  if (found === undefined) throw new UsageError(`${flag} ${given}: one of ${choices.join(', ')}`)
  return found
}
