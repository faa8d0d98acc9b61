import { setTimeout } from 'node:timers/promises'
import type { Article, ArticleSummary } from '../model/article.ts'
import type { CorpusProfile } from './corpus-profile.ts'
import { createArticleParser } from './parse-article.ts'
import type { ParsedFile, ParsedFiles } from './parsed-files.ts'
import { readSourceFile, SETTLE_MS, timesOf, WATCHED_SETTLE_MS } from './read-source-file.ts'

/** Thrown when a file has changed since it was scanned; the run starts again. */
export class SourceChanged extends Error {
  readonly file: string

  constructor(file: string) {
    super(`"${file}" changed during the run`)
    this.file = file
  }
}

/** Reads whole articles again. */
export interface ArticleSource {
  /** @throws SourceChanged if the file has changed since it was scanned */
  read: (article: ArticleSummary) => Article
  /**
   * Waits until files have settled, and checks that they have not changed since they were scanned.
   *
   * @throws SourceChanged if one has changed
   */
  confirm: (files: Iterable<string>) => Promise<void>
}

/**
 * Creates a reader of whole articles; their files must not have changed since they were scanned.
 *
 * @param options.parsedFiles the files as they were parsed first
 */
export function createArticleSource(
  contentDir: string,
  { profile, parsedFiles, now }: { profile: CorpusProfile; parsedFiles: ParsedFiles; now: () => Date },
): ArticleSource {
  const parse = createArticleParser(profile)
  const changed = (file: string) => {
    parsedFiles.delete(file)
    return new SourceChanged(file)
  }
  return {
    confirm: async (files) => {
      let waitMs = 0
      for (const file of files) waitMs = Math.max(waitMs, remainingSettleMs(parsedFiles.get(file), now()))
      if (waitMs > 0) await setTimeout(waitMs)
      for (const file of files) {
        const source = readSourceFile(contentDir, file, now(), 0)
        const digest = typeof source === 'object' && 'digest' in source ? source.digest : undefined
        if (digest !== parsedFiles.get(file)?.digest) throw changed(file)
      }
    },
    read: ({ file, id, slug }: ArticleSummary): Article => {
      const source = readSourceFile(contentDir, file, now(), 0)
      if (typeof source === 'string' || 'rule' in source) throw changed(file)
      if (source.signature !== parsedFiles.get(file)?.signature) throw changed(file)
      const parsed = parse(source)
      if (!('article' in parsed)) throw changed(file)
      return { ...parsed.article, id, slug }
    },
  }
}

/**
 * How much longer a file must be left alone. A file that was renamed into place is complete. A missing file may reappear,
 * because some editors move the old file away before they save.
 */
function remainingSettleMs(file: ParsedFile | undefined, now: Date): number {
  if (!file) return SETTLE_MS
  const { modified, changed } = timesOf(file.signature)
  const age = now.getTime() - modified
  return changed > modified || age < 0 ? 0 : WATCHED_SETTLE_MS - age
}
