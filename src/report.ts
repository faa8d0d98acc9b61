import { formatErrorForGitHub, formatReportForGitHub } from './report/format-github.ts'
import { formatErrorAsJson, formatReportAsJson } from './report/format-json.ts'
import { formatErrorAsText, formatReportAsText } from './report/format-text.ts'

/** The forms in which a run is reported: for people, for programs, and for the log of GitHub Actions. */
export const reportForms = {
  text: { formatReport: formatReportAsText, formatError: formatErrorAsText },
  json: { formatReport: formatReportAsJson, formatError: formatErrorAsJson },
  github: { formatReport: formatReportForGitHub, formatError: formatErrorForGitHub },
} as const
