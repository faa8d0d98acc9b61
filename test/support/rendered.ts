import type { Document } from '../../src/model/document.ts'
import { composed } from './feeds.ts'

/** A document with its text. */
export interface RenderedDocument extends Pick<Document, 'path' | 'mediaType'> {
  body: string
}

/** Documents with their texts. */
export function rendered(documents: readonly Document[]): RenderedDocument[] {
  return documents.map(({ path, mediaType, articles, render }) => ({
    path,
    mediaType,
    body: Buffer.concat([...render(composed(articles))]).toString(),
  }))
}
