// Bundles programs with their packages, which halves their startup time.
//
//     node build.mjs <output folder> <program>...
import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'rolldown'
import { bundledLicenses } from './bundled-licenses.mjs'

const [folder, ...programs] = process.argv.slice(2)
const { output } = await build({
  input: programs,
  platform: 'node',
  // gray-matter contains an `eval` that is never called.
  checks: { eval: false },
  // A program without one of its packages would fail when it runs.
  onLog: (level, log, handle) => handle(log.code === 'UNRESOLVED_IMPORT' ? 'error' : level, log),
  output: { dir: folder, cleanDir: true, entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
})
cpSync('src/pages/assets', join(folder, 'pages/assets'), { recursive: true })
writeFileSync(join(folder, 'third-party-licenses.txt'), bundledLicenses(output))
