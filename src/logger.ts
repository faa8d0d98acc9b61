import { type Logger, pino } from 'pino'

/** Logs to standard output: JSON lines, or coloured text on a terminal. */
export async function createLogger(level: string, { isTerminal }: { isTerminal: boolean }): Promise<Logger> {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime }
  if (!isTerminal) return pino(options)
  const { default: prettyLog } = await import('pino-pretty')
  return pino(options, prettyLog({ sync: true }))
}
