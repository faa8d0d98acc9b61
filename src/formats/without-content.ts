import type { FormatId } from '../model/feed-formats.ts'

/** Removes the content of an item, so that its excerpt remains. The item is one of {@link Format.items}, or cut from a document. */
export const withoutContent: Readonly<Record<FormatId, (item: string) => string>> = {
  /** Content is escaped, so that its element ends at the next tag. Without an excerpt, the description is the content too. */
  rss: (item) => {
    const [element = '', content = ''] = /\n *<content:encoded>([^<]*)<\/content:encoded>/.exec(item) ?? []
    return item
      .replace(element, '')
      .replace(/\n *<description>([^<]*)<\/description>/, (description, text) =>
        content !== '' && text === content ? '' : description,
      )
  },
  /** Content is one CDATA section. */
  atom: (item) => item.replace(/\n *<content type="html"><!\[CDATA\[[\s\S]*?\]\]><\/content>/, ''),
  /** JSON Feed 1.1 requires a content, which is the summary then, or else the title. */
  json: (item) => {
    const { summary, title } = JSON.parse(item)
    const text = JSON.stringify(summary ?? title)
    return item.replace(/\n {12}"content_html": "(?:[^"\\]|\\.)*"/, () => `\n            "content_text": ${text}`)
  },
}
