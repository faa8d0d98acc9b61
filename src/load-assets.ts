import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Document } from './model/document.ts'
import type { AssetPaths } from './pages/site.ts'

/**
 * The files that the pages use, as they are published. Style and script have names that tell their content, so that they can
 * be kept for ever; the icon has its own, by which the style knows it.
 */
export interface Assets {
  paths: AssetPaths
  documents: Document[]
}

/** Reads the files that the pages use from `pages/assets`. */
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
