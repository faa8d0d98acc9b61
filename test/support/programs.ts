import { execFileSync, spawnSync } from 'node:child_process'

/**
 * Whether programs are installed; otherwise, tests that need them are skipped.
 *
 * @throws if one is missing and `CI` is set: there, no test is skipped
 */
export function isInstalled(...programs: string[]): boolean {
  const missing = programs.filter((program) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0)
  if (missing.length === 0) return true
  const message = `${missing.join(', ')} not installed`
  if (process.env.CI) throw new Error(`${message}, and CI skips no test`)
  console.warn(`skipped: ${message}`)
  return false
}

/** The output of a program; throws its error output if it fails. */
export function outputOf(program: string, ...args: string[]): string {
  return execFileSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}
