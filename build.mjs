// Bundles programs with the packages that they need: a command starts in half of the time.
//
//     node build.mjs <folder to write to> <program>...
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'rolldown'

const [folder, ...programs] = process.argv.slice(2)
await build({
  input: programs,
  platform: 'node',
  // gray-matter holds an `eval` that nothing calls.
  checks: { eval: false },
  output: { dir: folder, cleanDir: true, entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
})
cpSync('src/pages/assets', join(folder, 'pages/assets'), { recursive: true })
