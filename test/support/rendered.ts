import type { Document } from '../../src/model/document.ts'

/** A document with its text. */
export interface RenderedDocument extends Pick<Document, 'path' | 'mediaType'> {
  body: string
}

/** Documents with their texts. */
export function rendered(documents: readonly Document[]): RenderedDocument[] {
  return documents.map(({ path, mediaType, render }) => ({ path, mediaType, body: render().toString() }))
}
