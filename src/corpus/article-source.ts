import { setTimeout } from 'node:timers/promises'
import type { Article, ArticleSource, ListedArticle } from '../model.ts'
import type { CorpusMemory } from './corpus-memory.ts'
import { createArticleParser } from './parse-article.ts'
import { modifiedAt, readSourceFile, stampOf, WATCHED_QUIET } from './read-file.ts'

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
  { timeZone, memory, now }: { timeZone: string; memory: CorpusMemory; now: () => Date },
): ArticleSource {
  const parse = createArticleParser({ timeZone })
  const changed = (file: string) => {
    memory.delete(file)
    return new SourceChanged(file)
  }
  return {
    confirm: async (files) => {
      const listed = [...files].flatMap((file) => memory.get(file)?.stamp ?? [])
      const age = now().getTime() - Math.max(...listed.map(modifiedAt))
      if (age >= 0 && age < WATCHED_QUIET) await setTimeout(WATCHED_QUIET - age)
      for (const file of files) {
        const stamp = memory.get(file)?.stamp
        if (stamp !== undefined && stamp !== stampOf(contentDir, file)) throw changed(file)
      }
    },
    read: ({ file, id }: ListedArticle): Article => {
      const source = readSourceFile(contentDir, file, now(), 0)
      if (typeof source === 'string' || 'rule' in source) throw changed(file)
      const parsed = source.stamp === memory.get(file)?.stamp ? parse(source) : undefined
      if (!parsed || !('article' in parsed) || parsed.article.id !== id) throw changed(file)
      return parsed.article
    },
    digestOf: ({ file }) => memory.get(file)?.digest ?? '',
  }
}
