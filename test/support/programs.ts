import { execFileSync, spawnSync } from 'node:child_process'

/**
 * Whether a program is installed, so that a test that needs it can be skipped where it is not.
 *
 * @throws where `CI` is set: there, no test is skipped
 */
export function isInstalled(program: string): boolean {
  const isFound = spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
  if (!isFound && process.env.CI) throw new Error(`${program} is not installed, and CI skips no test`)
  if (!isFound) console.warn(`skipped: ${program} is not installed`)
  return isFound
}

/** What a program prints; it throws what the program says on failure. */
export function outputOf(program: string, ...args: string[]): string {
  return execFileSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}
