import { describe, expect, it } from 'vitest'
import { assembleCorpus } from '../../src/corpus/assemble-corpus.ts'
import { parseMix } from '../../src/corpus/parse-mix.ts'
import { parseTopic } from '../../src/corpus/parse-topic.ts'
import { linkPost } from '../support/articles.ts'
import { parsedSummary } from '../support/parsed-article.ts'
import { profileOf } from '../support/profile.ts'

describe('the id of a mix', () => {
  it('stays with a topic that has it, or had it', () => {
    const topic = 'name: Artificial Intelligence\nid: ai\nformerIds: [ki]\n'
    const { mixes, messages } = assemble({
      'topics/ai.yaml': topic,
      'mixes/ai.yaml': 'name: Mine\n',
      'mixes/ki.yaml': 'name: Mine too\n',
      'mixes/other.yaml': 'name: Other\nformerIds: [ai, others]\n',
    })
    expect(mixes).toEqual([['other', ['others']]])
    expect(messages).toEqual([
      'mixes/ai.yaml: "ai" is already used by the topic "Artificial Intelligence", so the mix has no feed',
      'mixes/ki.yaml: "ki" is already used by the topic "Artificial Intelligence", so the mix has no feed',
      'mixes/other.yaml: "ai" is already used by the topic "Artificial Intelligence", so it does not redirect',
    ])
  })

  it('stays with the first of two files', () => {
    const { mixes, messages } = assemble({
      'mixes/b.yml': 'name: Second\nformerIds: [a]\n',
      'mixes/a.yaml': 'name: First\n',
      'more/mixes/a.yaml': 'name: Third\n',
    })
    expect(mixes).toEqual([
      ['a', []],
      ['b', []],
    ])
    expect(messages).toEqual([
      'mixes/b.yml: "a" is already used by mixes/a.yaml, so it does not redirect',
      'more/mixes/a.yaml: "a" is already used by mixes/a.yaml, so the mix has no feed',
    ])
  })

  it('goes to a topic that articles name, unless the mix has subscribers', () => {
    const files = { 'mixes/ai.yaml': 'name: The best of AI\n' }
    expect(assemble(files, { names: ['AI'] })).toEqual({
      topics: ['ai'],
      mixes: [],
      messages: ['mixes/ai.yaml: "ai" is already used by the topic "AI", so the mix has no feed'],
    })
    expect(assemble(files, { names: ['AI'], published: 'ai' })).toEqual({
      topics: [],
      mixes: [['ai', []]],
      messages: ['a.md: "AI" has the same slug as "The best of AI", so it has no feed (articles: 1, still in "all")'],
    })
  })
})

function assemble(files: Record<string, string>, { names = [] as string[], published = '' } = {}) {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }))
  const ofMix = sources.filter(({ path }) => path.includes('mixes/'))
  const ofTopic = sources.filter((source) => !ofMix.includes(source))
  const { topics, mixes, diagnostics } = assembleCorpus([{ article: parsedSummary(linkPost({ topics: names })) }], {
    descriptions: ofTopic.map(parseTopic).flatMap(({ description }) => description ?? []),
    mixes: ofMix.map(parseMix).flatMap(({ mix }) => mix ?? []),
    diagnostics: [],
    ignored: new Map(),
    topicLimits: profileOf().topics,
    isPublishedMix: (id) => id === published,
    dueBy: new Date('2026-06-01'),
  })
  return {
    topics: topics.map(({ id }) => id),
    mixes: mixes.map(({ topic }) => [topic.id, topic.formerIds]),
    messages: diagnostics.map(({ file, message }) => `${file}: ${message}`),
  }
}
