/** The scenarios that `npm run simulate` plays, by name. */
export { runSeed as broker } from './run-seed.js'
export { runStorageSeed as storage } from './storage/run-storage-seed.js'
