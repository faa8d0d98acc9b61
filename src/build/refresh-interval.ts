import { parse as parseCron } from 'node-cron'

/**
 * How often readers should poll, in seconds: the mean time between two runs, but at least 5 minutes and at most an hour.
 */
export function refreshInterval(cron: string): number {
  const { second, minute, hour, dayOfMonth, month, dayOfWeek } = parseCron(cron)
  const share = (values: readonly unknown[], all: number) => Math.min(values.length / all, 1)
  const runsPerDay = second.length * minute.length * hour.length
  const days = share(dayOfMonth, 31) * share(month, 12) * share(dayOfWeek, 7)
  return Math.min(Math.max(Math.round(86_400 / (runsPerDay * days)), 300), 3600)
}
