import { existsSync } from 'node:fs'
import type { Config } from '../../config.ts'
import { loadDueArticles } from '../compare-feed/load-due-articles.ts'
import { doctorStatus, type StatusOptions } from '../exit-status.ts'
import type { ReportView } from '../report-view.ts'
import { doctorReporters } from './format-doctor-report.ts'
import { runDoctor } from './run-doctor.ts'

interface ExamineOptions extends StatusOptions {
  format: keyof typeof doctorReporters
  view: ReportView
}

/**
 * Looks at a deployed feed, and compares it with the corpus if there is one.
 *
 * @returns the report, and the exit status
 * @throws FeedmillError if the corpus is there and cannot be read
 */
export async function examineDeployment(
  url: string,
  config: Config,
  { format, view, strict }: ExamineOptions,
): Promise<{ report: string; exitStatus: 0 | 1 }> {
  const now = () => new Date()
  const articles = existsSync(config.contentDir) ? await loadDueArticles(config, now) : undefined
  const report = await runDoctor(url, { ...config, articles, now })
  return { report: doctorReporters[format](report, view), exitStatus: doctorStatus(report.diagnostics, { strict }) }
}
