import { setTimeout } from 'node:timers/promises'
import type { Article, ArticleSource, ArticleSummary } from '../model/article.ts'
import { createArticleParser } from './parse-article.ts'
import type { KnownFile, ParsedFiles } from './parsed-files.ts'
import { readSourceFile, SETTLE_MS, timesOf, WATCHED_SETTLE_MS } from './read-source-file.ts'

/** Is thrown when a file is not any more what it was when it was listed: the run begins again. */
export class SourceChanged extends Error {
  readonly file: string

  constructor(file: string) {
    super(`"${file}" changed during the run`)
    this.file = file
  }
}

/**
 * Reads whole articles from their files again, in the very state in which they were listed.
 *
 * @param options.timeZone IANA name of the zone of dates that are written without one
 * @param options.memory what was known of each file when it was listed
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
      let rest = 0
      for (const file of files) rest = Math.max(rest, restOf(memory.get(file), now()))
      if (rest > 0) await setTimeout(rest)
      for (const file of files) {
        const found = readSourceFile(contentDir, file, now(), 0)
        const digest = typeof found === 'object' && 'digest' in found ? found.digest : undefined
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
 * How long a file is to be left alone yet, in milliseconds. One that came by a rename is whole; one that is gone may be on
 * its way back, as editors save that move the old file away first.
 */
function restOf(known: KnownFile | undefined, now: Date): number {
  if (!known) return SETTLE_MS
  const { modified, changed } = timesOf(known.signature)
  const age = now.getTime() - modified
  return changed > modified || age < 0 ? 0 : WATCHED_SETTLE_MS - age
}
