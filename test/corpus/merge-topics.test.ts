import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TopicLimits } from '../../src/corpus/corpus-profile.ts'
import { mergeTopics } from '../../src/corpus/merge-topics.ts'
import { parseTopic, type TopicDescription } from '../../src/corpus/parse-topic.ts'
import type { ArticleSummary } from '../../src/model/article.ts'
import { slugOf, topicKey } from '../../src/text/slug.ts'
import { linkPost } from '../support/articles.ts'
import { parsedSummary } from '../support/parsed-article.ts'

const limits = { minArticles: 1, exclude: [], max: 1000 }

const merge = (
  descriptions: TopicDescription[],
  articles: readonly ArticleSummary[],
  limitsOf: TopicLimits = limits,
  published?: ReadonlyMap<string, string>,
) => mergeTopics(descriptions, articles, limitsOf, published)

/** An article for each list of topics, in the files 0.md, 1.md, … */
const articlesOn = (...lists: string[][]): ArticleSummary[] =>
  lists.map((topics, index) => parsedSummary(linkPost({ topics }), { path: `${index}.md` }))

/** The topics that YAML texts describe, in the files topics/0.yaml, topics/1.yaml, … */
const hasDescription = (...texts: string[]): TopicDescription[] =>
  texts.map((text, index) => {
    const { description, diagnostics } = parseTopic({ path: `topics/${index}.yaml`, text })
    return description ?? expect.unreachable(JSON.stringify(diagnostics))
  })

const namesById = (descriptions: TopicDescription[], articles: ArticleSummary[]) =>
  merge(descriptions, articles).topics.map(({ id, name }) => `${id}: ${name}`)

describe('topics that articles only name', () => {
  it('are ordered by id', () => {
    const { topics, diagnostics } = merge([], articlesOn(['Zoology', 'AI'], ['Machine Learning', 'AI']))
    const bare = { keywords: [], formerIds: [], retired: false, hasDescription: false }
    expect(topics).toEqual([
      { id: 'ai', name: 'AI', ...bare },
      { id: 'machine-learning', name: 'Machine Learning', ...bare },
      { id: 'zoology', name: 'Zoology', ...bare },
    ])
    expect(diagnostics).toEqual([])
  })

  it('are one topic if names differ in case or spacing, with the most common spelling', () => {
    const articles = articlesOn(['Machine Learning'], ['machine learning'], ['MACHINE LEARNING'], ['machine  learning'])
    const { topics, topicByKey, diagnostics } = merge([], articles)
    expect(topics.map(({ id, name }) => [id, name])).toEqual([['machine-learning', 'machine learning']])
    expect(topicByKey.get('machine learning')).toBe(topics[0])
    expect(diagnostics).toEqual([])
  })

  it('use the first spelling by code point if two are equally common', () => {
    const articles = articlesOn(['ai'], ['AI'])
    expect(namesById([], articles)).toEqual(['ai: AI'])
    expect(namesById([], articles.toReversed())).toEqual(['ai: AI'])
  })

  it('use the first spelling of an article that uses more than one', () => {
    expect(namesById([], articlesOn(['ai', 'AI', 'Ai']))).toEqual(['ai: ai'])
  })

  it('count an article once, however often it names them', () => {
    const articles = articlesOn(['C#', 'c#', 'C#'], ['C++'], ['C++'])
    expect(namesById([], articles)).toEqual(['c: C++'])
  })
})

describe('two names with the same slug', () => {
  const articles = articlesOn(['C#'], ['C++'], ['C++'])

  it('give the feed to the one with more articles', () => {
    const { topics, topicByKey, diagnostics } = merge([], articles)
    expect(topics.map(({ id, name }) => [id, name])).toEqual([['c', 'C++']])
    expect([...topicByKey.keys()]).toEqual(['c++'])
    expect(diagnostics).toEqual([
      {
        file: '0.md',
        field: 'topics',
        rule: 'topic-slug-taken',
        message: '"C#" has the same slug as "C++", so it has no feed (articles: 1, still in "all")',
        hint: 'Describe the topic in a file in topics/ and give it its own id there.',
        severity: 'warning',
      },
    ])
  })

  it('give it to the first by name if they have equally many articles', () => {
    const even = articlesOn(['C++'], ['C#'])
    expect(namesById([], even)).toEqual(['c: C#'])
    expect(namesById([], even.toReversed())).toEqual(['c: C#'])
  })

  it('give it to the described one, whatever the articles', () => {
    const { topics, diagnostics } = merge(hasDescription('name: C#'), articles)
    expect(topics.map(({ id, name }) => [id, name])).toEqual([['c', 'C#']])
    expect(diagnostics).toMatchObject([{ file: '1.md', rule: 'topic-slug-taken' }])
  })

  it('each have a feed if one is described with its own id', () => {
    const descriptions = hasDescription('id: c-sharp\nname: C#')
    expect(namesById(descriptions, articles)).toEqual(['c: C++', 'c-sharp: C#'])
    expect(merge(descriptions, articles).diagnostics).toEqual([])
  })
})

