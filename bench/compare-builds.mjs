// Builds the program of another commit, publishes some corpora with it and with this one, and lists what differs:
//
//     npm run compare -- <commit> [<folder of articles>...]
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const CORPORA = [
  'content',
  'test/golden/content',
  'test/fixtures/hostile',
  '../shared/corpus/seed',
  '../shared/corpus/everyday-power-apps',
]

/** Sizes that make archive pages of small corpora too. */
const SETTINGS = [{}, { FEED_ITEMS: '3', ARCHIVE_ITEMS: '4', PAGE_IMAGES: 'true' }]

/** Earlier versions had it in the tree that is served. */
const MANIFEST = 'manifest.json'

const [commit, ...given] = process.argv.slice(2)
if (commit === undefined) {
  console.error('Name the commit to compare with: npm run compare -- <commit> [<folder of articles>...]')
  process.exit(2)
}
const folder = mkdtempSync(join(tmpdir(), 'feedmill-compare-'))
const before = join(folder, 'before')
try {
  git('worktree', 'add', '--detach', '--quiet', before, commit)
  for (const args of [
    ['ci', '--no-audit', '--no-fund', '--silent'],
    ['run', '--silent', 'build'],
  ]) {
    execFileSync('npm', args, { cwd: before, stdio: 'inherit' })
  }
  const corpora = (given.length > 0 ? given : CORPORA).filter((corpus) => existsSync(corpus))
  for (const corpus of corpora) for (const settings of SETTINGS) compare(corpus, settings)
} finally {
  git('worktree', 'remove', '--force', before)
  rmSync(folder, { recursive: true, force: true })
}

function compare(corpus, settings) {
  const trees = [before, '.'].map((program, index) => {
    const outDir = join(folder, String(index))
    rmSync(outDir, { recursive: true, force: true })
    const env = { PATH: process.env.PATH, CONTENT_DIR: resolve(corpus), OUT_DIR: outDir, ...settings }
    // Its status may say that articles were skipped.
    spawnSync(process.execPath, [resolve(program, 'dist/main.js'), 'generate'], { env })
    return readTree(join(outDir, 'current'))
  })
  const [older, newer] = trees
  const differences = [
    ...[...older.keys()].filter((path) => !newer.has(path)).map((path) => `  removed  ${path}`),
    ...[...newer.keys()].filter((path) => !older.has(path)).map((path) => `  added    ${path}`),
    ...[...newer]
      .filter(([path, body]) => older.get(path)?.equals(body) === false)
      .map(([path]) => `  changed  ${path}`),
  ]
  console.log(`${corpus} ${JSON.stringify(settings)}: ${newer.size} files, ${differences.length} differences`)
  if (differences.length > 0) console.log(differences.join('\n'))
}

/** The files of a publication by path. */
function readTree(root) {
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== MANIFEST)
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
  return new Map(paths.sort().map((path) => [path, readFileSync(join(root, path))]))
}

function git(...args) {
  execFileSync('git', args, { stdio: ['ignore', 'ignore', 'inherit'] })
}
