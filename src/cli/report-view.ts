import { join, relative } from 'node:path'
import { styleText } from 'node:util'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Rule } from '../model/rules.ts'

/** How a report is displayed. */
export interface ReportView {
  /** The working directory; paths are shown relative to it. */
  cwd: string
  contentDir: string
  outDir: string
  /** Where it is published, if not in `outDir`, such as `s3://bucket/prefix`. */
  bucket?: string | undefined
  /** The command that checks this content folder, such as `feedmill check blog/posts`. */
  checkCommand: string
  /** Whether to use colours. */
  colours: boolean
}

/** Rules about what is published, not about a file of the corpus. */
const ABOUT_DOCUMENTS: ReadonlySet<string> = new Set<Rule>([
  'document-too-large',
  'feed-emptied',
  'feed-renamed',
  'feed-vanished',
])

/** Whether a diagnostic is about a URL, not a file. */
export function isUrl({ file }: Diagnostic): boolean {
  return /^https?:\/\//.test(file)
}

/** The path of a diagnostic's file relative to the working directory; as it is, if the file is outside of it, or a URL. */
export function displayPath(diagnostic: Diagnostic, { cwd, contentDir, outDir }: ReportView): string {
  const { file, rule } = diagnostic
  if (isUrl(diagnostic)) return file
  const path = ABOUT_DOCUMENTS.has(rule) ? join(outDir, 'current', file) : join(contentDir, file)
  const relativePath = relative(cwd, path)
  return relativePath.startsWith('..') ? path : relativePath
}

/** Styles a text if colours are used. */
export function paint(
  style: Parameters<typeof styleText>[0],
  text: string,
  { colours }: Pick<ReportView, 'colours'>,
): string {
  return colours ? styleText(style, text, { validateStream: false }) : text
}
