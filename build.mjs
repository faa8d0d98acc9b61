// Bundles programs with the packages that they need: a command starts in half of the time.
//
//     node build.mjs <folder to write to> <program>...
import { cpSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'rolldown'

const [folder, ...programs] = process.argv.slice(2)
const { output } = await build({
  input: programs,
  platform: 'node',
  // gray-matter holds an `eval` that nothing calls.
  checks: { eval: false },
  output: { dir: folder, entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
})
cpSync('src/pages/assets', join(folder, 'pages/assets'), { recursive: true })
const made = new Set(output.map(({ fileName }) => fileName))
for (const name of readdirSync(folder)) if (name.endsWith('.js') && !made.has(name)) rmSync(join(folder, name))
