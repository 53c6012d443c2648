// Makes the TypeScript of tests/ runnable: one module with all it imports of this repository, other packages
// left where they are. Without a build, straight from the sources.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { install, root } from './prepare.mjs'

/** The module's exports; `entry` is a path from the repository's root. */
export async function loadScenarios(entry) {
  install()
  const { build } = await import('esbuild')
  const folder = join(root, 'node_modules/.cache/samsa')
  mkdirSync(folder, { recursive: true })
  const outfile = join(folder, `${entry.replaceAll('/', '-')}-${process.pid}.mjs`)
  await build({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['source'],
    sourcemap: 'inline',
    logLevel: 'warning',
    plugins: [{ name: 'others-stay-outside', setup: leaveOthersOutside }],
  })
  process.setSourceMapsEnabled(true)
  process.on('exit', () => rmSync(outfile, { force: true }))
  return import(pathToFileURL(outfile).href)
}

function leaveOthersOutside({ onResolve }) {
  onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
    kind === 'entry-point' || path.startsWith('@samsa/') ? undefined : { path, external: true },
  )
}
