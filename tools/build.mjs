// `npm run build`: after it, all of bin/ works.
import { build, install } from './build/prepare.mjs'

install()
await build()