describe('a name without a feed', () => {
  it.each([
    ['All', 'topic-reserved', '"All" has the reserved slug "all"'],
    ['Feeds!', 'topic-reserved', '"Feeds!" has the reserved slug "feeds"'],
    ['???', 'topic-without-slug', '"???" cannot be turned into a slug'],
    ['🎉', 'topic-without-slug', '"🎉" cannot be turned into a slug'],
  ])('is reported if it is %s', (name, rule, reason) => {
    const { topics, topicByKey, diagnostics } = merge([], articlesOn(['AI'], [name]))
    expect(topics.map(({ id }) => id)).toEqual(['ai'])
    expect([...topicByKey.keys()]).toEqual(['ai'])
    expect(diagnostics).toMatchObject([
      { file: '1.md', field: 'topics', rule, message: expect.stringContaining(reason), severity: 'warning' },
    ])
  })

  it.each([
    ['All', 'id: everything\nname: all'],
    ['🎉', '_id: party\nname: 🎉'],
  ])('gets one when %s is described with an id', (name, text) => {
    const { topics, diagnostics } = merge(hasDescription(text), articlesOn([name]))
    expect(topics.map(({ hasDescription }) => hasDescription)).toEqual([true])
    expect(diagnostics).toEqual([])
  })

  it('cannot use a former id of another topic', () => {
    const { topics, diagnostics } = merge(hasDescription('name: Machine Learning\nformerIds: [ml]'), articlesOn(['ML']))
    expect(topics.map(({ id }) => id)).toEqual(['machine-learning'])
    expect(diagnostics).toMatchObject([{ file: '0.md', rule: 'topic-slug-taken' }])
  })
})

describe('described topics', () => {
  it('have a feed even without articles', () => {
    expect(namesById(hasDescription('name: AI', 'name: ML\nretired: true'), [])).toEqual(['ai: AI', 'ml: ML'])
  })

  it('keep their own spelling and include all others', () => {
    const { topics, topicByKey } = merge(hasDescription('id: ai\nname: A. I.'), articlesOn(['a.  i.'], ['A. i.']))
    expect(topics).toMatchObject([{ id: 'ai', name: 'A. I.', hasDescription: true }])
    expect(topicByKey.get('a. i.')).toBe(topics[0])
  })

  it('stay retired and keep their former ids even if articles name them', () => {
    const { topics } = merge(hasDescription('name: AI\nretired: true\nformerIds: [ki]'), articlesOn(['AI']))
    expect(topics).toMatchObject([{ id: 'ai', retired: true, formerIds: ['ki'] }])
  })

  it.each([
    ['topic-duplicate', 'id', ['id: ai\nname: One', 'id: ai\nname: Two'], '"ai" is already used by topics/0.yaml'],
    ['topic-duplicate', 'name', ['id: one\nname: AI', 'id: two\nname: ai'], '"ai" is already used by topics/0.yaml'],
    [
      'topic-former-id-taken',
      'formerIds',
      ['name: AI\nformerIds: [ml]', 'name: ML'],
      '"ml" is already used by topics/1.yaml',
    ],
    [
      'topic-former-id-taken',
      'formerIds',
      ['name: A\nformerIds: [x]', 'name: B\nformerIds: [x]'],
      '"x" is already used by topics/0.yaml',
    ],
  ])('are reported with the rule %s if two have the same %s', (rule, field, texts, message) => {
    expect(merge(hasDescription(...texts), []).diagnostics).toMatchObject([
      { rule, field, message, severity: 'warning' },
    ])
  })

  it('lose to the first by path if they have its id or name, and only the former id that another one has', () => {
    const texts = ['name: A\nformerIds: [x]', 'name: a\nid: other', 'id: a\nname: B', 'name: C\nformerIds: [x, y, a]']
    const expected = [
      { id: 'a', name: 'A', formerIds: ['x'] },
      { id: 'c', name: 'C', formerIds: ['y'] },
    ]
    const descriptions = hasDescription(...texts)
    expect(merge(descriptions, []).topics).toMatchObject(expected)
    expect(merge(descriptions.toReversed(), []).topics).toMatchObject(expected)
    expect(merge(descriptions, []).diagnostics.map(({ file, message }) => [file, message])).toEqual([
      ['topics/1.yaml', '"a" is already used by topics/0.yaml'],
      ['topics/2.yaml', '"a" is already used by topics/0.yaml'],
      ['topics/3.yaml', '"x" is already used by topics/0.yaml'],
      ['topics/3.yaml', '"a" is already used by topics/0.yaml'],
    ])
  })
})

