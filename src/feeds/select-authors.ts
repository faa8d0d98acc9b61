import type { ArticleSummary } from '../model/article.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic } from '../model/rules.ts'
import type { Topic } from '../model/topic.ts'
import { countNoun } from '../text/count-noun.ts'
import { nameKey } from './mix/terms.ts'
import type { SelectedTopic } from './select-feeds.ts'

/** The most feeds of authors. */
const MAX_AUTHORS = 1000

interface Author {
  id: string
  /** As in the oldest of the articles, so that a new one does not change it. */
  name: string
  articles: ArticleSummary[]
}

interface SelectOptions {
  /** Topics and mixes; an author does not get the id of one. */
  topics: readonly Topic[]
  /** Whether a feed is in the published generation. */
  isPublished: (id: string) => boolean
}

/**
 * Selects the articles of each author, which are those of the mix `author=<name>`. Names with one slug are one author. Of too many
 * authors, those whose feeds are published keep them, then those with the most articles follow.
 *
 * @param articles those that are due, newest first, with facets
 * @returns the authors ordered by id
 */
export function selectAuthors(
  articles: readonly ArticleSummary[],
  { topics, isPublished }: SelectOptions,
): { selected: SelectedTopic[]; diagnostics: Diagnostic[] } {
  const owners = new Map(topics.flatMap(({ id, name, formerIds }) => [id, ...formerIds].map((owned) => [owned, name])))
  const authors = groupByAuthor(articles)
  const free = authors
    .filter(({ id }) => !owners.has(id))
    .sort(
      (a, b) =>
        Number(isPublished(b.id)) - Number(isPublished(a.id)) ||
        b.articles.length - a.articles.length ||
        (a.id < b.id ? -1 : 1),
    )
  return {
    selected: free
      .slice(0, MAX_AUTHORS)
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ articles: own, ...author }) => ({ topic: topicOf(author), articles: own })),
    diagnostics: [
      ...authors
        .filter(({ id }) => owners.has(id))
        .map(({ id, name }) =>
          warn('author-id-taken', `${JSON.stringify(name)} has no feed, as "${id}" is the feed of "${owners.get(id)}"`),
        ),
      ...(free.length > MAX_AUTHORS
        ? [
            warn(
              'author-limit',
              `${MAX_AUTHORS} authors have feeds; ${countNoun(free.length - MAX_AUTHORS, 'other author')} with fewer articles do not`,
            ),
          ]
        : []),
    ],
  }
}

function groupByAuthor(articles: readonly ArticleSummary[]): Author[] {
  const idByName = new Map<string, string | undefined>()
  const byId = new Map<string, Author>()
  for (const article of articles) {
    for (const name of article.facets?.authors ?? []) {
      if (!idByName.has(name)) idByName.set(name, idOf(name))
      const id = idByName.get(name)
      if (id === undefined) continue
      const author = byId.get(id) ?? { id, name, articles: [] }
      byId.set(id, author)
      author.name = name
      if (author.articles.at(-1) !== article) author.articles.push(article)
    }
  }
  return [...byId.values()]
}

function idOf(name: string): string | undefined {
  const key = nameKey(name)
  return key === undefined ? undefined : `author-${key}`
}

function topicOf({ id, name }: Pick<Author, 'id' | 'name'>): Topic {
  return { id, kind: 'author', name, keywords: [], formerIds: [], retired: false, hasDescription: false }
}

function warn(rule: 'author-id-taken' | 'author-limit', message: string): Diagnostic {
  return diagnostic(rule, { file: 'feedmill.yaml', field: 'authors' }, message, { severity: 'warning' })
}
