import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { splitDocument } from '../../src/formats/split-document.ts'

describe('splitDocument', () => {
  it.each([
    ['xml', 'application/rss+xml'],
    ['atom', 'application/atom+xml'],
    ['json', 'application/feed+json'],
  ])('finds all items of a document, and returns the same document with all of them: %s', (extension, mediaType) => {
    const text = readFileSync(new URL(`../golden/expected/ai.${extension}`, import.meta.url), 'utf8')
    const { items, withItems } = splitDocument(text, mediaType)
    expect(items).toHaveLength(3)
    expect(withItems(() => true)).toBe(text)
    const second = withItems((item) => item === items[1])
    expect(splitDocument(second, mediaType).items).toEqual([items[1]])
    expect(
      splitDocument(
        withItems(() => false),
        mediaType,
      ).items,
    ).toEqual([])
  })

  it('is not confused by articles about markup', () => {
    const text =
      '<feed>\n    <entry>\n        <title type="html"><![CDATA[&lt;/entry&gt;&lt;entry&gt;]]></title>\n    </entry>\n</feed>\n'
    expect(splitDocument(text, 'application/atom+xml').items).toHaveLength(1)
  })
})
