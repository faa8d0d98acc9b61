import type { Article } from '../model/article.ts'
import type { ArticleContent } from '../model/composed-article.ts'

/** What elements and keys without text take, at least as many bytes as in any format. */
const FRAME = 1024
const TOPIC_FRAME = 256

/** How often a format repeats metadata such as the URL of an image. */
const REPEATS = 3

/** The most bytes of a byte in a URL of a topic. */
const PERCENT_ENCODED = 3

/**
 * The most bytes that an article's item takes in any format. It decides how many articles a subscription document holds, before
 * any is rendered.
 */
export function itemSize({ topics }: Article, content: ArticleContent): number {
  const { contentHtml, titleHtml: _title, excerptHtml, ...metadata } = content
  const copies = excerptHtml ? 1 : 2
  const names = topics.reduce((sum, name) => sum + TOPIC_FRAME + (PERCENT_ENCODED + 2) * escapedBytes(name), 0)
  return FRAME + copies * escapedBytes(contentHtml) + REPEATS * escapedBytes(JSON.stringify(metadata)) + names
}

const AMPERSAND = 0x26
const LESS_THAN = 0x3c
const GREATER_THAN = 0x3e
const QUOTE = 0x22
const NEWLINE = 0x0a
const BACKSLASH = 0x5c

/** The most bytes of a text: RSS writes `&#x26;` for `&`, twice where HTML is escaped. */
function escapedBytes(text: string): number {
  let bytes = Buffer.byteLength(text)
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === AMPERSAND || code === LESS_THAN) bytes += 5
    else if (code === GREATER_THAN) bytes += 3
    else if (code === QUOTE || code === NEWLINE || code === BACKSLASH) bytes += 1
  }
  return bytes
}
