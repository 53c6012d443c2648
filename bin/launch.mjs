// Runs one of the programs that `npm run build` puts together. Node keeps what it compiled where it can.
import { existsSync } from 'node:fs'
import module from 'node:module'

/** @param {string} name of the program: 'samsa', 'kafka-topics', ... */
export async function launch(name) {
  const program = new URL(`../packages/cli/dist/bundle/${name}.js`, import.meta.url)
  if (!existsSync(program)) {
    console.error(`${name} is not built yet: run 'npm run build' (or 'npm start') in the repository first.`)
    process.exit(1)
  }
  module.enableCompileCache?.()
  await import(program.href)
}
