import { execFileSync } from 'node:child_process'

/** Makes a named pipe (FIFO), from which nothing ever comes. */
export function makePipe(path: string): void {
  execFileSync('sh', ['-c', 'mkfifo "$0"', path])
}
