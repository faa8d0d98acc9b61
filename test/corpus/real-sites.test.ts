import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createArticleSource } from '../../src/corpus/article-source.ts'
import { loadCorpus } from '../../src/corpus/load-corpus.ts'
import { readProfile } from '../../src/corpus/read-profile.ts'
import { enclosuresOf } from '../../src/feeds/enclosures.ts'
import { later } from '../support/clock.ts'
import { CORRECTED_LINKS, OWNER_SETTINGS } from '../support/real-sites.ts'
import { shared } from '../support/shared.ts'

interface Expected {
  content: string
  site: string
  timezone: string
  articles: Record<string, ExpectedArticle>
  notArticles: string[]
}

interface ExpectedArticle {
  title: string
  published: string
  link: string
  topics: string[]
  enclosure?: { url: string; type: string; length: number; duration: number }
}

/** Topics of this site are its categories: it has many tags too. */
const SETTINGS: typeof OWNER_SETTINGS = {
  ...OWNER_SETTINGS,
  'hugo-json-jupiter': { topics: { fields: ['categories'], minArticles: 1, exclude: [], max: 1000 } },
}

describe.skipIf(!existsSync(shared('corpus/dialects')))('the articles of real sites', () => {
  it.each(Object.entries(SETTINGS))(
    'of %s have the expected titles, dates, links and topics',
    async (name, settings) => {
      const { content, site, timezone, ...expected } = JSON.parse(
        readFileSync(shared(`corpus/dialects/${name}/expected.json`), 'utf8'),
      ) as Expected
      const folder = shared(`corpus/dialects/${name}/${content}`)
      const read = readProfile(folder, { timeZone: timezone })
      const profile = { ...read.profile, site, timezone, ...settings }
      const options = { profile, now: later, parsedFiles: new Map(), isPublished: () => false }
      const corpus = await loadCorpus(folder, options)
      const source = createArticleSource(folder, options)
      const articles = corpus.articles.map((summary) => {
        const article = source.read(summary)
        const { file, title, published, link, topics } = article
        const [enclosure] = enclosuresOf(article)
        return [file, { title, published, link, topics, ...(enclosure ? { enclosure } : {}) }]
      })
      expect(Object.fromEntries(articles)).toEqual(
        Object.fromEntries(
          Object.entries(expected.articles).map(([file, article]) => [
            file,
            {
              ...article,
              published: new Date(article.published),
              link: CORRECTED_LINKS[article.link] ?? article.link,
            },
          ]),
        ),
      )
      expect(corpus.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    },
  )
})
