import { readFileSync } from 'node:fs'
import { LIMITS } from './http-server.ts'

/** Descriptors for everything but connections: threads, files that runs read and write, and those that responses come from. */
const RESERVED = 256

/**
 * How many connections leave enough file descriptors for runs.
 *
 * @param openFiles the limit of open files
 */
export function connectionLimit(openFiles: number): number {
  return Math.min(LIMITS.connections, Math.max(openFiles - RESERVED, Math.floor(openFiles / 2)))
}

/** The limit of open files of this process (`ulimit -n`); infinite if it is not known, as on systems other than Linux. */
export function openFileLimit(): number {
  try {
    const [, soft] = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? []
    return soft === undefined ? Number.POSITIVE_INFINITY : Number(soft)
  } catch {
    return Number.POSITIVE_INFINITY
  }
}
