import type { ArticleSummary } from '../model/article.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { IgnoredReason } from '../model/ignored-reason.ts'

/** A parsed article file, in the state that its signature identifies. */
export interface ParsedFile {
  signature: string
  /** A hash of its bytes. */
  digest: string
  content: FileContent
}

/** The summary of an article and its warnings, if any; why the file is no article; or what is wrong with it. */
export type FileContent =
  | { article: ArticleSummary; diagnostics?: Diagnostic[] }
  | { ignored: IgnoredReason }
  | { diagnostics: Diagnostic[] }

/** Parsed article files by path, so that only files that have changed are read again. */
export type ParsedFiles = Map<string, ParsedFile>
