import type { Config } from '../config.ts'
import { type ArticleSource, createArticleSource } from '../corpus/article-source.ts'
import { loadCorpus } from '../corpus/load-corpus.ts'
import type { ScannedFiles } from '../corpus/scan-files.ts'
import type { ArticleSummary } from '../model/article.ts'
import type { Corpus } from '../model/corpus.ts'
import { isPublishedMix, type Manifest, publishedAs } from '../publish/manifest.ts'
import { shorten } from '../publish/short-hash.ts'
import { composeOptionsOf } from './compose-options.ts'
import { createParsedComposer } from './compose-parsed.ts'
import { runParseWorkers } from './parse-workers.ts'
import { createContentWriter, type ParsedContents } from './parsed-contents.ts'
import type { AttemptOptions } from './run-plan.ts'

/** The corpus, and access to its files. */
export interface ReadCorpus {
  corpus: Corpus
  source: ArticleSource
  /** Articles whose files are being written all the time; they stay as they are published. */
  unsettled: ArticleSummary[]
}

/**
 * Reads and parses the files that have changed. Their contents are composed at once, so that no file is read twice, and so that
 * it is known how many articles a document can hold.
 */
export async function readCorpus(
  config: Config,
  { cache, plan, site: { profile, diagnostics }, now, signal, onProgress }: AttemptOptions,
  {
    files,
    previous,
    contents,
    dueBy,
  }: { files: ScannedFiles; previous: Manifest | undefined; contents: ParsedContents; dueBy: Date },
): Promise<ReadCorpus> {
  const { contentDir } = config
  const parsedFiles = await cache.loadParsedFiles(signal)
  const needsFacets = files.mixes.length > 0 || profile.hasAuthorFeeds
  const composeOptions = { ...composeOptionsOf(config, profile), needsFacets }
  const file = contents.open()
  const write = file === undefined ? undefined : createContentWriter(file)
  const unsettled: ArticleSummary[] = []
  const corpus = await loadCorpus(contentDir, {
    profile,
    now,
    dueBy,
    publishedTopics: previous?.topics && new Map(Object.entries(previous.topics)),
    isPublishedMix: previous && ((id) => isPublishedMix(previous, id)),
    publishedAs: previous && ((file) => publishedAs(previous, file)),
    lastPublished: (path) => {
      const parsed = parsedFiles.get(path)
      if (!parsed || !('article' in parsed.content) || previous?.articles[path]?.digest !== shorten(parsed.digest))
        return undefined
      unsettled.push(parsed.content.article)
      return parsed.content.article
    },
    isPublished: (path) => previous !== undefined && Object.hasOwn(previous.articles, path),
    files,
    diagnostics,
    changedFiles: plan.kind === 'incremental' ? plan.changedFiles : undefined,
    parsedFiles,
    needsFacets,
    parseAhead: (paths) =>
      runParseWorkers(contentDir, paths, {
        ...{ profile, composeOptions, parsedFiles, contents, now, signal, onProgress },
      }),
    compose: createParsedComposer(
      composeOptions,
      write &&
        (({ file: path }, digest, content) => {
          const location = write(content)
          if (location) contents.add({ file: path, digest }, location)
        }),
    ),
    signal,
    onProgress,
  })
  return { corpus, source: createArticleSource(contentDir, { profile, parsedFiles, now }), unsettled }
}
