import { FeedmillError } from '../errors.ts'
import type { Corpus } from '../model/corpus.ts'
import { countNoun } from '../text/count-noun.ts'
import type { CorpusFiles } from './list-files.ts'
import { OTHER_TEXT_FORMATS } from './text-formats.ts'

const MAX_EXTENSIONS = 5

/**
 * Refuses a folder of which nothing is understood: it has files, but none of them is an article or held back. An empty folder
 * is not refused.
 *
 * @returns the refusal, if any
 */
export function checkUnderstood(
  contentDir: string,
  { articles: files, others }: Pick<CorpusFiles, 'articles' | 'others'>,
  { articles, ignored, diagnostics }: Pick<Corpus, 'articles' | 'ignored' | 'diagnostics'>,
): FeedmillError | undefined {
  const { draft = 0, unlisted = 0, password = 0, excluded = 0 } = ignored
  if (articles.length + draft + unlisted + password > 0) return undefined
  const folder = `CONTENT_DIR ${JSON.stringify(contentDir)}`
  if (files.length > 0 && excluded === files.length) {
    return new FeedmillError(
      'corpus-not-understood',
      `${folder} has ${countNoun(files.length, 'Markdown file')}, all of which feedmill.yaml leaves out`,
      'Correct include and exclude in feedmill.yaml.',
    )
  }
  if (files.length > 0) {
    return new FeedmillError(
      'corpus-not-understood',
      `${folder} has ${countNoun(files.length, 'Markdown file')}, of which none is an article`,
      'Run "feedmill init" with the folder: it shows what was understood, and proposes a feedmill.yaml.',
      { diagnostics },
    )
  }
  const texts = Object.entries(others).filter(([extension]) => OTHER_TEXT_FORMATS.has(extension))
  const found = (texts.length > 0 ? texts : Object.entries(others))
    .slice(0, MAX_EXTENSIONS)
    .map(([extension, number]) => countNoun(number, `${extension || 'other'} file`))
  if (found.length === 0) return undefined
  return new FeedmillError(
    'corpus-not-understood',
    `${folder} has no article: it has ${found.join(', ')}, but no .md, .markdown or .mdx file`,
    'Set CONTENT_DIR to a folder of Markdown files.',
  )
}
