/** The texts of --add-config and --delete-config: pairs separated by commas, brackets around values that hold some. */
import { UsageError } from '../command-line/usage-error.js'

const PROBLEM =
  'requirement failed: Invalid entity config: all configs to be added must be in the format "key=val" or  ' +
  '"key=[val1,val2]" to group values which contain commas.'

/** 'a=1,b=[x,y]' is a: '1' and b: 'x,y'. @throws UsageError for a part without '='. */
export function readConfigPairs(given: string): Map<string, string> {
  const pairs = new Map<string, string>()
  for (const part of given.split(/,(?![^[\]]*\])/)) {
    if (part.trim() === '') continue
    const equals = part.indexOf('=')
    if (equals <= 0) throw new UsageError(PROBLEM)
    const value = part.slice(equals + 1).trim()
    pairs.set(part.slice(0, equals).trim(), value.replace(/^\[([^]*)\]$/, '$1'))
  }
  return pairs
}

export function readConfigNames(given: string): string[] {
  return given
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}
