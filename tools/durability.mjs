// `npm run durability [-- --kills N] [--seed S]`: builds, then kills a real broker N times (default 20) with SIGKILL at
// random moments while clients write to it. Ends with `N passed, N failed`: a kill passes when every acknowledged
// record and commit is there afterwards, in order, once.
import { join } from 'node:path'
import { loadScenarios } from './build/load-scenarios.mjs'
import { build, install, root } from './build/prepare.mjs'

const options = { kills: 20, seed: Date.now() % 1_000_000 }
for (let at = 2; at < process.argv.length; at += 2) {
  const name = process.argv[at].slice(2)
  const value = Number(process.argv[at + 1])
  if (!(name in options) || !Number.isSafeInteger(value)) {
    console.error('options: --kills N, --seed S')
    process.exit(2)
  }
  options[name] = value
}
install()
await build()
const { runKills } = await loadScenarios('tests/durability/run-kills.ts')
console.log(`seed ${options.seed}`)
const failed = await runKills({
  ...options,
  program: join(root, 'bin/samsa'),
  say: (line) => console.log(line),
})
console.log(`${options.kills - failed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
