/**
 * The text of articles in the shape of real ones: link posts, every fifth with a body, in 24 topics. The same number gives
 * the same articles.
 */
export function makeArticles(count) {
  return Array.from({ length: count }, (_, index) => {
    const published = new Date(Date.UTC(2020, 0, 1) + index * 7_200_000).toISOString()
    const topics = [index % 24, (index * 7) % 24].map((topic) => `  - Topic ${topic}\n`).join('')
    const body = index % 5 === 0 ? BODY : ''
    return {
      path: `${String(index).padStart(6, '0')}.md`,
      text: `---
category: news
title: "Article ${index} &amp; what it says about the world, in a title of ordinary length"
excerpt: "${WORDS.slice(0, 300)}"
publishedDateTime: ${published}
originalUrl: "https://news.example.org/articles/${index}"
webUrl: "https://news.example.org/articles/${index}"
type: article
quality: ${index % 100}
heat: ${index % 150}
published: true

provider:
  name: The Example ${index % 40}
  domain: example.org

topics:
${topics}
images:
  - url: "https://news.example.org/images/${index}.jpg"
    width: 1280
    height: 640
    isCached: true

related:
  - title: "A related article"
    publishedDateTime: ${published}
    webUrl: "https://news.example.org/related/${index}"
    provider:
      name: Elsewhere
      domain: example.net

secured: "${'k'.repeat(600)}"
---
${body}`,
    }
  })
}

const WORDS = 'the mill grinds what the farmer brings and gives back flour and bran in bags of its own '.repeat(40)

const BODY = `
# A heading

${WORDS.slice(0, 900)} with *emphasis*, \`code\` and [a link](https://example.org/somewhere).

- one thing
- another thing

> ${WORDS.slice(0, 200)}

\`\`\`
x < y && y > z
\`\`\`
`
