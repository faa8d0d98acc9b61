import { chmodSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadCorpus } from '../../src/corpus/load-corpus.ts'
import { remedies } from '../../src/corpus/rules.ts'
import { FeedmillError } from '../../src/errors.ts'
import type { Problem } from '../../src/model/diagnostic.ts'
import { linkPost } from '../support/articles.ts'
import { later } from '../support/clock.ts'
import { asOrdinaryUser } from '../support/ordinary-user.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { BROKEN_RULES } from './broken-rules.ts'

/** The rules that only a publication can break. */
const OF_PUBLICATION = ['id-changed', 'feed-vanished', 'id-reused', 'file-changing']

const GOOD_ARTICLE = linkPost({ id: 'urn:x:good', publishedDateTime: '2025-01-01', topics: [] })

interface Outcome {
  files: string[]
  problems: readonly Problem[]
}

/** The files of the articles that stay, or `ended` where none does because of the topic files. */
async function load(folder: string): Promise<Outcome | { ended: readonly Problem[] }> {
  try {
    const { articles, problems } = await asOrdinaryUser(() =>
      loadCorpus(folder, { timeZone: 'UTC', now: later, isPublished: () => false }),
    )
    return { files: articles.map(({ file }) => file), problems }
  } catch (error) {
    if (error instanceof FeedmillError && error.code === 'topics-invalid') return { ended: error.problems }
    throw error
  }
}

describe('a corpus that breaks the rule', () => {
  it.each(BROKEN_RULES)('$rule reports it, at $problem.file', async (broken) => {
    const { rule, files, prepare, problem, outcome = 'left out' } = broken
    const folder = temporaryFolder({ ...files, 'good.md': GOOD_ARTICLE })
    chmodSync(folder, 0o755)
    prepare?.(folder)
    const problems = [{ ...problem, rule, remedy: remedies[rule], leftOut: outcome !== 'warned' }]
    const articles = [...Object.keys(files).filter((file) => file.endsWith('.md')), 'good.md'].toSorted()
    const staying = articles.filter((file) => outcome === 'warned' || file !== problem.file)
    expect(await load(folder)).toEqual(outcome === 'ended' ? { ended: problems } : { files: staying, problems })
  })
})

describe('the rules of the corpus', () => {
  it('are each broken here', () => {
    const rules = Object.keys(remedies).filter((rule) => !OF_PUBLICATION.includes(rule))
    expect([...new Set(BROKEN_RULES.map(({ rule }) => rule))].toSorted()).toEqual(rules.toSorted())
  })
})
