import { describe, expect, it } from 'vitest'
import { mergeTopics } from '../../src/corpus/merge-topics.ts'
import { parseTopic, type TopicDescription } from '../../src/corpus/parse-topic.ts'
import { FeedmillError } from '../../src/errors.ts'
import type { ArticleSummary } from '../../src/model/article.ts'
import type { Diagnostic } from '../../src/model/diagnostic.ts'
import { linkPost } from '../support/articles.ts'
import { parsedSummary } from '../support/parsed-article.ts'

/** An article for each list of topics, in the files 0.md, 1.md, … */
const articlesOn = (...lists: string[][]): ArticleSummary[] =>
  lists.map((topics, index) => parsedSummary(linkPost({ topics }), { path: `${index}.md` }))

/** The topics that YAML texts describe, in the files topics/0.yaml, topics/1.yaml, … */
const hasDescription = (...texts: string[]): TopicDescription[] =>
  texts.map((text, index) => {
    const parsed = parseTopic({ path: `topics/${index}.yaml`, text })
    if ('diagnostics' in parsed) throw new Error(JSON.stringify(parsed))
    return parsed
  })

const namesById = (descriptions: TopicDescription[], articles: ArticleSummary[]) =>
  mergeTopics(descriptions, articles).topics.map(({ id, name }) => `${id}: ${name}`)

function contradictions(...texts: string[]): readonly Diagnostic[] {
  try {
    mergeTopics(hasDescription(...texts), [])
  } catch (error) {
    if (error instanceof FeedmillError && error.code === 'topics-invalid') return error.diagnostics
  }
  throw new Error('no topics-invalid')
}

describe('topics that articles only name', () => {
  it('are ordered by id', () => {
    const { topics, diagnostics } = mergeTopics([], articlesOn(['Zoology', 'AI'], ['Machine Learning', 'AI']))
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
    const { topics, topicByKey, diagnostics } = mergeTopics([], articles)
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
    const { topics, topicByKey, diagnostics } = mergeTopics([], articles)
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
    const { topics, diagnostics } = mergeTopics(hasDescription('name: C#'), articles)
    expect(topics.map(({ id, name }) => [id, name])).toEqual([['c', 'C#']])
    expect(diagnostics).toMatchObject([{ file: '1.md', rule: 'topic-slug-taken' }])
  })

  it('each have a feed if one is described with its own id', () => {
    const descriptions = hasDescription('id: c-sharp\nname: C#')
    expect(namesById(descriptions, articles)).toEqual(['c: C++', 'c-sharp: C#'])
    expect(mergeTopics(descriptions, articles).diagnostics).toEqual([])
  })
})

describe('a name without a feed', () => {
  it.each([
    ['All', 'topic-reserved', '"All" has the reserved slug "all"'],
    ['Feeds!', 'topic-reserved', '"Feeds!" has the reserved slug "feeds"'],
    ['???', 'topic-without-slug', '"???" cannot be turned into a slug'],
    ['🎉', 'topic-without-slug', '"🎉" cannot be turned into a slug'],
  ])('is reported if it is %s', (name, rule, reason) => {
    const { topics, topicByKey, diagnostics } = mergeTopics([], articlesOn(['AI'], [name]))
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
    const { topics, diagnostics } = mergeTopics(hasDescription(text), articlesOn([name]))
    expect(topics.map(({ hasDescription }) => hasDescription)).toEqual([true])
    expect(diagnostics).toEqual([])
  })

  it('cannot use a former id of another topic', () => {
    const { topics, diagnostics } = mergeTopics(
      hasDescription('name: Machine Learning\nformerIds: [ml]'),
      articlesOn(['ML']),
    )
    expect(topics.map(({ id }) => id)).toEqual(['machine-learning'])
    expect(diagnostics).toMatchObject([{ file: '0.md', rule: 'topic-slug-taken' }])
  })
})

describe('described topics', () => {
  it('have a feed even without articles', () => {
    expect(namesById(hasDescription('name: AI', 'name: ML\nretired: true'), [])).toEqual(['ai: AI', 'ml: ML'])
  })

  it('keep their own spelling and include all others', () => {
    const { topics, topicByKey } = mergeTopics(hasDescription('id: ai\nname: A. I.'), articlesOn(['a.  i.'], ['A. i.']))
    expect(topics).toMatchObject([{ id: 'ai', name: 'A. I.', hasDescription: true }])
    expect(topicByKey.get('a. i.')).toBe(topics[0])
  })

  it('stay retired and keep their former ids even if articles name them', () => {
    const { topics } = mergeTopics(hasDescription('name: AI\nretired: true\nformerIds: [ki]'), articlesOn(['AI']))
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
  ])('fail the run with the rule %s if two have the same %s', (rule, field, texts, message) => {
    expect(contradictions(...texts)).toMatchObject([{ rule, field, message, severity: 'error' }])
  })

  it('fail the run with all contradictions at once', () => {
    const rules = contradictions('name: A', 'name: a', 'name: B\nformerIds: [a]').map(({ rule }) => rule)
    expect(rules).toEqual(['topic-duplicate', 'topic-duplicate', 'topic-former-id-taken'])
  })
})

describe('the parent of a topic', () => {
  const parents = (texts: string[], articles: ArticleSummary[] = []) => {
    const { topics, diagnostics } = mergeTopics(hasDescription(...texts), articles)
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
})
