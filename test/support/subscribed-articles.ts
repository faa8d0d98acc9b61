import { eventually, startServer } from './command.ts'
import { temporaryFolder } from './temporary-folder.ts'

const files = {
  'a.md': `---
title: "Tom &amp; Jerry – a study"
excerpt: "What they drew."
publishedDateTime: 2026-03-01T08:30:00Z
originalUrl: "https://example.org/a?b=1&amp;c=2"
provider: {name: "The Example", domain: example.org}
topics: [AI]
---
`,
  'b.md': `---
title: "Über Karten"
publishedDateTime: 2026-02-01T00:00:00Z
originalUrl: "https://example.org/b"
authors: [{name: "Ada Walker"}]
topics: [AI]
---
`,
}

/** Serves two articles with text that readers may misinterpret, and returns the URL of their feed. */
export async function serveSubscribedArticles(extension: string): Promise<string> {
  const { url } = await startServer({
    CONTENT_DIR: temporaryFolder(files),
    OUT_DIR: temporaryFolder(),
    REGENERATE_CRON: '0 0 1 1 *',
  })
  await eventually(async () => (await fetch(`${url}/readyz`)).ok || undefined)
  return `${url}/feeds/ai.${extension}`
}
