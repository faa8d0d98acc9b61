import { join, relative } from 'node:path'
import type { Diagnostic } from '../model/diagnostic.ts'

/** From where, and how, a person or a program looks at a report. */
export interface ReportView {
  /** The folder in which the command was called; paths are shown from there. */
  cwd: string
  contentDir: string
  outDir: string
  /** Whether colours are shown. */
  colours: boolean
}

/** The path of a problem's file from where the command was called, or the whole one where it lies elsewhere. */
export function pathOf({ file, rule }: Diagnostic, { cwd, contentDir, outDir }: ReportView): string {
  const path = rule === 'feed-vanished' ? join(outDir, 'current', file) : join(contentDir, file)
  const fromHere = relative(cwd, path)
  return fromHere.startsWith('..') ? path : fromHere
}
