import { describe, expect, it } from 'vitest'
import { directionOf, textIn } from '../../src/pages/language.ts'

describe('directionOf', () => {
  it.each(['ar', 'he', 'fa-IR', 'ur', 'yi', 'ckb', 'dv', 'uz-Arab', 'pa-PK'])('%s is right-to-left', (language) => {
    expect(directionOf(language)).toBe('rtl')
  })

  it.each(['en', 'de-AT', 'zh-Hant', 'uz', 'az-Latn', 'hi', 'en-x-twain'])('%s is left-to-right', (language) => {
    expect(directionOf(language)).toBe('ltr')
  })
})

describe('textIn', () => {
  it('leaves the direction to the text if no language is known', () => {
    expect(textIn(undefined)).toEqual({ lang: undefined, dir: 'auto' })
  })
})
