import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runCommand } from '../support/command.ts'
import { filesBelow } from '../support/files.ts'
import { nativeCorpus } from '../support/native-corpus.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const realCorpus = nativeCorpus()

const corpora: [string, string][] = [
  ['content', 'content'],
  ['the hostile articles', 'test/fixtures/hostile'],
]
if (realCorpus) corpora.push(['the real corpus', realCorpus])

it.each(corpora)(
  '%s gives the same bytes on every machine, in every time zone, locale and order',
  async (_, folder) => {
    const files = filesBelow(folder)
    const here = await generateUnder({ TZ: 'Pacific/Auckland', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }, files)
    const shuffled = Object.fromEntries(Object.entries(files).reverse())
    const there = await generateUnder({ TZ: 'America/St_Johns', LANG: 'C', LC_ALL: 'C' }, shuffled)
    expect(Object.keys(here).length).toBeGreaterThan(20)
    expect(there).toEqual(here)
  },
)

/** The hash of every file of the generation, except the manifest, which contains times. */
async function generateUnder(
  env: Record<string, string>,
  files: Record<string, string>,
): Promise<Record<string, string>> {
  const contentDir = temporaryFolder(files)
  for (const [index, path] of Object.keys(files).entries()) utimesSync(join(contentDir, path), index, index)
  const outDir = temporaryFolder()
  await runCommand(['generate'], { ...env, CONTENT_DIR: contentDir, OUT_DIR: outDir })
  const current = join(outDir, 'current')
  const paths = readdirSync(current, { recursive: true, encoding: 'utf8' }).sort()
  return Object.fromEntries(
    paths
      .filter((path) => statSync(join(current, path)).isFile())
      .map((path) => [
        path,
        createHash('sha256')
          .update(readFileSync(join(current, path)))
          .digest('hex'),
      ]),
  )
}
