import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Document } from './model/document.ts'
import type { AssetPaths } from './pages/site.ts'

/**
 * The assets of the pages. The names of style and script contain a hash of their content, so that they can be cached forever; the
 * icon has a fixed name, which the style refers to.
 */
export interface Assets {
  paths: AssetPaths
  documents: Document[]
}

/** Loads the assets from `pages/assets`. */
export async function loadAssets(): Promise<Assets> {
  const [style, script, icon] = await Promise.all([
    loadAsset('style', 'css', 'text/css'),
    loadAsset('script', 'js', 'text/javascript'),
    loadAsset('icon', 'svg', 'image/svg+xml', { isHashed: false }),
  ])
  return { paths: { style: style.path, script: script.path, icon: icon.path }, documents: [style, script, icon] }
}

async function loadAsset(
  name: string,
  extension: string,
  mediaType: string,
  { isHashed } = { isHashed: true },
): Promise<Document> {
  const body = await readFile(new URL(`./pages/assets/${name}.${extension}`, import.meta.url))
  const fingerprint = hash('sha256', body)
  const path = [name, ...(isHashed ? [fingerprint.slice(0, 12)] : []), extension].join('.')
  return { path, mediaType, fingerprint, articles: [], render: () => body }
}
