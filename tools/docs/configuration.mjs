// Writes docs/configuration.md from the settings tables; with --check, fails when the file differs.
// A setting "takes effect" when production code outside the tables names it; what DescribeConfigs leaves out is
// named there for that alone.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../build/prepare.mjs'

const load = (path) => import(pathToFileURL(join(root, path)).href)
const { brokerSettings, topicSettings, topicSynonyms } = await load('packages/config/dist/index.js')
const target = join(root, 'docs/configuration.md')

const tables = ['config/src/topic-settings.ts', 'controller/core/describe-configs.ts']

function sources(directory) {
  return readdirSync(join(root, directory), { withFileTypes: true }).flatMap((entry) => {
    const path = `${directory}/${entry.name}`
    if (entry.isDirectory())
      return ['settings', 'messages', 'schema', 'dist'].includes(entry.name) ? [] : sources(path)
    const skipped = entry.name.includes('.test.') || tables.some((table) => path.endsWith(table))
    return entry.name.endsWith('.ts') && !skipped ? [path] : []
  })
}

const code = ['config', 'log', 'broker', 'cli']
  .flatMap((name) => sources(`packages/${name}/src`))
  .map((path) => readFileSync(join(root, path), 'utf8'))
  .join('\n')
const named = (name) => code.includes(`'${name}'`)
const usedByTopics = new Set(
  Object.entries(topicSynonyms).flatMap(([topic, synonyms]) =>
    named(topic) ? synonyms.map((s) => s.name) : [],
  ),
)

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('{', '&#123;')

function table(settings, takesEffect, synonyms) {
  const rows = Object.entries(settings)
    .filter(([, setting]) => !setting.internal)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, s]) => {
      const broker = synonyms?.[name]?.map((synonym) => `\`${synonym.name}\``).join(', ') ?? ''
      const columns = [
        `\`${name}\``,
        s.type,
        s.defaultText === null ? '' : `\`${s.defaultText}\``,
        s.validValues,
        synonyms ? broker : s.update,
        takesEffect(name) ? 'yes' : 'accepted',
        s.doc,
      ]
      return `| ${columns.map(cell).join(' | ')} |`
    })
  const head = [
    'setting',
    'type',
    'default',
    'valid values',
    synonyms ? 'broker setting' : 'change',
    'effect',
    'meaning',
  ]
  return [`| ${head.join(' | ')} |`, `|${' --- |'.repeat(head.length)}`, ...rows].join('\n')
}

const page = `# Configuration

Generated from the settings tables in \`packages/config\` by \`npm run generate\`; do not edit.

Names, types, defaults and bounds are Kafka's. A \`server.properties\` file, \`KAFKA_...\` environment variables
(\`KAFKA_LOG_RETENTION_HOURS\` is \`log.retention.hours\`) and \`--override key=value\` are read, the later winning.
*effect*: "yes" where the setting changes what Samsa does, "accepted" where it is read and checked, shown by
\`kafka-configs\`, and has no effect yet or none here. *change*: whether it may be altered while the broker runs.

## Broker settings

${table(brokerSettings, (name) => named(name) || usedByTopics.has(name))}

## Topic settings

A topic's own value wins over the broker setting, which wins over the default.

${table(topicSettings, named, topicSynonyms)}
`

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== page) {
    console.error('docs/configuration.md is not what the settings tables say: npm run generate')
    process.exit(1)
  }
} else writeFileSync(target, page)
