import type { ArticleSummary } from '../model/article.ts'
import type { Diagnostic } from '../model/diagnostic.ts'

/** A parsed article file, in the state that its signature identifies. */
export interface ParsedFile {
  signature: string
  /** A hash of its bytes. */
  digest: string
  content: FileContent
}

/** The summary of an article, a draft, or what is wrong with the file. */
export type FileContent = { article: ArticleSummary } | { isDraft: true } | { diagnostics: Diagnostic[] }

/** Parsed article files by path, so that only files that have changed are read again. */
export type ParsedFiles = Map<string, ParsedFile>
