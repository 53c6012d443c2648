/**
 * zstd-wasm, ready the moment it is first needed. Its own `init` is asynchronous: whoever may meet a batch of zstd
 * would have to wait for it beforehand, and would be without a decoder where that was forgotten. Owns where the
 * files of the library lie and how they become one; refuses nothing.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export interface ZstdLibrary {
  /** A compressor's memory, to be used again: to make it costs more than to pack a small batch. */
  createCCtx(): number
  /** One frame; an empty `dictionary` is none. */
  compressUsingDict(context: number, bytes: Uint8Array, dictionary: Uint8Array, level: number): Uint8Array
  /** Takes as much memory as the first frame says it holds, or `defaultHeapSize` where it does not say. */
  decompress(bytes: Uint8Array, options: { defaultHeapSize: number }): Uint8Array
}

/** The library's module, as emscripten makes them. */
interface EmscriptenModule {
  /** Set once it is ready. */
  readonly calledRun?: boolean
  /** Used by `init`, where there is one, instead of compiling in the background. */
  instantiateWasm: (imports: object, receive: (instance: object) => object) => object
  init(): void
}

interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => object
}

const require = createRequire(import.meta.url)

/** Reads and compiles a quarter of a megabyte. */
export function openZstdLibrary(): ZstdLibrary {
  const main = require.resolve('@bokuweb/zstd-wasm')
  const folder = dirname(main)
  const { Module: library } = require(join(folder, 'module.js')) as { Module: EmscriptenModule }
  if (library.calledRun !== true) {
    const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyApi }
    const module = new WebAssembly.Module(readFileSync(join(folder, 'zstd.wasm')))
    library.instantiateWasm = (imports, receive) => receive(new WebAssembly.Instance(module, imports))
    library.init()
  }
  return require(main) as ZstdLibrary
}
