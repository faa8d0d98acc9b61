import type { Writable } from 'node:stream'

/** Lines that wait for a reader may take this much memory. */
const MAX_WAITING_BYTES = 4_194_304

export interface LogDestination {
  write: (line: string) => void
}

/**
 * Writes lines to a stream and never waits for it. Lines are dropped while too many wait, or when the stream fails.
 *
 * @param onRecovered called with the number of dropped lines when everything else is written
 */
export function createLogDestination(stream: Writable, onRecovered: (dropped: number) => void): LogDestination {
  let dropped = 0
  const handleWritten = (error: Error | null | undefined): void => {
    if (error) dropped++
    else if (dropped > 0 && stream.writableLength === 0) {
      const count = dropped
      dropped = 0
      onRecovered(count)
    }
  }
  return {
    write: (line) => {
      if (stream.writableLength > MAX_WAITING_BYTES) dropped++
      else stream.write(line, handleWritten)
    },
  }
}
