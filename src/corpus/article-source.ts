import { setTimeout } from 'node:timers/promises'
import type { Article, ArticleSource, ArticleSummary } from '../model/article.ts'
import { createArticleParser } from './parse-article.ts'
import type { KnownFile, ParsedFiles } from './parsed-files.ts'
import { readSourceFile, SETTLE_MS, timesOf, WATCHED_SETTLE_MS } from './read-source-file.ts'

/** Thrown when a file has changed since it was scanned; the run starts again. */
export class SourceChanged extends Error {
  readonly file: string

  constructor(file: string) {
    super(`"${file}" changed during the run`)
    this.file = file
  }
}

/**
 * Creates a reader of whole articles; their files must not have changed since they were scanned.
 *
 * @param options.timeZone IANA time zone of dates without a zone
 * @param options.memory the files as they were parsed first
 */
export function createArticleSource(
  contentDir: string,
  { timeZone, memory, now }: { timeZone: string; memory: ParsedFiles; now: () => Date },
): ArticleSource {
  const parse = createArticleParser({ timeZone })
  const changed = (file: string) => {
    memory.delete(file)
    return new SourceChanged(file)
  }
  return {
    confirm: async (files) => {
      let waitMs = 0
      for (const file of files) waitMs = Math.max(waitMs, remainingSettleMs(memory.get(file), now()))
      if (waitMs > 0) await setTimeout(waitMs)
      for (const file of files) {
        const source = readSourceFile(contentDir, file, now(), 0)
        const digest = typeof source === 'object' && 'digest' in source ? source.digest : undefined
        if (digest !== memory.get(file)?.digest) throw changed(file)
      }
    },
    read: ({ file, id }: ArticleSummary): Article => {
      const source = readSourceFile(contentDir, file, now(), 0)
      if (typeof source === 'string' || 'rule' in source) throw changed(file)
      const parsed = source.signature === memory.get(file)?.signature ? parse(source) : undefined
      if (!parsed || !('article' in parsed) || parsed.article.id !== id) throw changed(file)
      return parsed.article
    },
    digestOf: ({ file }) => memory.get(file)?.digest ?? '',
  }
}

/**
 * How much longer a file must be left alone. A file that was renamed into place is complete. A missing file may reappear,
 * because some editors move the old file away before they save.
 */
function remainingSettleMs(file: KnownFile | undefined, now: Date): number {
  if (!file) return SETTLE_MS
  const { modified, changed } = timesOf(file.signature)
  const age = now.getTime() - modified
  return changed > modified || age < 0 ? 0 : WATCHED_SETTLE_MS - age
}
