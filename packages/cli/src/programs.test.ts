import { spawnSync } from 'node:child_process'
import { accessSync, constants, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { commands, ownCommands } from './commands.js'
import { completionScript, shells } from './completion/completion-script.js'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const names = ['samsa', ...commands.map(({ name }) => name)]

describe('every program', () => {
  test.each(names)('%s has launchers, an entry for the bundle and an npm bin', (name) => {
    for (const launcher of [`${root}bin/${name}`, `${root}bin/${name}.sh`])
      accessSync(launcher, constants.X_OK)
    expect(readFileSync(`${root}bin/${name}`, 'utf8')).toContain(`await launch('${name}')`)
    expect(readFileSync(`${root}bin/${name}.sh`, 'utf8')).toContain(`/${name}" "$@"`)
    accessSync(`${root}packages/cli/src/bin/${name}.ts`)
    const { bin } = JSON.parse(readFileSync(`${root}packages/cli/package.json`, 'utf8')) as {
      bin: Record<string, string>
    }
    expect(bin[name]).toBe(`dist/bundle/${name}.js`)
  })

  test('tools are loaded under the name and words of their command', async () => {
    for (const { name, words, load } of [...commands, ...ownCommands]) {
      const tool = await load()
      expect(tool.name).toBe(name)
      expect(tool.samsaName.join(' ')).toBe(words)
    }
  })

  test.each(shells)('is completed in %s with all of its flags', async (shell) => {
    const tools = await Promise.all([...commands, ...ownCommands].map(({ load }) => load()))
    const script = completionScript(shell, tools)
    for (const { name, options } of tools) {
      expect(script).toContain(shell === 'fish' ? name : name.replaceAll(' ', '-'))
      for (const option of Object.keys(options)) {
        expect(script).toMatch(new RegExp(`(--|-l )${option.replaceAll('.', '\\.')}\\b`))
      }
    }
  })

  test('is completed by bash itself: words of two, then their flags', async () => {
    const tools = await Promise.all([...commands, ...ownCommands].map(({ load }) => load()))
    const complete = (...words: string[]): string[] => {
      const line = words.map((word) => `'${word}'`).join(' ')
      const ask = `COMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _samsa samsa; echo "\${COMPREPLY[@]}"`
      const shell = spawnSync('bash', ['-c', `${completionScript('bash', tools)}${ask}`], {
        encoding: 'utf8',
      })
      expect(shell.stderr).toBe('')
      return shell.stdout.trim().split(' ')
    }
    expect(complete('samsa', 'lo')).toContain('log')
    expect(complete('samsa', 'log', '')).toEqual(['verify', 'import'])
    expect(complete('samsa', 'log', 'verify', '--drop')).toEqual(['--drop-corrupt'])
    expect(complete('samsa', 'topics', '--cre')).toEqual(['--create'])
  })
})
