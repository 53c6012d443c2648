/**
 * The repository's own TypeScript, parsed once for all tidy rules. Generated messages are left out.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

export interface SourceFile {
  /** From the repository's root, with '/'. */
  readonly path: string
  readonly text: string
  readonly lines: readonly string[]
  readonly syntax: ts.SourceFile
  readonly isTest: boolean
}

const root = normalize(join(dirname(fileURLToPath(import.meta.url)), '../..'))

/** Every .ts file below `folder`, tests too. */
export function sourceFiles(folder: string): SourceFile[] {
  return walk(folder).map((path) => {
    const text = readFileSync(join(root, path), 'utf8')
    return {
      path,
      text,
      lines: text.split('\n'),
      syntax: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true),
      isTest: path.endsWith('.test.ts') || path.includes('/testing/'),
    }
  })
}

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) {
      return ['node_modules', 'dist', 'messages', 'testdata'].includes(entry.name) ? [] : walk(path)
    }
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts') ? [path] : []
  })
}

/** What a file imports or re-exports, by the text of its specifier; what only types need is left out if asked. */
export function importsOf(file: SourceFile, which: 'all' | 'at run time' = 'all'): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      const erased = ts.isImportDeclaration(node)
        ? node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
        : node.isTypeOnly
      if (which === 'at run time' && erased) return
      if (node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier))
        found.push(node.moduleSpecifier.text)
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments
      if (argument && ts.isStringLiteral(argument)) found.push(argument.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(file.syntax)
  return found
}

/** Names used as `Date.now`, `new Date`, `setTimeout`, `process.env`, ... with their lines. */
export function usesOf(file: SourceFile, forbidden: readonly RegExp[]): string[] {
  const found: string[] = []
  const note = (node: ts.Node, text: string): void => {
    if (!forbidden.some((pattern) => pattern.test(text))) return
    found.push(`${file.path}:${file.syntax.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${text}`)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
      note(node, `${node.expression.text}.${node.name.text}`)
    } else if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.arguments?.length === 0) {
      note(node, `new ${node.expression.text}()`)
    } else if (ts.isCallExpression(node) && ts.isIdentifier(node.expression))
      note(node, `${node.expression.text}(`)
    ts.forEachChild(node, visit)
  }
  visit(file.syntax)
  return found
}

/** Functions with a body: where, name, and lines from the first to the last. */
export function functionsOf(file: SourceFile): { readonly where: string; readonly lines: number }[] {
  const found: { where: string; lines: number }[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const from = file.syntax.getLineAndCharacterOfPosition(node.getStart()).line
      const to = file.syntax.getLineAndCharacterOfPosition(node.getEnd()).line
      const name = node.name && ts.isIdentifier(node.name) ? node.name.text : 'anonymous'
      found.push({ where: `${file.path} ${name}`, lines: to - from + 1 })
    }
    ts.forEachChild(node, visit)
  }
  visit(file.syntax)
  return found
}
