import type { ArticleSummary } from '../model/article.ts'
import type { Diagnostic } from '../model/diagnostic.ts'

/** What one article file held when it was read, in the state that its stamp tells. */
export interface KnownFile {
  signature: string
  /** A hash of its bytes. */
  digest: string
  /** The article as it is listed, or that it is unpublished, or everything that is wrong with it. */
  content: FileContent
}

export type FileContent = { article: ArticleSummary } | { isDraft: true } | { diagnostics: Diagnostic[] }

/** What is known of article files, by path, so that only those that differ are read again. */
export type ParsedFiles = Map<string, KnownFile>
