import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Generates realistic articles, 2.4 kB on average: link posts, every fifth with a body, in 24 topics. The same index gives the
 * same article.
 */
export function* makeArticles(count) {
  for (let index = 0; index < count; index++) yield makeArticle(index)
}

/** Writes a corpus of `count` articles to a folder. */
export function writeCorpus(folder, count) {
  mkdirSync(folder, { recursive: true })
  for (const { path, text } of makeArticles(count)) writeFileSync(join(folder, path), text)
}

/** The article with an index, counted from 0. */
export function makeArticle(index) {
  const published = new Date(Date.UTC(2020, 0, 1) + index * 1_800_000).toISOString()
  const topics = [...new Set([index % 24, (index * 7) % 24])].map((topic) => `  - Topic ${topic}\n`).join('')
  const url = `https://news.example.org/articles/${index}/${slice(index, 40).replaceAll(' ', '-')}`
  return {
    path: `${String(index).padStart(6, '0')}.md`,
    text: `---
category: news
title: "Article ${index} &amp; what it says about the world, in a title of ordinary length"
excerpt: "${slice(index, 250 + (index % 60))} ..."
publishedDateTime: ${published}
originalUrl: "${url}"
webUrl: "${url}"
ampWebUrl: "${url}/amp"
cdnAmpWebUrl: "https://news-example-org.cdn.example.net/c/s/${url.slice(8)}/amp"
type: article
quality: ${index % 100}
heat: ${index % 150}
published: true

provider:
  name: The Example ${index % 40}
  domain: example.org
  images:
    - url: "https://news.example.org/images/organizations/${index % 40}.jpg"
      width: 50
      height: 50

topics:
${topics}
images:
  - url: "https://news.example.org/images/${index}.jpg?width=1280&amp;height=640"
    width: 1280
    height: 640
    isCached: true

related:
  - title: "A related article – the ${index}th of its kind"
    excerpt: "${slice(index + 7, 200)}"
    publishedDateTime: ${published}
    webUrl: "https://news.example.org/related/${index}"
    type: article
    provider:
      name: Elsewhere
      domain: example.net

secured: "${slice(index + 13, 320).replaceAll(' ', '+')}=="
---
${index % 5 === 0 ? makeBody(index) : ''}`,
  }
}

function makeBody(index) {
  return `
# A heading

${slice(index, 1100)} with *emphasis*, \`code\` and [a link](https://example.org/somewhere).

- one thing
- another thing

> ${slice(index + 3, 300)}

\`\`\`
x < y && y > z
\`\`\`
`
}

const WORDS = 'the mill grinds what the farmer brings and gives back flour and bran in bags of its own '.repeat(40)

/** `length` characters of words, with an offset that depends on the article. */
function slice(index, length) {
  const start = (index * 31) % 1000
  return WORDS.slice(start, start + length).trim()
}
