import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { paths } from './feeds/feed-urls.ts'
import type { Document } from './model.ts'

const ASSETS = [
  { path: paths.style, mediaType: 'text/css' },
  { path: paths.script, mediaType: 'text/javascript' },
  { path: paths.icon, mediaType: 'image/svg+xml' },
]

/** The files that the pages use, as they lie in `pages/assets`. */
export async function loadAssets(): Promise<Document[]> {
  return Promise.all(
    ASSETS.map(async ({ path, mediaType }) => {
      const body = await readFile(new URL(`./pages/assets/${path}`, import.meta.url), 'utf8')
      return { path, mediaType, fingerprint: hash('sha256', body, 'base64'), render: () => body }
    }),
  )
}
