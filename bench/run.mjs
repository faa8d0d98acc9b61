import { execFileSync } from 'node:child_process'
import { cpus } from 'node:os'
import { benchDialects } from './dialects.mjs'
import { benchDocuments } from './documents.mjs'
import { benchGenerate } from './generate.mjs'
import { benchGrowth } from './growth.mjs'
import { benchLoad } from './load.mjs'
import { benchPhases } from './phases.mjs'
import { benchSaved } from './saved.mjs'
import { benchServe } from './serve.mjs'

/** The benchmarks by name. */
const benches = {
  generate: benchGenerate,
  dialects: benchDialects,
  growth: benchGrowth,
  phases: benchPhases,
  saved: benchSaved,
  documents: benchDocuments,
  serve: benchServe,
  load: benchLoad,
}

const names = process.argv.slice(2)
const unknown = names.filter((name) => !Object.hasOwn(benches, name))
if (unknown.length > 0) {
  console.error(`Unknown benchmark: ${unknown.join(', ')}. Available: ${Object.keys(benches).join(', ')}.`)
  process.exit(2)
}

const version = execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim()
console.log(`Feedmill ${version}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}`)
for (const [name, bench] of Object.entries(benches)) {
  if (names.length > 0 && !names.includes(name)) continue
  console.log()
  await bench()
}
