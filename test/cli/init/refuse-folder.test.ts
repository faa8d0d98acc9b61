import { describe, expect, it } from 'vitest'
import type { FolderSummary } from '../../../src/cli/init/folder-summary.ts'
import { refuseFolder } from '../../../src/cli/init/refuse-folder.ts'

const EMPTY: FolderSummary = {
  understood: 'Plain folder of articles',
  ...{ files: 0, articles: 0, skipped: 0, ignored: {}, others: {}, fields: [] },
  ...{ topics: [], samples: [], errors: [], proposal: [] },
}

describe('a folder without articles', () => {
  it.each([
    [{}, '"posts" is empty: it has no files that Feedmill could read'],
    [
      { others: { '.png': 3, '.rst': 12, '': 1 } },
      '"posts" has no Markdown files (.md, .markdown, .mdx), only 12 .rst, 3 .png, 1 file without extension',
    ],
    [
      { files: 16, skipped: 14, ignored: { draft: 2 }, errors: [{ name: 'field-missing', count: 14 }] },
      '"posts" has 16 Markdown files, of which none is an article (ignored: 2 drafts; skipped: field-missing (14))',
    ],
    [
      { files: 2, ignored: { page: 2 } },
      '"posts" has 2 Markdown files, of which none is an article (ignored: 2 pages)',
    ],
  ])('is refused with the reason: %j', (summary, message) => {
    expect(refuseFolder({ ...EMPTY, ...summary }, 'posts')).toMatchObject({
      code: 'corpus-not-understood',
      exitStatus: 1,
      message,
    })
  })

  it.each([
    [{}, 'Point Feedmill at the folder with the articles: feedmill init path/to/articles'],
    [{ others: { '.rst': 12 } }, /^Convert the articles to Markdown, for example with pandoc/],
    [{ files: 1, skipped: 1 }, /^Run "feedmill check 'my posts'" to see what each file lacks/],
    [{ files: 1, ignored: { page: 1 } }, /^Point Feedmill at the folder of the published articles/],
  ])('is refused with what to try: %j', (summary, hint) => {
    expect(refuseFolder({ ...EMPTY, ...summary }, 'my posts')?.hint).toMatch(hint)
  })

  it('is not refused once there is one', () => {
    expect(refuseFolder({ ...EMPTY, files: 2, articles: 1 }, 'posts')).toBeUndefined()
  })
})
