import type { WriteStream } from 'node:tty'
import { type Logger, pino } from 'pino'
import { createLogDestination } from './log-destination.ts'
import { stripControls } from './text/strip-controls.ts'

/** A stream of the process; on a terminal, with the handle that decides whether writing waits. */
type Output = WriteStream & { _handle?: { setBlocking?: (isBlocking: boolean) => void } }

/**
 * Logs JSON lines, or coloured text on a terminal. Logging never waits for the reader of the output, and never fails: lines that
 * cannot be written are dropped and counted.
 */
export async function createLogger(level: string, output: Output): Promise<Logger> {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime }
  const destination = createLogDestination(output, (dropped) =>
    log.warn({ dropped }, 'lines of the log were dropped: its reader was too slow, or its disk was full'),
  )
  const log = pino(options, output.isTTY ? await prettify(destination.write) : destination)
  // Node waits for terminals, which may be stopped (Ctrl+S).
  if (output.isTTY) output._handle?.setBlocking?.(false)
  return log
}

async function prettify(write: (line: string) => void) {
  const { prettyFactory } = await import('pino-pretty')
  const format = prettyFactory({})
  return { write: (line: string) => write(format(withoutControls(line))) }
}

/** A line of the log without what strangers may have written for the terminal, as in the name of a program. */
function withoutControls(line: string): string {
  const strip = (_: string, value: unknown) =>
    typeof value === 'string' ? value.split('\n').map(stripControls).join('\n') : value
  return `${JSON.stringify(JSON.parse(line, strip))}\n`
}
