import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findEleventy } from './eleventy.mjs'
import { feedmill } from './feedmill.mjs'
import { findHugo } from './hugo.mjs'
import { makeArticle, writeCorpus } from './make-corpus.mjs'
import { measure, measureOften, mebibytes, printRow, seconds } from './measure.mjs'

const COUNTS = [1000, 20_000, 100_000]

/** Whole runs as new processes, beside other generators: from nothing, with nothing changed, with one article edited. */
export async function benchGenerate() {
  console.log('Runs of a new process, feeds of the newest 50 of 24 topics in RSS, Atom and JSON (medians):')
  const peers = [findHugo(), findEleventy()].filter((peer) => peer !== undefined)
  if (!peers.some(({ name }) => name.startsWith('Hugo'))) console.log('Hugo is left out: it is not installed.')
  if (!peers.some(({ name }) => name === 'Eleventy'))
    console.log('Eleventy is left out: ELEVENTY names no folder of it.')
  for (const count of COUNTS) {
    console.log()
    printRow([`${count.toLocaleString('en')} articles`, 'cold', 'peak', 'unchanged', 'one edited'])
    for (const generator of [...peers, feedmill(0), feedmill(100)]) await benchGenerator(generator, count)
  }
  console.log(
    '\nRead: peak is the most memory in the cold run. With the whole history, every article is in archive pages too.',
  )
}

async function benchGenerator({ name, prepare }, count) {
  const folder = mkdtempSync(join(tmpdir(), 'feedmill-bench-'))
  try {
    writeCorpus(join(folder, 'content'), count)
    const { command, args, options, output } = prepare(folder)
    const run = () => measure(command, args, options)
    const times = count > 20_000 ? 1 : 3
    let runs = 0
    const cold = await measureOften(times, () => {
      // Removed at the end: a disk that has just removed thousands of files is slower to make others.
      if (runs++ > 0) renameSync(output, join(folder, `output-${runs}`))
      return run()
    })
    const unchanged = await measureOften(times, run)
    const edited = await measureOften(times, () => {
      edit(folder, count - 1)
      return run()
    })
    printRow([name, seconds(cold.time), mebibytes(cold.peak), seconds(unchanged.time), seconds(edited.time)])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

let edits = 0

/** Gives an article another title, and leaves it alone for as long as Feedmill wants it. */
function edit(folder, index) {
  const path = join(folder, 'content', makeArticle(index).path)
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^title: "\w+/m, `title: "Edit${++edits}`))
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400)
}
