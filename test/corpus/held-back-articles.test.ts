import { describe, expect, it } from 'vitest'
import { createArticleParser } from '../../src/corpus/parse-article.ts'
import { profileOf } from '../support/profile.ts'

const parse = createArticleParser(profileOf())

/** Front matter that is read leniently, or not at all, because of a mistake. */
describe('a sign that holds an article back counts also', () => {
  it.each([
    ['without a blank after its colon', '---\ntitle: T\ndraft:true\ndate: 2020-01-01\n---\nBody.\n'],
    ['with a full-width colon', '---\ntitle: T\ndraft：true\ndate: 2020-01-01\n---\nBody.\n'],
    ['with an equals sign', '---\ntitle: T\ndraft = true\ndate: 2020-01-01\n---\nBody.\n'],
    ['indented with a tab', '---\ntitle: T\n\tdraft: true\ndate: 2020-01-01\n---\nBody.\n'],
    ['indented with a blank', '---\ntitle: T\n draft: true\ndate: 2020-01-01\n---\nBody.\n'],
    ['in quotes', '---\ntitle: T\n "password": "x"\ndate: 2020-01-01\n---\nBody.\n'],
    ['if it is there twice', '---\ntitle: T\ndate: 2020-01-01\ndraft: true\ndraft: false\n---\nBody.\n'],
    ['if it is twice in a header', 'Title: T\nDate: 2020-01-01\nStatus: published\nStatus: draft\n\nBody.\n'],
    ['below an empty line above the fence', '\n---\ntitle: T\ndraft: true\n---\nBody.\n'],
    ['below a fence with a blank before it', ' ---\ntitle: T\ndraft: true\n---\nBody.\n'],
    ['below a fence with four dashes', '----\ntitle: T\npassword: secret\n----\nBody.\n'],
    ['below a fence with a comment', '--- # Fields\ntitle: T\ndraft: true\n---\nBody.\n'],
    ['below a fence after an invisible character', '\u200b---\ntitle: T\ndraft: true\n---\nBody.\n'],
    ['with line ends of an old Mac', '---\rtitle: T\rdraft: true\r---\rBody.\r'],
    ['in JSON without quotes', '{title: "T", draft: true}\n\nBody.\n'],
    ['in lines of which one is no field', 'Title: T\n- x\nStatus: draft\n\nBody.\n'],
  ])('%s', (_, text) => {
    expect(parse({ path: '2020-01-01-a.md', text })).toHaveProperty('ignored')
  })

  it('but not in prose or in a body', () => {
    for (const text of [
      'How to set draft: true in a file\n\ndraft: true\n',
      '---\ntitle: Foo: bar\ndraft: false\n---\n\ndraft: true\n',
      'Title: T\nDate: 2020-01-01\n\nStatus: draft\n',
    ]) {
      expect(parse({ path: '2020-01-01-a.md', text })).toHaveProperty('article')
    }
  })
})
