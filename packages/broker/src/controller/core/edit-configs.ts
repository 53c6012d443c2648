/**
 * What overrides become of edits (KIP-339): set, delete, append to and subtract from a list. Knows no resource:
 * which settings are lists is an argument, whether values may stand is checked afterwards.
 */
import type { ConfigAlteration, ConfigEdit, Refusal } from '../controller.js'
import { refuse } from './refusal.js'

export type Overrides = Readonly<Record<string, string>>

export interface EditableSettings {
  /** Whether the setting's type is a list. */
  isList(name: string): boolean
  /** What an append to a setting without override begins with. */
  fallback(name: string): string | null
}

/** The new overrides, or why not. */
export type EditedConfigs =
  | { readonly overrides: Overrides; readonly refusal?: undefined }
  | { readonly refusal: Refusal }

export function editConfigs(
  current: Overrides,
  alteration: ConfigAlteration,
  settings: EditableSettings,
): EditedConfigs {
  const names = new Set<string>()
  const next = new Map(alteration.mode === 'replace' ? [] : Object.entries(current))
  for (const edit of alteration.edits) {
    if (names.has(edit.name)) {
      return { refusal: refuse('INVALID_REQUEST', 'Error due to duplicate config keys') }
    }
    names.add(edit.name)
    const refusal = applyEdit(next, edit, settings)
    if (refusal !== undefined) return { refusal }
  }
  return { overrides: Object.fromEntries(next) }
}

function applyEdit(
  next: Map<string, string>,
  edit: ConfigEdit,
  settings: EditableSettings,
): Refusal | undefined {
  const { name, operation, value } = edit
  if (operation === 'delete') {
    next.delete(name)
    return undefined
  }
  if (value === null) return refuse('INVALID_REQUEST', `Null value not supported for : ${name}`)
  if (operation === 'set') {
    next.set(name, value)
    return undefined
  }
  if (!settings.isList(name)) {
    return refuse(
      'INVALID_CONFIG',
      `Can't ${operation.toUpperCase()} to key ${name} because its type is not LIST.`,
    )
  }
  next.set(name, editList(next.get(name) ?? settings.fallback(name), operation, value))
  return undefined
}

function editList(current: string | null, operation: 'append' | 'subtract', value: string): string {
  const entries = listOf(current ?? '')
  const given = listOf(value)
  const result =
    operation === 'append'
      ? [...entries, ...given.filter((entry) => !entries.includes(entry))]
      : entries.filter((entry) => !given.includes(entry))
  return result.join(',')
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}
