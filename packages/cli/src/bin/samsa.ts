/** The program `samsa`. */
import { samsa } from '../server/samsa-program.js'

const exitCode = await samsa(process.argv.slice(2))
process.stdout.write('', () => process.exit(exitCode))
