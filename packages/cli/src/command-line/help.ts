/** The `--help` of a tool: one line what it does, then a table of options in two columns. */
import type { OptionTable } from './options.js'

const LEFT = 41
const WIDTH = 100

export function helpText(summary: string, usage: string, table: OptionTable): string {
  const rows = Object.entries(table).map(([name, option]) => {
    const argument = option.argument === undefined ? '' : ` <${option.argumentType}: ${option.argument}>`
    const aliases = option.aliases.map((alias) => (alias.length === 1 ? `-${alias}` : `--${alias}`))
    return optionRow(`--${name}${argument}`, [
      `${option.required ? 'REQUIRED: ' : ''}${option.doc}`,
      ...(aliases.length === 0 ? [] : [`Also: ${aliases.join(', ')}`]),
    ])
  })
  const head = optionRow('Option', ['Description']) + optionRow('------', ['-----------'])
  return `${summary}\nUsage: ${usage}\n\n${head}${rows.join('')}`
}

function optionRow(left: string, paragraphs: readonly string[]): string {
  const lefts = wrap(left, LEFT - 1, '  ')
  const rights = paragraphs.flatMap((paragraph) => wrap(paragraph, WIDTH - LEFT, '  '))
  const lines = Math.max(lefts.length, rights.length)
  let out = ''
  for (let at = 0; at < lines; at++)
    out += `${(lefts[at] ?? '').padEnd(LEFT)}${rights[at] ?? ''}`.trimEnd() + '\n'
  return out
}

function wrap(paragraph: string, width: number, indent: string): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of paragraph.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = indent + word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
