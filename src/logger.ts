import { type Logger, pino } from 'pino'
import prettyLog from 'pino-pretty'

/** Writes to the standard output: lines of JSON, or coloured text for a terminal. */
export function createLogger(level: string, { isTerminal }: { isTerminal: boolean }): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime }
  return isTerminal ? pino(options, prettyLog({ sync: true })) : pino(options)
}
