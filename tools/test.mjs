// `npm test [-- vitest arguments]`: installs, builds, runs every test; ends with 'N passed, N failed'.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, install, root } from './build/prepare.mjs'

install()
await build()
const scratch = mkdtempSync(join(tmpdir(), 'samsa-test-'))
const report = join(scratch, 'report.json')
const result = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    // A line a file in a log, dots on a terminal.
    `--reporter=${process.stdout.isTTY ? 'dot' : 'default'}`,
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: '1' },
  },
)
let failed = result.status !== 0
try {
  const facts = JSON.parse(readFileSync(report, 'utf8'))
  // A suite that cannot even load has no tests to count: it counts as one.
  const broken = facts.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  const skipped = facts.numPendingTests + facts.numTodoTests
  failed ||= facts.numPassedTests === 0
  console.log(
    `${facts.numPassedTests} passed, ${facts.numFailedTests + broken.length} failed${skipped ? `, ${skipped} skipped` : ''}`,
  )
} catch (error) {
  console.error(`no test report: ${error.message}`)
  failed = true
}
rmSync(scratch, { recursive: true, force: true })
process.exit(failed ? 1 : 0)
