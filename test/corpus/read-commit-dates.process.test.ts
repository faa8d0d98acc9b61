import { execFileSync } from 'node:child_process'
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readCommitDates } from '../../src/corpus/read-commit-dates.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const hasGit = (() => {
  try {
    return execFileSync('git', ['--version']).length > 0
  } catch {
    return false
  }
})()

it.skipIf(!hasGit && !process.env.CI)(
  'the first commit dates a file, also one that was renamed (needs git)',
  async () => {
    const folder = temporaryFolder({ 'blog/first.md': 'First words', 'blog/moved.md': 'Other words, many of them' })
    const commit = (date: string) => {
      const env = { ...process.env, GIT_AUTHOR_DATE: date }
      const as = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.org']
      execFileSync('git', ['add', '-A'], { cwd: folder })
      execFileSync('git', [...as, 'commit', '--quiet', '--message', 'change'], { cwd: folder, env })
    }
    execFileSync('git', ['init', '--quiet'], { cwd: folder })
    commit('2020-01-31T10:00:00+01:00')
    renameSync(join(folder, 'blog/moved.md'), join(folder, 'blog/über uns.md'))
    commit('2021-02-03T10:00:00+01:00')
    expect(await readCommitDates(join(folder, 'blog'))).toEqual({
      'first.md': '2020-01-31T10:00:00+01:00',
      'über uns.md': '2020-01-31T10:00:00+01:00',
    })
  },
)

it.skipIf(!hasGit && !process.env.CI)(
  'a shallow clone is an error, as it dates every file like its last commit',
  async () => {
    const origin = temporaryFolder({ 'a.md': 'One' })
    const as = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.org']
    execFileSync('git', ['init', '--quiet'], { cwd: origin })
    for (const message of ['first', 'second']) {
      execFileSync('git', ['add', '-A'], { cwd: origin })
      execFileSync('git', [...as, 'commit', '--quiet', '--allow-empty', '--message', message], { cwd: origin })
    }
    const clone = join(temporaryFolder({}), 'clone')
    execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${origin}`, clone])
    await expect(readCommitDates(clone)).rejects.toThrow('shallow')
  },
)

it('a folder without git is an error', async () => {
  await expect(readCommitDates(temporaryFolder({}))).rejects.toThrow()
})
