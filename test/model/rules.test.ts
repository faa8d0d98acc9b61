import { chmodSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadCorpus } from '../../src/corpus/load-corpus.ts'
import type { Diagnostic } from '../../src/model/diagnostic.ts'
import { hints } from '../../src/model/rules.ts'
import { BROKEN_RULES } from '../corpus/broken-rules.ts'
import { linkPost } from '../support/articles.ts'
import { later } from '../support/clock.ts'
import { asOrdinaryUser } from '../support/ordinary-user.ts'
import { profileOf } from '../support/profile.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** Rules of the configuration and the publication, and one that a corpus with an article cannot break. */
const OTHERS = [
  'alias-duplicate',
  'article-older',
  'author-id-taken',
  'author-limit',
  'content-empty',
  'document-too-large',
  'feed-emptied',
  'feed-renamed',
  'feed-vanished',
  'file-changing',
  'git-unavailable',
  'id-changed',
  'id-reused',
  'link-broken',
  'media-missing',
  'media-refused',
  'mix-topic-unknown',
  'permalink-token-missing',
  'podcast-moved',
  'settings-invalid',
  'site-config-invalid',
  'topic-limit',
]

const GOOD_ARTICLE = linkPost({ id: 'urn:x:good', publishedDateTime: '2025-01-01', topics: [] })

interface Outcome {
  files: string[]
  diagnostics: readonly Diagnostic[]
}

/** The files of the loaded articles, and the diagnostics. */
async function load(folder: string): Promise<Outcome> {
  const { articles, diagnostics } = await asOrdinaryUser(() =>
    loadCorpus(folder, { profile: profileOf(), now: later, isPublished: () => false }),
  )
  return { files: articles.map(({ file }) => file), diagnostics }
}

describe('a corpus that breaks the rule', () => {
  it.each(BROKEN_RULES)('$rule is reported, with the location', async (broken) => {
    const { rule, files, prepare, diagnostic, outcome = 'skipped' } = broken
    const folder = temporaryFolder({ ...files, 'good.md': GOOD_ARTICLE })
    chmodSync(folder, 0o755)
    prepare?.(folder)
    const diagnostics = [
      { ...diagnostic, rule, hint: hints[rule], severity: outcome === 'warned' ? 'warning' : 'error' },
    ]
    const articles = [...Object.keys(files).filter((file) => file.endsWith('.md')), 'good.md'].toSorted()
    const loaded = articles.filter((file) => outcome === 'warned' || file !== diagnostic.file)
    expect(await load(folder)).toEqual({ files: loaded, diagnostics })
  })
})

describe('the rules of the corpus', () => {
  it('are all broken in this test', () => {
    const rules = Object.keys(hints).filter((rule) => !OTHERS.includes(rule))
    expect([...new Set(BROKEN_RULES.map(({ rule }) => rule))].toSorted()).toEqual(rules.toSorted())
  })
})
