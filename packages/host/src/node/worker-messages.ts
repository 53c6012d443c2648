/** What the two ends of a worker say to each other. */
export type ToWorker = { readonly kind: 'run'; readonly input: unknown } | { readonly kind: 'cancel' }

export type FromWorker =
  | { readonly kind: 'progress'; readonly progress: unknown }
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly detail: string }
