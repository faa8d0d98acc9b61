import { hash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { FeedmillError, messageOf } from './errors.ts'
import type { Document } from './model/document.ts'
import type { IconPaths } from './pages/site.ts'
import { wrapInIco } from './wrap-in-ico.ts'

/** The largest picture, in bytes: readers load it with every feed. */
const MAX_BYTES = 1_048_576

/** The kinds of pictures, by the bytes that they begin with, as Latin-1. */
const KINDS = [
  { extension: 'png', mediaType: 'image/png', is: (start: string) => start.startsWith('\x89PNG\r\n\x1a\n') },
  { extension: 'jpg', mediaType: 'image/jpeg', is: (start: string) => start.startsWith('\xff\xd8\xff') },
  { extension: 'gif', mediaType: 'image/gif', is: (start: string) => start.startsWith('GIF8') },
  { extension: 'webp', mediaType: 'image/webp', is: (start: string) => /^RIFF[\s\S]{4}WEBP/.test(start) },
  { extension: 'ico', mediaType: 'image/x-icon', is: (start: string) => start.startsWith('\0\0\x01\0') },
  {
    extension: 'svg',
    mediaType: 'image/svg+xml',
    is: (start: string) => /^(?:\xef\xbb\xbf)?\s*</.test(start) && /<svg[\s>]/.test(start),
  },
]

/** The first bytes of a picture tell what it is. */
const START_BYTES = 4096

/** The icon of the site, for pages, feeds and programs that ask for `/favicon.ico`. */
export interface Icon {
  paths: IconPaths
  documents: Document[]
}

/**
 * Loads the icon of the site.
 *
 * @param path a picture; that of Feedmill without one
 * @throws FeedmillError `config-invalid` if it is no picture
 */
export async function loadIcon(path: string | undefined): Promise<Icon> {
  if (path !== undefined) return ownIcon(await readPicture(path))
  const documents = await Promise.all([
    loadAsset('icon.svg', 'image/svg+xml'),
    loadAsset('icon.png', 'image/png'),
    loadAsset('favicon.ico', 'image/x-icon'),
  ])
  return { paths: { page: 'icon.svg', feed: 'icon.png' }, documents }
}

interface Picture {
  extension: string
  mediaType: string
  body: Buffer
}

function ownIcon({ extension, mediaType, body }: Picture): Icon {
  const path = `icon.${extension}`
  const favicon =
    extension === 'png'
      ? documentOf('favicon.ico', 'image/x-icon', wrapInIco(body))
      : documentOf('favicon.ico', mediaType, body)
  return { paths: { page: path, feed: path }, documents: [documentOf(path, mediaType, body), favicon] }
}

async function readPicture(path: string): Promise<Picture> {
  const status = await stat(path).catch((error: unknown) => refuse(path, `cannot be read: ${messageOf(error)}`))
  const isSmall = status.isFile() && status.size <= MAX_BYTES
  const body = isSmall ? await readFile(path).catch((error: unknown) => refuse(path, messageOf(error))) : Buffer.of()
  const start = body.toString('latin1', 0, START_BYTES)
  const kind = KINDS.find((candidate) => candidate.is(start))
  return kind ? { ...kind, body } : refuse(path, 'must be a PNG, JPEG, GIF, WebP, SVG or ICO file of at most 1 MiB')
}

function refuse(path: string, rule: string): never {
  const message = `SITE_ICON is ${JSON.stringify(path)}, but ${rule}`
  throw new FeedmillError('config-invalid', message, 'Name a square picture, for example a PNG of 512 by 512 pixels.')
}

async function loadAsset(name: string, mediaType: string): Promise<Document> {
  return documentOf(name, mediaType, await readFile(new URL(`./pages/assets/${name}`, import.meta.url)))
}

function documentOf(path: string, mediaType: string, body: Buffer): Document {
  return { path, mediaType, fingerprint: hash('sha256', body), articles: [], render: () => [body] }
}
