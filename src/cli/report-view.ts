import { join, relative } from 'node:path'
import type { Diagnostic } from '../model/diagnostic.ts'

/** How a report is displayed. */
export interface ReportView {
  /** The working directory; paths are shown relative to it. */
  cwd: string
  contentDir: string
  outDir: string
  /** Whether to use colours. */
  colours: boolean
}

/** The path of a diagnostic's file relative to the working directory; as it is, if the file is outside of it. */
export function displayPath({ file, rule }: Diagnostic, { cwd, contentDir, outDir }: ReportView): string {
  const path = rule === 'feed-vanished' ? join(outDir, 'current', file) : join(contentDir, file)
  const relativePath = relative(cwd, path)
  return relativePath.startsWith('..') ? path : relativePath
}
