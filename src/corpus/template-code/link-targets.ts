import { percentDecoded } from '../../text/percent-decoded.ts'
import type { Range } from './code-ranges.ts'
import { corpusReference } from './references.ts'
import { createCursor } from './template-tag.ts'

/** `{filename}a.md`, `{static}/images/a.png`, `|filename|a.md`, `{tag}a` as the target of a link or picture. */
const TARGET =
  /(\]\(<?|\]:[ \t]{0,100}<?|(?:href|src)=["']?)[{|](filename|static|attach|index|tag|category|author)[}|]([^\s"'>)]*)/gi

/** Zola's `@/blog/a.md`. */
const ZOLA_TARGET = /(\]\(<?|\]:[ \t]{0,100}<?|href=["']?)@\/([^\s"'>)]*)/gi

/** Makes references of Pelican's links to articles and lists of articles; those to other files become paths. */
export function expandPelican(text: string, code: readonly Range[]): string {
  const codeAt = createCursor(code)
  return text.replace(TARGET, (written, before: string, kind: string, path: string, offset: number) => {
    if (codeAt(offset) !== undefined) return written
    return before + pelicanTarget(kind.toLowerCase(), path)
  })
}

function pelicanTarget(kind: string, path: string): string {
  if (kind === 'static' || kind === 'attach') return path
  if (kind === 'index') return `/${path}`
  return corpusReference(percentDecoded(kind === 'filename' ? path : `${kind}/${path}`))
}

/** Makes references of Zola's links to pages. */
export function expandZolaLinks(text: string, code: readonly Range[]): string {
  const codeAt = createCursor(code)
  return text.replace(ZOLA_TARGET, (written, before: string, path: string, offset: number) =>
    codeAt(offset) === undefined ? `${before}${corpusReference(`/${percentDecoded(path)}`)}` : written,
  )
}
