import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { findImpurities, folderOf, importsOf, type Sources } from './support/import-graph.ts'

/** Programs, which may import everything, and are the only ones to use the process. */
const PROGRAMS = ['entry/main.ts', 'main.ts']

/** Allowed imports by folder, or by file at the top level. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  model: [],
  text: [],
  concurrency: [],
  'file-system.ts': ['concurrency', 'model'],
  'log-destination.ts': [],
  'logger.ts': ['log-destination.ts', 'text'],
  'errors.ts': ['model'],
  'config-values.ts': ['text'],
  'config.ts': ['config-values.ts', 'errors.ts'],
  site: ['model', 'text'],
  corpus: ['concurrency', 'errors.ts', 'markdown', 'model', 'text'],
  markdown: ['text'],
  feeds: ['markdown', 'model', 'site', 'text'],
  formats: ['feeds', 'model', 'site', 'text'],
  pages: ['model', 'site', 'text'],
  'load-env-file.ts': ['errors.ts'],
  'package-folder.ts': [],
  'wrap-in-ico.ts': [],
  'load-icon.ts': ['errors.ts', 'model', 'pages', 'wrap-in-ico.ts'],
  'load-assets.ts': ['load-icon.ts', 'model', 'pages'],
  publish: ['concurrency', 'errors.ts', 'file-system.ts', 'model', 'site', 'text'],
  build: [
    'concurrency',
    'config.ts',
    'corpus',
    'errors.ts',
    'feeds',
    'file-system.ts',
    'formats',
    'load-assets.ts',
    'model',
    'pages',
    'publish',
    'site',
    'text',
  ],
  cli: ['build', 'concurrency', 'config.ts', 'corpus', 'errors.ts', 'model', 'package-folder.ts', 'site', 'text'],
  serve: ['concurrency', 'errors.ts', 'feeds', 'formats', 'model', 'pages', 'publish', 'site', 'text'],
  telemetry: ['build', 'config.ts', 'errors.ts', 'model', 'pages', 'publish', 'serve', 'site'],
  websub: ['concurrency', 'errors.ts', 'publish', 'serve', 'site'],
  service: [
    'build',
    'concurrency',
    'config.ts',
    'corpus',
    'errors.ts',
    'file-system.ts',
    'load-assets.ts',
    'publish',
    'serve',
    'telemetry',
    'websub',
  ],
}

/** Exceptions, with the reason for each. */
const EXCEPTIONS = new Map([
  ['config-values.ts → node-cron', 'whether an expression is valid is computed'],
  ['build/refresh-interval.ts → node-cron', 'when an expression is due is computed'],
])

/** Pure folders: their results depend only on arguments. */
const PURE_FOLDERS = ['model', 'text', 'markdown', 'site', 'feeds', 'formats', 'pages']

/** Pure files in folders that also do I/O. */
const PURE_FILES = [
  'config.ts',
  'errors.ts',
  'build/changed-feeds.ts',
  'build/refresh-interval.ts',
  'cli/compare-feed/compare-feed.ts',
  'cli/compare-feed/decode-text.ts',
  'cli/compare-feed/format-comparison.ts',
  'cli/compare-feed/parse-feed.ts',
  'cli/compare-feed/to-compared.ts',
  'cli/doctor/check-visit.ts',
  'cli/doctor/format-doctor-report.ts',
  'cli/exit-status.ts',
  'cli/github-report.ts',
  'cli/init/choose-settings.ts',
  'cli/init/format-folder-summary.ts',
  'cli/init/refuse-folder.ts',
  'cli/json-report.ts',
  'cli/reporters.ts',
  'cli/text-report.ts',
  'publish/find-renamed.ts',
  'publish/identity-guard.ts',
  'publish/manifest.ts',
  'publish/plan-moved-pages.ts',
  'publish/plan.ts',
  'publish/shrink-guard.ts',
  'publish/store.ts',
  'websub/plan-pings.ts',
]

/** Files of the corpus that do I/O or wait; the rest of the folder is pure. */
const CORPUS_IO = [
  'article-source.ts',
  'list-files.ts',
  'load-corpus.ts',
  'load-profile.ts',
  'misplaced-topics.ts',
  'read-commit-dates.ts',
  'read-media.ts',
  'read-profile.ts',
  'read-source-file.ts',
  'scan-files.ts',
  'site-folders.ts',
  'watch-corpus.ts',
  'walk-folders.ts',
  'watch-links.ts',
].map((name) => `corpus/${name}`)

const sources = readSources(fileURLToPath(new URL('../src', import.meta.url)))
const files = [...sources.keys()]
const pureFiles = files.filter(
  (file) =>
    PURE_FOLDERS.includes(folderOf(file)) ||
    PURE_FILES.includes(file) ||
    (folderOf(file) === 'corpus' && !CORPUS_IO.includes(file)),
)

describe('the import rules', () => {
  it('refer to existing files', () => {
    expect(files).toEqual(expect.arrayContaining([...PURE_FILES, ...CORPUS_IO]))
    expect([...new Set(files.filter((file) => !PROGRAMS.includes(file)).map(folderOf))].sort()).toEqual(
      Object.keys(MAY_IMPORT).sort(),
    )
    for (const through of EXCEPTIONS.keys()) {
      const [from = '', to] = through.split(' → ')
      expect(importsOf(from, sources).map(({ target }) => target)).toContain(to)
    }
    expect(pureFiles.length).toBeGreaterThan(70)
  })

  it.each(Object.entries(MAY_IMPORT))('%s imports only from %j', (folder, allowed) => {
    const through = files
      .filter((file) => folderOf(file) === folder)
      .flatMap((file) => importsOf(file, sources).map(({ target }) => ({ target, name: `${file} → ${target}` })))
      .filter(({ target, name }) => sources.has(target) && !EXCEPTIONS.has(name))
      .filter(({ target }) => folderOf(target) !== folder && !allowed.includes(folderOf(target)))
    expect(through.map(({ name }) => name)).toEqual([])
  })

  it.each(pureFiles)('%s reaches no I/O, clock or randomness', (file) => {
    expect(findImpurities(file, sources, new Set(EXCEPTIONS.keys()))).toEqual([])
  })

  it.each(files.filter((file) => !PROGRAMS.includes(file)))('%s leaves the process to main.ts', (file) => {
    expect(sources.get(file)).not.toMatch(/\bprocess\.\w/)
  })
})

describe('the reach of a file', () => {
  const impuritiesOf = (texts: Record<string, string>) =>
    findImpurities('a.ts', new Map(Object.entries(texts)), new Set())

  it('is found through other files, also through dynamic imports', () => {
    expect(
      impuritiesOf({
        'a.ts': "import {\n  b,\n} from './lib/b.ts'",
        'lib/b.ts': "export const b = () => import('../c.ts')",
        'c.ts': "export { readFile } from 'node:fs/promises'",
      }),
    ).toEqual(['a.ts → lib/b.ts → c.ts → node:fs/promises'])
  })

  it.each([
    'new Date()',
    'Date.now()',
    'performance.now()',
    'Math.random()',
    'setTimeout(work, 1)',
    'process.env',
    'randomUUID()',
    'fetch(url)',
  ])('is found if it is %s', (code) => {
    expect(impuritiesOf({ 'a.ts': `const a = ${code}` })).toHaveLength(1)
  })

  it('excludes types, comments and computations', () => {
    const text =
      "import type { Server } from 'node:http'\nimport { hash } from 'node:crypto'\n/** Date.now() */\nnew Date(0)"
    expect(impuritiesOf({ 'a.ts': text })).toEqual([])
  })
})

function readSources(folder: string): Sources {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path))
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
}
