import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { loadIcon } from './load-icon.ts'
import type { Document } from './model/document.ts'
import type { AssetPaths } from './pages/site.ts'

/**
 * The assets of the pages. The names of style and script contain a hash of their content, so that they can be cached forever; the
 * icons have fixed names, which feeds contain.
 */
export interface Assets {
  paths: AssetPaths
  documents: Document[]
}

/**
 * Loads the assets from `pages/assets`.
 *
 * @param siteIcon a picture instead of the icon of Feedmill
 * @throws FeedmillError `config-invalid` if it is no picture
 */
export async function loadAssets(siteIcon: string | undefined): Promise<Assets> {
  const [style, script, icon] = await Promise.all([readAsset('style.css'), readAsset('script.js'), loadIcon(siteIcon)])
  const documents = [
    hashed('style', 'css', 'text/css', Buffer.from(style.replaceAll('icon.svg', icon.paths.page))),
    hashed('script', 'js', 'text/javascript', Buffer.from(script)),
  ] as const
  return {
    paths: { style: documents[0].path, script: documents[1].path, icon: icon.paths },
    documents: [...documents, ...icon.documents],
  }
}

function readAsset(name: string): Promise<string> {
  return readFile(new URL(`./pages/assets/${name}`, import.meta.url), 'utf8')
}

function hashed(name: string, extension: string, mediaType: string, body: Buffer): Document {
  const fingerprint = hash('sha256', body)
  const path = `${name}.${fingerprint.slice(0, 12)}.${extension}`
  return { path, mediaType, fingerprint, articles: [], render: () => [body] }
}
