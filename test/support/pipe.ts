import { execFileSync } from 'node:child_process'

/** Creates a named pipe (FIFO) that nothing writes to. */
export function makePipe(path: string): void {
  execFileSync('sh', ['-c', 'mkfifo "$0"', path])
}