describe('a topic name', () => {
  it.each([
    ['Web Dev', 'web-dev', 'web_dev', 'WEB–DEV', ' web / dev '],
    ['Café', 'Cafe\u0301', 'CAFÉ'],
  ])('is the same in all spellings of %j', (...spellings) => {
    const { topics, topicByKey, diagnostics } = merge([], articlesOn(...spellings.map((name) => [name])))
    expect(topics).toHaveLength(1)
    expect(topicByKey.size).toBe(1)
    expect(diagnostics).toEqual([])
  })

  it.each([
    ['C', 'C#'],
    ['C++', 'C'],
    ['.NET', 'NET'],
    ['Q&A', 'Q-A'],
  ])('is another one if a character differs that the slug loses, as in %j and %j', (a, b) => {
    expect(merge([], articlesOn([a], [b])).diagnostics).toMatchObject([{ rule: 'topic-slug-taken' }])
  })

  it('has capitals and blanks if spellings are equally common', () => {
    expect(namesById([], articlesOn(['web-dev'], ['Web Dev'], ['web dev']))).toEqual(['web-dev: Web Dev'])
    expect(namesById([], articlesOn(['web-dev'], ['Web Dev'], ['web-dev']))).toEqual(['web-dev: web-dev'])
  })
})

describe('the limits of topics', () => {
  const articles = articlesOn(['A', 'B', 'Rare'], ['A', 'B'], ['A'])

  it('leave a topic with too few articles without a feed, silently', () => {
    const { topics, topicByKey, diagnostics } = merge([], articles, { ...limits, minArticles: 2 })
    expect(topics.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(topicByKey.has('rare')).toBe(false)
    expect(diagnostics).toEqual([])
  })

  it('keep a topic with too few articles that is described, or published and has an article', () => {
    const few = { ...limits, minArticles: 9 }
    expect(merge(hasDescription('name: Rare'), articles, few).topics.map(({ id }) => id)).toEqual(['rare'])
    const published = new Map([
      ['b', 'B'],
      ['gone', 'Gone'],
    ])
    expect(merge([], articles, few, published).topics.map(({ id }) => id)).toEqual(['b'])
  })

  it('hide an excluded name in all its spellings', () => {
    const { topics, topicByKey, diagnostics } = merge([], articles, {
      ...limits,
      exclude: ['RARE', 'b', 'posts'],
    })
    expect(topics.map(({ id }) => id)).toEqual(['a'])
    expect([...topicByKey].map(([key, topic]) => [key, topic?.id])).toEqual([
      ['rare', undefined],
      ['b', undefined],
      ['posts', undefined],
      ['a', 'a'],
    ])
    expect(diagnostics).toEqual([])
  })

  it('give feeds to described topics, then to published ones, then to the largest, with one warning', () => {
    const published = new Map([['rare', 'Rare']])
    const { topics, diagnostics } = merge(
      hasDescription('name: Quiet'),
      articlesOn(['A', 'B', 'D', 'Rare'], ['A', 'B'], ['A']),
      { ...limits, max: 3 },
      published,
    )
    expect(topics.map(({ id }) => id)).toEqual(['a', 'quiet', 'rare'])
    expect(diagnostics).toEqual([
      {
        file: 'feedmill.yaml',
        field: 'topics.max',
        rule: 'topic-limit',
        message: 'is 3, so 2 topics have no feed; the articles are still in "all"',
        hint: 'Set topics.max or topics.minArticles in feedmill.yaml, or list topics that need no feed in topics.exclude.',
        severity: 'warning',
      },
    ])
  })
})

describe('a published feed', () => {
  const articles = articlesOn(['C++'], ['C'], ['C'])

  it('is not taken over by another name, however many articles it has', () => {
    const { topics, diagnostics } = merge([], articles, limits, new Map([['c', 'C++']]))
    expect(topics).toMatchObject([{ id: 'c', name: 'C++' }])
    expect(diagnostics).toMatchObject([
      { file: '1.md', message: '"C" has the same slug as "C++", so it has no feed (articles: 2, still in "all")' },
    ])
  })

  it('belongs to the described topic, whatever was published', () => {
    const { topics } = merge(hasDescription('name: C'), articles, limits, new Map([['c', 'C++']]))
    expect(topics).toMatchObject([{ id: 'c', name: 'C' }])
  })

  it('keeps its id if the description that gave it the id is gone', () => {
    const onTopics = articlesOn(['Machine Learning'], ['ML'], ['ML'])
    const published = new Map([['ml', 'Machine Learning']])
    const { topics, diagnostics } = merge([], onTopics, limits, published)
    expect(topics).toMatchObject([{ id: 'ml', name: 'Machine Learning', hasDescription: false }])
    expect(diagnostics).toMatchObject([{ file: '1.md', rule: 'topic-slug-taken' }])
  })

  it('has the id of its name again if a description of another topic has its id', () => {
    const published = new Map([['ml', 'Machine Learning']])
    const { topics } = merge(hasDescription('name: ML'), articlesOn(['Machine Learning']), limits, published)
    expect(topics).toMatchObject([
      { id: 'machine-learning', name: 'Machine Learning' },
      { id: 'ml', name: 'ML' },
    ])
  })

  it('goes to another name if none of its articles is left', () => {
    expect(merge([], articles, limits, new Map([['c', 'C#']])).topics).toMatchObject([{ id: 'c', name: 'C' }])
  })
})

describe('any topics', () => {
  const name = fc.constantFrom('C', 'C#', 'c++', 'web-dev', 'Web Dev', 'All', '???', 'AI', 'ai', 'Rare', 'Posts', 'X')
  const corpus = fc.record({
    lists: fc.array(fc.array(name, { maxLength: 4 }), { maxLength: 12 }),
    minArticles: fc.integer({ min: 1, max: 3 }),
    max: fc.integer({ min: 0, max: 5 }),
    published: fc.uniqueArray(name, { maxLength: 5, selector: (text) => slugOf(text) }),
  })
  const publishedIds = (names: string[]) =>
    new Map(names.flatMap((text) => (slugOf(text) ? [[slugOf(text) ?? '', text]] : [])))

  it('are merged alike in any order', () => {
    fc.assert(
      fc.property(corpus, fc.infiniteStream(fc.nat()), ({ lists, published, ...rest }, random) => {
        const articles = articlesOn(...lists)
        const shuffled = articles
          .map((article) => ({ article, at: random.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ article }) => article)
        const mergeAll = (all: ArticleSummary[]) =>
          merge([], all, { ...rest, exclude: ['posts'] }, publishedIds(published))
        expect(mergeAll(shuffled)).toEqual(mergeAll(articles))
      }),
    )
  })

  it('each have a feed or one explanation, and published ones keep their names', () => {
    fc.assert(
      fc.property(corpus, ({ lists, published, minArticles, max }) => {
        const articles = articlesOn(...lists)
        const before = publishedIds(published)
        const { topics, topicByKey, diagnostics } = merge(
          [],
          articles,
          { minArticles, max, exclude: ['posts'] },
          before,
        )
        const countOf = (key: string) =>
          articles.filter((article) => article.topics.some((text) => topicKey(text) === key)).length
        const keys = [...new Set(lists.flat().map(topicKey))]
        const isPublished = (key: string) => topicKey(before.get(slugOf(key) ?? '') ?? '') === key
        const limited = diagnostics.find(({ rule }) => rule === 'topic-limit')
        const named = diagnostics
          .filter((found) => found !== limited)
          .map(({ message }) => topicKey(JSON.parse(/^".*?"/.exec(message)?.[0] ?? '')))
        const withoutExplanation = keys.filter(
          (key) =>
            topicByKey.get(key) === undefined &&
            key !== 'posts' &&
            (countOf(key) >= minArticles || isPublished(key)) &&
            !named.includes(key),
        )
        expect(named).toHaveLength(new Set(named).size)
        expect(named.filter((key) => topicByKey.has(key))).toEqual([])
        expect(String(limited?.message ?? 'so 0 ')).toContain(`so ${withoutExplanation.length} `)
        expect(topics.length).toBeLessThanOrEqual(max)
        for (const { id, name } of topics) {
          const owner = before.get(id)
          if (owner !== undefined && countOf(topicKey(owner)) > 0) expect(topicKey(name)).toBe(topicKey(owner))
        }
      }),
    )
  })

  it('have the same slug if they have the same key', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'B', 'é', 'e\u0301', 'İ', 'ß', ' ', '-', '_', '/', '–', '+', '1'),
    })
    fc.assert(
      fc.property(text, text, (a, b) => {
        if (topicKey(a) === topicKey(b)) expect(slugOf(a)).toBe(slugOf(b))
        expect(slugOf(topicKey(a))).toBe(slugOf(a))
      }),
    )
  })
})

