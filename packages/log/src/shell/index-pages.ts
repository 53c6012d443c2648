/**
 * The pages of index files that lookups have read, for all indexes of a directory together and within one bound. The
 * ones that were not used for longest give way, so that the upper steps of binary searches stay, as does the
 * end of the indexes that are asked most.
 */

/** Holds whole entries of every index (8, 12 and 34 bytes). */
export const PAGE_BYTES = 4080
/** One megabyte in each directory. */
const MOST_PAGES = 256

/** Who has pages here. */
export interface PageOwner {
  /** One of its pages had to give way. */
  forgetPage(number: number): void
}

/** Bytes of an index file from `number` * PAGE_BYTES on; zeros behind the end of the file. */
export interface Page {
  readonly owner: PageOwner
  readonly number: number
  readonly bytes: Uint8Array
  readonly view: DataView
  lastUse: number
}

export class IndexPages {
  readonly #pages = new Set<Page>()
  #uses = 0

  constructor(private readonly mostPages = MOST_PAGES) {}

  get size(): number {
    return this.#pages.size
  }

  /** Takes a page in; one that was not used for longest goes. */
  add(owner: PageOwner, number: number, bytes: Uint8Array): Page {
    if (this.#pages.size >= this.mostPages) this.#evict()
    const page = { owner, number, bytes, view: new DataView(bytes.buffer), lastUse: ++this.#uses }
    this.#pages.add(page)
    return page
  }

  used(page: Page): void {
    page.lastUse = ++this.#uses
  }

  remove(page: Page): void {
    this.#pages.delete(page)
  }

  #evict(): void {
    let oldest: Page | undefined
    for (const page of this.#pages) if (oldest === undefined || page.lastUse < oldest.lastUse) oldest = page
    if (oldest === undefined) return
    this.#pages.delete(oldest)
    oldest.owner.forgetPage(oldest.number)
  }
}
