import { formatErrorForGitHub, formatReportForGitHub } from './github-report.ts'
import { formatErrorAsJson, formatReportAsJson } from './json-report.ts'
import { formatErrorAsText, formatReportAsText } from './text-report.ts'

/** The report formats: for people, for programs, and for GitHub Actions. */
export const reporters = {
  text: { formatReport: formatReportAsText, formatError: formatErrorAsText },
  json: { formatReport: formatReportAsJson, formatError: formatErrorAsJson },
  github: { formatReport: formatReportForGitHub, formatError: formatErrorForGitHub },
} as const
