// `npm run check`: the inner loop, under 90 s. Format, types, pure cores, generated code, dead exports, then the
// unit tests, the tidy rules among them. Every step runs even when an earlier one fell; the last line tells.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build, install, root } from './build/prepare.mjs'

install()
const modules = join(root, 'node_modules')
const steps = [
  ['format', [join(modules, '@biomejs/biome/bin/biome'), 'format', '.']],
  ['pure cores', [join(modules, 'ts7/bin/tsc'), '-p', 'tsconfig.cores.json', '--noEmit']],
  ['types of tools and tests', [join(modules, 'ts7/bin/tsc'), '-p', 'tsconfig.tools.json']],
  ['generated code', [join(root, 'tools/generate.mjs'), '--check']],
  ['configuration page', [join(root, 'tools/docs/configuration.mjs'), '--check']],
  ['dead exports', [join(modules, 'knip/bin/knip.js'), '--include', 'exports,types,files,dependencies']],
  ['unit tests', [join(root, 'tools/test.mjs'), 'packages', 'tools']],
]
await build()
const fallen = []
for (const [name, [program, ...args]] of steps) {
  const started = performance.now()
  const ran =
    existsSync(program) && spawnSync(process.execPath, [program, ...args], { cwd: root, stdio: 'inherit' })
  const held = ran !== false && ran.status === 0
  if (!held) fallen.push(name)
  console.log(`${held ? 'held' : 'FELL'}  ${name}  ${((performance.now() - started) / 1000).toFixed(1)} s`)
}
console.log(
  `${steps.length - fallen.length} passed, ${fallen.length} failed${fallen.length ? `: ${fallen.join(', ')}` : ''}`,
)
process.exit(fallen.length === 0 ? 0 : 1)
