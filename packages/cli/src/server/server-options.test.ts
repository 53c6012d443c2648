import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readServerStart } from './server-options.js'

const files: Record<string, string> = { 'server.properties': 'num.partitions=3\nlog.dirs=/a\n' }

function start(argv: readonly string[], environment: Record<string, string> = {}) {
  return readServerStart(argv, {
    environment,
    defaultData: '.samsa',
    readFile: (path) => {
      const text = files[path]
      if (text === undefined) throw new Error('ENOENT')
      return text
    },
  })
}

describe("the broker's command line", () => {
  test('takes the file, then the environment, then the overrides', () => {
    expect(start(['server.properties']).config.get('num.partitions')).toBe(3)
    const environment = { KAFKA_NUM_PARTITIONS: '4' }
    expect(start(['server.properties'], environment).config.get('num.partitions')).toBe(4)
    const argv = ['server.properties', '--override', 'num.partitions=5']
    expect(start(argv, environment).config.get('num.partitions')).toBe(5)
  })

  test('keeps data below the current directory when nothing says where', () => {
    expect(start([]).config.logDirectories).toEqual([resolve('.samsa')])
    expect(start(['server.properties']).config.logDirectories).toEqual(['/a'])
    expect(start(['--data', 'd']).config.logDirectories).toEqual([resolve('d')])
  })

  test("waits for no other members, as Kafka's own properties file has it, unless told otherwise", () => {
    expect(start([]).config.get('group.initial.rebalance.delay.ms')).toBe(0)
    expect(start(['server.properties']).config.get('group.initial.rebalance.delay.ms')).toBe(3000)
    const argv = ['--override', 'group.initial.rebalance.delay.ms=7']
    expect(start(argv).config.get('group.initial.rebalance.delay.ms')).toBe(7)
  })

  test('takes --port and --data before the file and the environment', () => {
    const { config } = start(['server.properties', '--port', '0', '--data', '/d'], {
      KAFKA_LISTENERS: 'PLAINTEXT://:1',
      KAFKA_LOG_DIRS: '/e',
    })
    expect(config.get('listeners')).toEqual(['PLAINTEXT://:0'])
    expect(config.logDirectories).toEqual(['/d'])
  })

  test.each([
    [['--port', '70000'], 'a port is between 0 and 65535'],
    [['--override', 'x'], 'expected key=value'],
    [
      ['--port', '9093', '--override', 'listeners=PLAINTEXT://:9094'],
      '--port 9093 and --override listeners=PLAINTEXT://:9094 say the same thing: give one of them',
    ],
    [['--data', 'd', '--override', 'log.dirs=/e'], '--data d and --override log.dirs=/e'],
    [['--data', 'd', '--override', 'log.dir=/e'], '--data d and --override log.dir=/e'],
    [['--override', 'num.partitions=0'], 'Invalid value 0 for configuration num.partitions'],
    [['missing.properties'], 'Cannot read the properties file missing.properties'],
    [['nosuch'], 'there is no tool of that name'],
    [['a.properties', 'b.properties'], 'One properties file at the most'],
    [['--log-level', 'loud'], 'one of debug, info, warn, error'],
  ])('%j is refused: %s', (argv, message) => {
    expect(() => start(argv)).toThrow(message)
  })
})
