import { describe, expect, it } from 'vitest'
import { phrasesIn } from '../../src/feeds/phrases.ts'

const inLanguage = (language: string | undefined) => {
  const phrases = phrasesIn(language)
  return phrases && [phrases.readAt('Dawn'), phrases.related]
}

describe('the phrases of composed articles', () => {
  it.each([
    ['de', 'Weiterlesen bei Dawn', 'Verwandte Artikel:'],
    ['de-AT', 'Weiterlesen bei Dawn', 'Verwandte Artikel:'],
    ['en-GB', 'Read it at Dawn', 'Related:'],
    ['ja', 'Dawnで読む', '関連記事：'],
    ['nn-NO', 'Les hos Dawn', 'Relaterte artikler:'],
    ['pt-BR', 'Leia em Dawn', 'Artigos relacionados:'],
    ['zh-CN', '在 Dawn 阅读', '相关文章：'],
    ['zh-TW', '在 Dawn 閱讀', '相關文章：'],
    ['zh-Hant-HK', '在 Dawn 閱讀', '相關文章：'],
  ])('are in the language %s', (language, readAt, related) => {
    expect(inLanguage(language)).toEqual([readAt, related])
  })

  it('are English without a language, and absent in others', () => {
    expect(inLanguage(undefined)).toEqual(['Read it at Dawn', 'Related:'])
    expect(inLanguage('is')).toBeUndefined()
    expect(inLanguage('constructor')).toBeUndefined()
  })
})
