import { describe, expect, it } from 'vitest'
import { canonicalLanguageTag } from '../../src/text/language-tag.ts'

describe('the usual spelling of a language tag', () => {
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
  ])('of %s is %s', (text, tag) => {
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
  ])('has the code in use in place of an old one: %s is %s', (text, tag) => {
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
  ])('does not exist for %j', (text) => {
    expect(canonicalLanguageTag(text)).toBeUndefined()
  })
})
