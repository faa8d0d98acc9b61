import { chmodSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadCorpus } from '../../src/corpus/load-corpus.ts'
import { FeedmillError } from '../../src/errors.ts'
import type { Diagnostic } from '../../src/model/diagnostic.ts'
import { hints } from '../../src/model/rules.ts'
import { BROKEN_RULES } from '../corpus/broken-rules.ts'
import { linkPost } from '../support/articles.ts'
import { later } from '../support/clock.ts'
import { asOrdinaryUser } from '../support/ordinary-user.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** Rules that a corpus alone cannot break. */
const OF_PUBLICATION = ['id-changed', 'feed-vanished', 'id-reused', 'file-changing']

const GOOD_ARTICLE = linkPost({ id: 'urn:x:good', publishedDateTime: '2025-01-01', topics: [] })

interface Outcome {
  files: string[]
  diagnostics: readonly Diagnostic[]
}

/** The files of the loaded articles, or `failed` with the diagnostics of the topic files. */
async function load(folder: string): Promise<Outcome | { failed: readonly Diagnostic[] }> {
  try {
    const { articles, diagnostics } = await asOrdinaryUser(() =>
      loadCorpus(folder, { timeZone: 'UTC', now: later, isPublished: () => false }),
    )
    return { files: articles.map(({ file }) => file), diagnostics }
  } catch (error) {
    if (error instanceof FeedmillError && error.code === 'topics-invalid') return { failed: error.diagnostics }
    throw error
  }
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
    expect(await load(folder)).toEqual(outcome === 'failed' ? { failed: diagnostics } : { files: loaded, diagnostics })
  })
})

describe('the rules of the corpus', () => {
  it('are all broken in this test', () => {
    const rules = Object.keys(hints).filter((rule) => !OF_PUBLICATION.includes(rule))
    expect([...new Set(BROKEN_RULES.map(({ rule }) => rule))].toSorted()).toEqual(rules.toSorted())
  })
})
