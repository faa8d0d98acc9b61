import { expect, it } from 'vitest'
import { composeArticle, composeContent, referencesIn } from '../../src/feeds/compose-article.ts'
import { parsedSummary } from '../support/parsed-article.ts'

it('gives the files beside an episode the URLs that they are published at, and leaves out those that are not', () => {
  const article = parsedSummary(`---
title: T
publishedDateTime: 2026-03-01
transcript: [t.vtt, none.srt]
chapters: {url: none.txt}
people: [{name: Ada, image: a.png}, {name: Bo, image: none.png}]
---
Text
`)
  const content = composeContent(article, { publicUrl: 'https://feeds.example' })
  expect(referencesIn(content)).toEqual(['./t.vtt', './none.srt', './none.txt', './a.png', './none.png'])
  const resolved = new Map([
    ['./t.vtt', 'https://feeds.example/files/1.vtt'],
    ['./a.png', 'https://feeds.example/files/2.png'],
  ])
  const corpus = { topicByKey: new Map(), resolved: new Map([['a.md', resolved]]), publicUrl: 'https://feeds.example' }
  expect(composeArticle(content, article, corpus).episode).toEqual({
    transcripts: [{ url: 'https://feeds.example/files/1.vtt', type: 'text/vtt' }],
    people: [{ name: 'Ada', image: 'https://feeds.example/files/2.png' }, { name: 'Bo' }],
  })
})
