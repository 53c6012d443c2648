/**
 * The tree of entries and the rules of a write, without durability: all operations or none, compare-and-set by
 * version, no removal of an entry that has children. What a write changed comes back as effects, which is what a
 * journal keeps and replays: effects cannot be refused, so replay gives the same tree.
 */

/** The most bytes one entry may hold: ZooKeeper's own bound (jute.maxbuffer), so that trees can move there. */
export const MAX_ENTRY_BYTES = 1_048_576

const NO_DATA = new Uint8Array(0)

export interface TreeNode {
  data: Uint8Array
  version: number
  readonly session: string | undefined
  /** Undefined: it never had any. Most entries are leaves, and there may be many. */
  children: Set<string> | undefined
}

/** A write operation as the tree sees it: sessions are ids already known to be alive, or undefined. */
export type TreeOperation =
  | {
      readonly kind: 'create'
      readonly path: string
      readonly data: Uint8Array
      readonly session?: TreeSession
    }
  | { readonly kind: 'set'; readonly path: string; readonly data: Uint8Array; readonly version?: number }
  | { readonly kind: 'remove'; readonly path: string; readonly version?: number }
  | { readonly kind: 'check'; readonly path: string; readonly version: number }

export interface TreeSession {
  readonly id: string
  readonly expired: boolean
}

export type TreeRefusal = 'exists' | 'missing' | 'version' | 'not-empty' | 'session-expired' | 'too-large'

/** One change of the tree. `session` marks an ephemeral entry, which no journal keeps. */
export type TreeEffect =
  | {
      readonly kind: 'put'
      readonly path: string
      readonly data: Uint8Array
      readonly version: number
      readonly session: string | undefined
    }
  | { readonly kind: 'remove'; readonly path: string; readonly session: string | undefined }

export type TreeOutcome =
  | {
      readonly ok: true
      readonly versions: readonly number[]
      readonly effects: readonly TreeEffect[]
      /** Takes it back, as long as nothing was written since, or what was is taken back already. */
      readonly undo: () => void
    }
  | { readonly ok: false; readonly reason: TreeRefusal; readonly operation: number }

export class EntryTree {
  readonly #nodes = new Map<string, TreeNode>()

  constructor() {
    this.#nodes.set('/', { data: NO_DATA, version: 0, session: undefined, children: undefined })
  }

  get(path: string): TreeNode | undefined {
    return this.#nodes.get(path)
  }

  children(path: string): readonly string[] {
    return [...(this.#nodes.get(path)?.children ?? [])].sort()
  }

  /** Every entry but the root, parents before children. */
  *entries(): IterableIterator<[string, TreeNode]> {
    const waiting = ['/']
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const node = this.#nodes.get(path) as TreeNode
      if (path !== '/') yield [path, node]
      for (const child of node.children ?? []) waiting.push(join(path, child))
    }
  }

  /** Applies all operations, or none and says which one was refused. */
  write(operations: readonly TreeOperation[]): TreeOutcome {
    const steps: (() => void)[] = []
    const undo = (): void => {
      for (const back of steps.reverse()) back()
    }
    const effects: TreeEffect[] = []
    const versions: number[] = []
    const keep = copies(operations)
    for (const [index, operation] of operations.entries()) {
      const refused = this.#refusal(operation)
      if (refused !== undefined) {
        undo()
        return { ok: false, reason: refused, operation: index }
      }
      versions.push(this.#perform(operation, keep, effects, steps))
    }
    return { ok: true, versions, effects, undo }
  }

  /** Replays what a write once did. */
  apply(effect: TreeEffect): void {
    if (effect.kind === 'remove') this.#detach(effect.path)
    else this.#attach(effect.path, effect.data, effect.version, effect.session, [], [])
  }

  /** Removes every entry of a session; deepest first, as children go before parents. */
  expire(session: string): readonly TreeEffect[] {
    const owned = [...this.#nodes].filter(([, node]) => node.session === session).map(([path]) => path)
    owned.sort((a, b) => b.length - a.length)
    return owned.map((path) => {
      this.#detach(path)
      return { kind: 'remove' as const, path, session }
    })
  }

  #refusal(operation: TreeOperation): TreeRefusal | undefined {
    const node = this.#nodes.get(operation.path)
    if (operation.kind === 'create') {
      if (node !== undefined) return 'exists'
      if (operation.session?.expired === true) return 'session-expired'
      return operation.data.length > MAX_ENTRY_BYTES ? 'too-large' : undefined
    }
    if (node === undefined) return 'missing'
    if (operation.version !== undefined && operation.version !== node.version) return 'version'
    if (operation.kind === 'set' && operation.data.length > MAX_ENTRY_BYTES) return 'too-large'
    if (operation.kind === 'remove' && (node.children?.size ?? 0) > 0) return 'not-empty'
    return undefined
  }

  #perform(
    operation: TreeOperation,
    keep: (data: Uint8Array) => Uint8Array,
    effects: TreeEffect[],
    undo: (() => void)[],
  ): number {
    const { path } = operation
    if (operation.kind === 'create') {
      this.#attach(path, keep(operation.data), 0, operation.session?.id, effects, undo)
      return 0
    }
    const node = this.#nodes.get(path) as TreeNode
    const { data, version, session } = node
    if (operation.kind === 'check') return version
    if (operation.kind === 'remove') {
      this.#detach(path)
      undo.push(() => this.#restore(path, node))
      effects.push({ kind: 'remove', path, session })
      return -1
    }
    node.data = keep(operation.data)
    node.version = version + 1
    undo.push(() => {
      node.data = data
      node.version = version
    })
    effects.push({ kind: 'put', path, data: node.data, version: node.version, session })
    return node.version
  }

  #attach(
    path: string,
    data: Uint8Array,
    version: number,
    session: string | undefined,
    effects: TreeEffect[],
    undo: (() => void)[],
  ): void {
    const existing = this.#nodes.get(path)
    if (existing !== undefined) {
      existing.data = data
      existing.version = version
      return
    }
    const parent = parentOf(path)
    if (!this.#nodes.has(parent)) this.#attach(parent, NO_DATA, 0, undefined, effects, undo)
    this.#restore(path, { data, version, session, children: undefined })
    undo.push(() => this.#detach(path))
    effects.push({ kind: 'put', path, data, version, session })
  }

  #restore(path: string, node: TreeNode): void {
    this.#nodes.set(path, node)
    const parent = this.#nodes.get(parentOf(path))
    if (parent === undefined) return
    parent.children ??= new Set()
    parent.children.add(nameOf(path))
  }

  #detach(path: string): void {
    this.#nodes.delete(path)
    this.#nodes.get(parentOf(path))?.children?.delete(nameOf(path))
  }
}

/** Copies of the operations' data, all in one buffer: one for each entry costs more than what is in it. */
function copies(operations: readonly TreeOperation[]): (data: Uint8Array) => Uint8Array {
  let bytes = 0
  for (const operation of operations) if ('data' in operation) bytes += operation.data.length
  const whole = new Uint8Array(bytes)
  let at = 0
  return (data) => {
    whole.set(data, at)
    at += data.length
    return whole.subarray(at - data.length, at)
  }
}

/** '/' for a direct child of the root. */
export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash <= 0 ? '/' : path.slice(0, slash)
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function join(parent: string, child: string): string {
  return parent === '/' ? `/${child}` : `${parent}/${child}`
}
