import { expect, it } from 'vitest'
import { planPings } from '../../src/websub/plan-pings.ts'
import { generationOf } from '../support/generation.ts'

it('planPings returns subscription documents with a hash that was not delivered', () => {
  const { files } = generationOf({
    'feeds/ai.xml': 'new',
    'feeds/ai.atom': 'changed',
    'feeds/ai.json': 'known',
    'feeds/новости.xml': 'new too',
    'feeds/ai/archive/1.xml': 'archive',
    'topics/ai/index.html': 'page',
    'feeds.opml': 'list',
  })
  const delivered = new Map([
    ['feeds/ai.json', String(files.get('feeds/ai.json')?.sha256)],
    ['feeds/ai.atom', 'another hash'],
  ])
  expect(planPings(files.values(), delivered, 'https://feeds.example').map(({ url }) => url)).toEqual([
    'https://feeds.example/feeds/ai.xml',
    'https://feeds.example/feeds/ai.atom',
    'https://feeds.example/feeds/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8.xml',
  ])
})