describe('the parent of a topic', () => {
  const parents = (texts: string[], articles: ArticleSummary[] = []) => {
    const { topics, diagnostics } = merge(hasDescription(...texts), articles)
    return { parents: Object.fromEntries(topics.map(({ id, parent }) => [id, parent])), diagnostics }
  }

  it.each(['machine-learning', 'Machine Learning', 'machine  LEARNING'])('may be given as %s', (parent) => {
    expect(parents([`name: GPT\nparent: ${parent}`, 'name: Machine Learning'])).toMatchObject({
      parents: { gpt: 'machine-learning' },
      diagnostics: [],
    })
  })

  it('may be a topic that only articles name', () => {
    expect(parents(['name: GPT\nparent: AI'], articlesOn(['AI']))).toMatchObject({
      parents: { gpt: 'ai' },
      diagnostics: [],
    })
  })

  it.each([
    ['is unknown', ['name: GPT\nparent: AI'], '"AI" is not a topic', 'topics/0.yaml'],
    ['is the topic itself', ['name: GPT\nparent: gpt'], '"gpt" is a descendant of this topic', 'topics/0.yaml'],
    ['is below it', ['name: A\nparent: B', 'name: B\nparent: A'], '"A" is a descendant of this topic', 'topics/1.yaml'],
    [
      'is far below it',
      ['name: A\nparent: B', 'name: B\nparent: C', 'name: C\nparent: A'],
      '"A" is a descendant of this topic',
      'topics/2.yaml',
    ],
  ])('is reported and ignored if it %s', (_, texts, message, file) => {
    const { parents: found, diagnostics } = parents(texts)
    expect(diagnostics).toEqual([
      {
        file,
        field: 'parent',
        rule: 'topic-parent-unknown',
        message,
        hint: 'Name an existing topic, or remove the parent.',
        severity: 'warning',
      },
    ])
    expect(Object.values(found).at(-1)).toBeUndefined()
  })

  it('may be at the end of a chain of any length, and skips retired topics', () => {
    const length = 12_000
    const descriptions = Array.from({ length }, (_, index) => ({
      file: `topics/${String(index).padStart(5, '0')}.yaml`,
      topic: {
        ...{ id: `t${index}`, name: `T${index}`, keywords: [], formerIds: [] },
        ...{ retired: index > 0 && index < length - 1, hasDescription: true },
      },
      parent: `t${index + 1 === length ? 0 : index + 1}`,
    }))
    const { topics, diagnostics } = merge(descriptions, [])
    expect(topics.find(({ id }) => id === 't0')?.parent).toBe('t11999')
    expect(diagnostics.map(({ file }) => file)).toEqual(['topics/11999.yaml'])
  })
})
