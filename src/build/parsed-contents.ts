import { randomUUID } from 'node:crypto'
import { closeSync, ftruncateSync, mkdirSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { ArticleSummary } from '../model/article.ts'
import type { ArticleContent } from '../model/composed-article.ts'

/** Where a content is stored. */
export interface ContentLocation {
  /** The descriptor of a scratch file. */
  file: number
  /** In bytes. */
  offset: number
  length: number
}

/**
 * The contents of the articles that this run has parsed, until a document needs them, so that no file is read twice. They
 * are stored in scratch files, which use no memory of the process and disappear with it.
 */
export interface ParsedContents {
  /** Opens a scratch file for a thread; undefined if that fails: then articles are read again. */
  open: () => number | undefined
  add: (article: Pick<ArticleSummary, 'file' | 'digest'>, location: ContentLocation) => void
  /** Reads the content of an article; undefined if it is not stored as the summary says, or cannot be read. */
  read: (article: ArticleSummary) => ArticleContent | undefined
  close: () => void
}

/** @param directory for the scratch files */
export function createParsedContents(directory: string): ParsedContents {
  const stored = new Map<string, { digest: string; location: ContentLocation }>()
  const files: number[] = []
  return {
    open: () => {
      const path = join(directory, `contents-${randomUUID()}`)
      try {
        mkdirSync(directory, { recursive: true })
        const file = openSync(path, 'wx+')
        files.push(file)
        unlinkSync(path)
        return file
      } catch {
        return undefined
      }
    },
    add: ({ file, digest }, location) => void stored.set(file, { digest, location }),
    read: (article) => {
      const found = stored.get(article.file)
      if (found?.digest !== article.digest) return undefined
      const { file, offset, length } = found.location
      const bytes = Buffer.allocUnsafe(length)
      try {
        if (readSync(file, bytes, 0, length, offset) !== length) return undefined
        const content = deserialize(bytes) as ArticleContent
        return content.id === article.id && content.slug === article.slug ? content : undefined
      } catch {
        return undefined
      }
    },
    close: () => {
      for (const file of files.splice(0)) closeSync(file)
    },
  }
}

/**
 * Creates a function that appends contents to a scratch file, which nobody else writes to. If the disk is full, the file is
 * emptied to leave the space to the publication, and the function returns undefined from then on.
 */
export function createContentWriter(file: number): (content: ArticleContent) => ContentLocation | undefined {
  let end = 0
  let isFull = false
  return (content) => {
    if (isFull) return undefined
    const bytes = serialize(content)
    const location = { file, offset: end, length: bytes.length }
    try {
      for (let written = 0; written < bytes.length; ) {
        written += writeSync(file, bytes, written, bytes.length - written, location.offset + written)
      }
    } catch {
      isFull = true
      ftruncateSync(file)
      return undefined
    }
    end += bytes.length
    return location
  }
}
