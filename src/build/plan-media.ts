import { resolve } from 'node:path'
import { readMedia, readMediaBytes } from '../corpus/read-media.ts'
import { findReferences, type ResolvedReferences, resolveReferences } from '../feeds/resolve-references.ts'
import type { ArticleSummary } from '../model/article.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Document } from '../model/document.ts'
import type { MediaFile, RefusedFile } from '../model/media-file.ts'
import { paths, urlOf } from '../site/urls.ts'
import { mediaFileType } from '../text/media-file.ts'

/** How much of a hash is in the name of a file, in hexadecimal digits. */
const HASH_LENGTH = 32

/** What articles link to and show of their corpus. */
export interface MediaPlan {
  resolved: ResolvedReferences
  /** The files to publish with the articles. */
  documents: Document[]
  /** All files of the corpus that they name, by path. */
  media: ReadonlyMap<string, MediaFile | RefusedFile>
  diagnostics: Diagnostic[]
}

export interface MediaOptions {
  contentDir: string
  publicUrl: string
  /** The files of the corpus that may be published. */
  media: readonly string[]
  /** Those that earlier runs read. */
  known: ReadonlyMap<string, MediaFile | RefusedFile>
  now: () => Date
  signal: AbortSignal | undefined
}

/** Finds what articles name of their corpus, and reads the files that are to be published with them. */
export async function planMedia(
  articles: readonly ArticleSummary[],
  { contentDir, publicUrl, media: listed, known, now, signal }: MediaOptions,
): Promise<MediaPlan> {
  const found = findReferences(articles, { root: resolve(contentDir), media: listed, publicUrl })
  const { media, diagnostics } = await readMedia(contentDir, found.media, { known, now, signal })
  const resolved = resolveReferences(found, (file) => {
    const read = media.get(file)
    return read && 'sha256' in read ? urlOf(publicUrl, pathOf(read)) : undefined
  })
  const byPath = new Map([...media.values()].flatMap((read) => ('sha256' in read ? [[pathOf(read), read]] : [])))
  const documents = [...byPath].map(([path, file]) => ({
    path,
    mediaType: mediaFileType(file.file)?.mediaType ?? '',
    fingerprint: file.sha256,
    articles: [],
    render: () => [readMediaBytes(contentDir, file, now())],
  }))
  return { resolved, documents, media, diagnostics: [...found.diagnostics, ...diagnostics] }
}

function pathOf({ file, sha256 }: MediaFile): string {
  return paths.media(sha256.slice(0, HASH_LENGTH), mediaFileType(file)?.extension ?? '')
}
