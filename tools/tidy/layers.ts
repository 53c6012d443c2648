/**
 * The layer table: which package may import which. ARCHITECTURE.md shows it; the tidy tests hold it.
 */
export const layers: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  host: [],
  record: ['protocol'],
  config: [],
  log: ['protocol', 'record', 'config', 'host'],
  broker: ['protocol', 'record', 'config', 'host', 'log'],
  client: ['protocol', 'record', 'config', 'host'],
  cli: ['protocol', 'record', 'config', 'host', 'log', 'broker', 'client'],
}

/** Folders whose files decide and never act: pure and synchronous. */
export const cores: readonly RegExp[] = [
  /^packages\/protocol\/src\//,
  /^packages\/log\/src\/core\//,
  /^packages\/broker\/src\/(.*\/)?core\//,
  /^packages\/client\/src\/core\//,
  /^packages\/client\/src\/assignors\//,
]

/**
 * The only places that touch time, chance, disk and network themselves; the last reads a library's own file, once, as
 * an import would.
 */
export const doors: readonly RegExp[] = [
  /^packages\/host\/src\/node\//,
  /^packages\/record\/src\/codecs\/zstd-library\.ts$/,
]

/** Production files that may build the real host and read the process: the programs. */
export const programs: readonly RegExp[] = [/^packages\/cli\/src\//]
