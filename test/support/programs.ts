import { execFileSync, spawnSync } from 'node:child_process'

/**
 * Whether programs are installed, so that tests that need them can be skipped where they are not.
 *
 * @throws where `CI` is set: there, no test is skipped
 */
export function isInstalled(...programs: string[]): boolean {
  const missing = programs.filter((program) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0)
  if (missing.length === 0) return true
  const message = `${missing.join(', ')} not installed`
  if (process.env.CI) throw new Error(`${message}, and CI skips no test`)
  console.warn(`skipped: ${message}`)
  return false
}

/** What a program prints; it throws what the program says on failure. */
export function outputOf(program: string, ...args: string[]): string {
  return execFileSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}
