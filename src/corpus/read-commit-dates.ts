import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const MAX_OUTPUT_BYTES = 512 * 1024 * 1024

/**
 * One line for each commit with its date, then one for each file that it added or renamed; quotes no letters in paths, and runs
 * no program that the repository configures.
 */
const ARGUMENTS = [
  ...[
    '-c',
    'core.quotePath=false',
    'log',
    '--no-show-signature',
    '--format=%x01%aI',
    '--name-status',
    '-M',
    '--diff-filter=AR',
  ],
  ...['--relative', '--', '.'],
]

/**
 * Reads the date of the first commit of each file in a folder from git, also of files that were renamed since.
 *
 * @returns RFC 3339 dates by path relative to the folder
 * @throws Error if git is not installed, the folder is not in a repository, or the repository lacks its first commits
 */
export async function readCommitDates(folder: string): Promise<Record<string, string>> {
  if ((await git(folder, ['rev-parse', '--is-shallow-repository'])).trim() === 'true') {
    throw new Error('the clone is shallow, without the first commits; run "git fetch --unshallow"')
  }
  return parseCommitDates(await git(folder, ARGUMENTS))
}

async function git(folder: string, options: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', options, { cwd: folder, maxBuffer: MAX_OUTPUT_BYTES })
  return stdout
}

/** Parses the output of git, newest commit first: an older commit replaces the date of a newer one. */
function parseCommitDates(log: string): Record<string, string> {
  const dates = new Map<string, string>()
  const currentPaths = new Map<string, string>()
  let date = ''
  for (const line of log.split('\n')) {
    if (line.startsWith('\u0001')) {
      date = line.slice(1)
      continue
    }
    const [status = '', from = '', to] = line.split('\t')
    if (status.startsWith('R') && to !== undefined) currentPaths.set(from, currentPaths.get(to) ?? to)
    else if (status === 'A') dates.set(currentPaths.get(from) ?? from, date)
  }
  return Object.fromEntries(dates)
}
