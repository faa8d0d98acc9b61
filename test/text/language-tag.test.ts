import { describe, expect, it } from 'vitest'
import { canonicalLanguageTag } from '../../src/text/language-tag.ts'

describe('canonicalLanguageTag', () => {
  it.each([
    ['en', 'en'],
    ['EN-us', 'en-US'],
    ['de-DE', 'de-DE'],
    ['zh-hans-cn', 'zh-Hans-CN'],
    ['es-419', 'es-419'],
    ['ca-ES-Valencia', 'ca-ES-valencia'],
    ['de-CH-1996', 'de-CH-1996'],
    ['en-u-ca-buddhist', 'en-u-ca-buddhist'],
    ['en-x-TWAIN', 'en-x-twain'],
    ['gsw', 'gsw'],
    ['english', 'english'],
  ])('canonicalizes %s to %s', (text, tag) => {
    expect(canonicalLanguageTag(text)).toBe(tag)
  })

  it.each([
    ['iw', 'he'],
    ['in-ID', 'id-ID'],
    ['eng', 'en'],
    ['ger-AT', 'de-AT'],
    ['cmn-Hant', 'zh-Hant'],
    ['sh', 'sr-Latn'],
    ['sh-Cyrl', 'sr-Cyrl'],
    ['en-uk', 'en-GB'],
  ])('replaces an outdated code: %s becomes %s', (text, tag) => {
    expect(canonicalLanguageTag(text)).toBe(tag)
  })

  it.each([
    '',
    'e',
    'en_US',
    'en-',
    '-en',
    'en--US',
    'en US',
    'x-private',
    'i-klingon',
    'en-toolongpart',
    'zh-cmn',
    'ſr',
  ])('rejects %j', (text) => {
    expect(canonicalLanguageTag(text)).toBeUndefined()
  })
})
