import type { Config } from '../config.ts'
import { type ArticleSource, createArticleSource } from '../corpus/article-source.ts'
import { loadCorpus } from '../corpus/load-corpus.ts'
import type { ScannedFiles } from '../corpus/scan-files.ts'
import { composeContent } from '../feeds/compose-article.ts'
import type { Corpus } from '../model/corpus.ts'
import type { Manifest } from '../publish/manifest.ts'
import { runParseWorkers } from './parse-workers.ts'
import { createParsedContents, type ParsedContents, serializeContent } from './parsed-contents.ts'
import type { AttemptOptions } from './run-plan.ts'

/** The corpus, access to its files, and the contents that were parsed along the way. */
export interface ReadCorpus {
  corpus: Corpus
  source: ArticleSource
  parsed: ParsedContents
}

/**
 * Reads and parses the files that have changed. If every article appears in a document, their contents are composed at once, so
 * that no file is read twice.
 */
export async function readCorpus(
  config: Config,
  { cache, plan, now, signal, onProgress }: AttemptOptions,
  { files, previous }: { files: ScannedFiles; previous: Manifest | undefined },
): Promise<ReadCorpus> {
  const { contentDir, timezone: timeZone, publicUrl, archiveItems } = config
  const parsedFiles = await cache.loadParsedFiles(signal)
  const parsed = createParsedContents()
  const isEveryArticleShown = archiveItems > 0 || plan.kind === 'incremental'
  const corpus = await loadCorpus(contentDir, {
    timeZone,
    now,
    isPublished: (path) => previous !== undefined && Object.hasOwn(previous.articles, path),
    files,
    changedFiles: plan.kind === 'incremental' ? plan.changedFiles : undefined,
    parsedFiles,
    parseAhead: (paths) => {
      const contents = isEveryArticleShown ? parsed : undefined
      return runParseWorkers(contentDir, paths, {
        ...{ timeZone, publicUrl, parsedFiles, contents, now, signal, onProgress },
      })
    },
    onParsed: (article, digest) => {
      if (!isEveryArticleShown) return
      parsed.add({ file: article.file, digest }, serializeContent(composeContent(article, { publicUrl })))
    },
    signal,
    onProgress,
  })
  return { corpus, source: createArticleSource(contentDir, { timeZone, parsedFiles, now }), parsed }
}
