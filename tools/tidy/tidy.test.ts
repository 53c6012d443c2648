/**
 * The style guide as a test. A rule that cannot be checked is advice and stands in CONTRIBUTING.md.
 */
import { describe, expect, test } from 'vitest'
import allowances from './allowances.json' with { type: 'json' }
import { cores, doors, layers, programs } from './layers.js'
import { functionsOf, importsOf, type SourceFile, sourceFiles, usesOf } from './source-files.js'

const files = sourceFiles('packages')
const production = files.filter((file) => !file.isTest)
/** Tables of data are as long and as wide as what they list. */
const tables = /\/(schema\/|settings\/|kafka-errors|topic-settings|apis\.ts|config\/[a-z]+-settings)/
const isIn = (places: readonly RegExp[], file: SourceFile): boolean =>
  places.some((place) => place.test(file.path))

/** Files of one package by path without extension, to follow imports. */
const byPath = new Map(files.map((file) => [file.path.replace(/\.ts$/, ''), file]))

function packageOf(path: string): string {
  return path.split('/')[1] ?? ''
}

describe('layers', () => {
  test('every import between packages is in the layer table', () => {
    const wrong = production.flatMap((file) =>
      importsOf(file).flatMap((specifier) => {
        const target = /^@samsa\/([^/]+)/.exec(specifier)?.[1]
        if (target === undefined || target === packageOf(file.path)) return []
        return layers[packageOf(file.path)]?.includes(target) ? [] : [`${file.path} imports ${specifier}`]
      }),
    )
    expect(wrong).toEqual([])
  })

  test('every package is in the layer table', () => {
    expect([...new Set(files.map((file) => packageOf(file.path)))].sort()).toEqual(Object.keys(layers).sort())
  })

  test('no file imports itself over others', () => {
    expect(cycles(production)).toEqual([])
  })

  test('a core imports nothing that acts', () => {
    const wrong = production
      .filter((file) => isIn(cores, file))
      .flatMap((file) =>
        importsOf(file)
          .filter((specifier) => specifier.startsWith('node:') || specifier.includes('/shell/'))
          .map((specifier) => `${file.path} imports ${specifier}`),
      )
    expect(wrong).toEqual([])
  })
})

describe('the one door to the world', () => {
  const outside = production.filter((file) => !isIn(doors, file))

  test('nothing but the host touches time, chance, files or sockets', () => {
    const world = [
      /^Date\.now$/,
      /^new Date\(\)$/,
      /^Math\.random$/,
      /^set(Timeout|Interval|Immediate)\($/,
      /^performance\./,
    ]
    const modules = /^node:(fs|net|tls|dns|dgram|worker_threads|crypto|child_process|timers)/
    expect(outside.filter((file) => !isIn(programs, file)).flatMap((file) => usesOf(file, world))).toEqual([])
    expect(
      outside
        .filter((file) => !isIn(programs, file))
        .flatMap((file) =>
          importsOf(file)
            .filter((specifier) => modules.test(specifier))
            .map((m) => `${file.path} ${m}`),
        ),
    ).toEqual([])
  })

  test('only programs read the process', () => {
    const wrong = outside
      .filter((file) => !isIn(programs, file))
      .flatMap((file) => usesOf(file, [/^process\./]))
    expect(wrong.filter((use) => !allowances.readProcess.some((allowed) => use.startsWith(allowed)))).toEqual(
      [],
    )
  })

  test('cores are synchronous', () => {
    const wrong = production.filter(
      (file) => isIn(cores, file) && /\b(async|await|Promise)\b/.test(withoutComments(file)),
    )
    expect(wrong.map((file) => file.path)).toEqual([])
  })
})

describe('size', () => {
  test('no function is longer than 60 lines', () => {
    const long = production.flatMap(functionsOf).filter((found) => found.lines > 60)
    expect(long.filter((f) => f.lines > (allowance(allowances.longFunctions, f.where) ?? 60))).toEqual([])
  })

  test('no file is longer than 400 lines', () => {
    const long = production
      .map((file) => ({ where: file.path, lines: file.lines.length }))
      .filter((f) => f.lines > 401 && !tables.test(f.where))
    expect(long.filter((f) => f.lines > (allowance(allowances.longFiles, f.where) ?? 401))).toEqual([])
  })

  test('the allowances only shrink: each is still needed', () => {
    const functions = new Map(production.flatMap(functionsOf).map((found) => [found.where, found.lines]))
    const lengths = new Map(production.map((file) => [file.path, file.lines.length]))
    const stale = [
      ...Object.keys(allowances.longFunctions).filter((where) => (functions.get(where) ?? 0) <= 60),
      ...Object.keys(allowances.longFiles).filter((where) => (lengths.get(where) ?? 0) <= 401),
    ]
    expect(stale).toEqual([])
  })

  test('no line is wider than 120 columns', () => {
    const wide = production.flatMap((file) =>
      file.lines.flatMap((line, index) => (line.length > 120 ? [`${file.path}:${index + 1}`] : [])),
    )
    expect(wide.filter((where) => !tables.test(where))).toEqual([])
  })
})

describe('names and words', () => {
  test('files are kebab-case and named for a thing', () => {
    const vague = /(^|[-/])(utils?|helpers?|common|shared|misc|manager|base|impl)([-./]|$)/
    const wrong = files.filter((file) => {
      const inside = file.path.replace(/^packages\//, '')
      return vague.test(inside) || !/^[a-z0-9./-]+$/.test(inside)
    })
    expect(wrong.map((file) => file.path)).toEqual([])
  })

  test('every source file opens with what it owns', () => {
    const bare = production.filter((file) => !file.text.startsWith('/**') && !file.path.endsWith('/index.ts'))
    expect(bare.map((file) => file.path)).toEqual([])
  })

  test('nothing is left open in a comment', () => {
    const open = files.flatMap((file) =>
      file.lines.flatMap((line, index) =>
        /\b(TODO|FIXME|XXX)\b/.test(line) ? [`${file.path}:${index + 1}`] : [],
      ),
    )
    expect(open).toEqual([])
  })

  test('nothing is exported by default', () => {
    expect(production.filter((file) => /^export default/m.test(file.text)).map((file) => file.path)).toEqual(
      [],
    )
  })

  test('no test is skipped, focused or left for later', () => {
    const marked = files.flatMap((file) =>
      file.lines.flatMap((line, index) =>
        /\b(it|test|describe)\.(skip|only|todo|fails)\(/.test(line) ? [`${file.path}:${index + 1}`] : [],
      ),
    )
    expect(marked).toEqual([])
  })
})

function allowance(list: Readonly<Record<string, number>>, where: string): number | undefined {
  return list[where]
}

function withoutComments(file: SourceFile): string {
  return file.text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '')
}

/** Import cycles between files at run time, each told once by the files on it. */
function cycles(among: readonly SourceFile[]): string[] {
  const state = new Map<string, 'open' | 'done'>()
  const found: string[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return
    if (state.get(path) === 'open') {
      found.push([...trail.slice(trail.indexOf(path)), path].join(' -> '))
      return
    }
    state.set(path, 'open')
    for (const next of localImports(path)) visit(next, [...trail, path])
    state.set(path, 'done')
  }
  for (const file of among) visit(file.path.replace(/\.ts$/, ''), [])
  return found
}

function localImports(path: string): string[] {
  const file = byPath.get(path)
  if (file === undefined) return []
  return importsOf(file, 'at run time')
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => new URL(specifier, `file:///${path}`).pathname.slice(1).replace(/\.js$/, ''))
    .filter((target) => byPath.has(target))
}
