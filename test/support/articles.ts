/** The text of a file with a link post; `fields` overrides or extends its front matter. */
export function linkPost(fields: Readonly<Record<string, unknown>> = {}): string {
  const all = {
    title: 'A quiet morning',
    excerpt: 'Nothing happened, beautifully.',
    publishedDateTime: '2026-01-02T03:04:05Z',
    originalUrl: 'https://example.org/morning',
    topics: ['AI'],
    ...fields,
  }
  const lines = Object.entries(all)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
  return `---\n${lines.join('\n')}\n---\n`
}

/** A corpus of `count` link posts in one topic, newest first, each with its own URL. */
export function linkPosts(count: number, topic = 'AI'): Record<string, string> {
  const files: Record<string, string> = {}
  for (let index = 0; index < count; index++) {
    const day = new Date(Date.UTC(2026, 0, 1) - index * 86_400_000).toISOString()
    const name = `${topic.toLowerCase()}-${index}`
    files[`${name}.md`] = linkPost({
      title: `Post ${name}`,
      publishedDateTime: day,
      originalUrl: `https://example.org/${name}`,
      topics: [topic],
    })
  }
  return files
}
