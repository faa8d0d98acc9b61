import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findItems, withItems } from '../../src/formats/find-items.ts'

describe('findItems', () => {
  it.each([
    ['xml', 'application/rss+xml'],
    ['atom', 'application/atom+xml'],
    ['json', 'application/feed+json'],
  ])('finds all items of a document, and it is the same document with all of them: %s', (extension, mediaType) => {
    const document = readFileSync(new URL(`../golden/expected/ai.${extension}`, import.meta.url))
    const bounds = findItems(document, mediaType)
    const items = itemsOf(document, mediaType)
    expect(items).toHaveLength(3)
    expect(withItems(document, bounds, () => true)).toEqual(document)
    expect(
      itemsOf(
        withItems(document, bounds, (index) => index === 1),
        mediaType,
      ),
    ).toEqual([items[1]])
    expect(
      itemsOf(
        withItems(document, bounds, (index) => index !== 1),
        mediaType,
      ),
    ).toEqual([items[0], items[2]])
    const withoutFirst = withItems(document, bounds, (index) => index > 0)
    if (extension === 'json') expect(JSON.parse(withoutFirst.toString()).items).toHaveLength(2)
    expect(
      itemsOf(
        withItems(document, bounds, () => false),
        mediaType,
      ),
    ).toEqual([])
  })

  it('is not confused by articles about markup', () => {
    const text =
      '<feed>\n    <entry>\n        <title type="html"><![CDATA[&lt;/entry&gt;&lt;entry&gt;]]></title>\n    </entry>\n</feed>\n'
    expect(itemsOf(Buffer.from(text), 'application/atom+xml')).toHaveLength(1)
  })

  it('finds none in a document of another media type, which stays as it is', () => {
    const document = Buffer.from('<html></html>')
    expect(itemsOf(document, 'text/html')).toEqual([])
    expect(withItems(document, findItems(document, 'text/html'), () => true)).toEqual(document)
  })
})

function itemsOf(document: Buffer, mediaType: string): string[] {
  const { starts, ends } = findItems(document, mediaType)
  return Array.from(starts, (start, index) => document.subarray(start, ends[index]).toString())
}
