/**
 * The current metadata image behind a reference that never changes. Only the controller's shell publishes.
 */
import type { Uuid } from '@samsa/protocol/model/uuid'
import type { MetadataImage, TopicImage } from './metadata-image.js'

/** Reads are plain map lookups: safe on hot paths. */
export interface MetadataView {
  readonly image: MetadataImage
  /** Grows whenever the image changes. */
  readonly version: number
  topic(name: string): TopicImage | undefined
  topicById(id: Uuid): TopicImage | undefined
  topics(): Iterable<TopicImage>
}

/** A view whose image its owner replaces. */
export class CurrentMetadata implements MetadataView {
  #image: MetadataImage

  constructor(image: MetadataImage) {
    this.#image = image
  }

  get image(): MetadataImage {
    return this.#image
  }

  get version(): number {
    return this.#image.version
  }

  publish(next: MetadataImage): void {
    this.#image = next
  }

  topic(name: string): TopicImage | undefined {
    return this.#image.topics.get(name)
  }

  topicById(id: Uuid): TopicImage | undefined {
    return this.#image.topicsById.get(id)
  }

  topics(): Iterable<TopicImage> {
    return this.#image.topics.values()
  }
}
