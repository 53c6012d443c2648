// `npm start -- flags`: installs and builds what is missing, then is the broker, in this very process.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, install, root } from './build/prepare.mjs'

install()
await build()
process.argv[1] = join(root, 'bin/samsa')
await import(pathToFileURL(join(root, 'packages/cli/dist/bundle/samsa.js')).href)
