import { type Logger, pino } from 'pino'
import { stripControls } from './text/strip-controls.ts'

/** Logs to standard output: JSON lines, or coloured text on a terminal. */
export async function createLogger(level: string, { isTerminal }: { isTerminal: boolean }): Promise<Logger> {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime }
  if (!isTerminal) return pino(options)
  const { default: prettyLog } = await import('pino-pretty')
  const pretty = prettyLog({ sync: true })
  return pino(options, { write: (line) => pretty.write(withoutControls(line)) })
}

/** A line of the log without what strangers may have written for the terminal, as in the name of a program. */
function withoutControls(line: string): string {
  const strip = (_: string, value: unknown) =>
    typeof value === 'string' ? value.split('\n').map(stripControls).join('\n') : value
  return `${JSON.stringify(JSON.parse(line, strip))}\n`
}
