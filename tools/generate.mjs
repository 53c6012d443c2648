/**
 * `npm run generate`: writes packages/protocol/src/messages anew from the schemas; `--check` writes nothing and exits 1
 * if a file differs, is missing or is left over. The generator is TypeScript, so it is bundled in memory first.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const tools = dirname(fileURLToPath(import.meta.url))
const target = join(tools, '../packages/protocol/src/messages')
const check = process.argv.includes('--check')

const { outputFiles } = await build({
  entryPoints: [join(tools, 'codegen/generate.ts')],
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
  target: 'node20',
})
const code = Buffer.from(outputFiles[0].contents).toString('base64')
const { generateMessages } = await import(`data:text/javascript;base64,${code}`)

mkdirSync(target, { recursive: true })
const wanted = generateMessages()
const present = readdirSync(target)
const stale = present.filter((name) => !wanted.has(name))
const different = [...wanted].filter(
  ([name, text]) => !present.includes(name) || readFileSync(join(target, name), 'utf8') !== text,
)
if (check) {
  for (const [name] of different) console.error(`differs from its schema: ${name}`)
  for (const name of stale) console.error(`has no schema: ${name}`)
  if (different.length + stale.length > 0) {
    console.error('Run `npm run generate` and commit the result.')
    process.exit(1)
  }
} else {
  for (const [name, text] of different) writeFileSync(join(target, name), text)
  for (const name of stale) rmSync(join(target, name))
}
console.log(
  `${wanted.size} files, ${different.length} ${check ? 'different' : 'written'}, ${stale.length} stale`,
)
