import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findEleventy } from './eleventy.mjs'
import { feedmill } from './feedmill.mjs'
import { findHugo } from './hugo.mjs'
import { makeArticle, writeCorpus } from './make-corpus.mjs'
import { measure, mebibytes, medians, printRow, seconds } from './measure.mjs'

const COUNTS = [1000, 20_000, 100_000]

/** Runs of new processes, compared with other generators: cold, unchanged, with one article edited. */
export async function benchGenerate() {
  console.log('Runs of a new process, the newest 50 of 24 topics in RSS, Atom and JSON (medians):')
  const peers = [findHugo(), findEleventy()].filter((peer) => peer !== undefined)
  if (!peers.some(({ name }) => name.startsWith('Hugo'))) console.log('Skipping Hugo: not installed.')
  if (!peers.some(({ name }) => name === 'Eleventy'))
    console.log('Skipping Eleventy: ELEVENTY is not its package folder.')
  for (const count of COUNTS) await benchCount([...peers, feedmill(0), feedmill(100)], count)
  console.log(
    '\nPeak is the peak memory of the cold run. With the whole history, every article is in archive pages too.',
    '\nThe generators take turns, so that other load on the machine affects all of them.',
  )
}

async function benchCount(generators, count) {
  console.log()
  printRow([`${count.toLocaleString('en')} articles`, 'cold', 'peak', 'unchanged', 'one edited'])
  const times = count > 20_000 ? 1 : 3
  const benches = generators.map(({ name, prepare }) => {
    const folder = mkdtempSync(join(tmpdir(), 'feedmill-bench-'))
    writeCorpus(join(folder, 'content'), count)
    return { name, folder, ...prepare(folder) }
  })
  try {
    const cold = await inTurns(times, benches, ({ folder, output }, turn) => {
      // Removed at the end: a disk that has just deleted thousands of files is slower at creating others.
      if (turn > 0) renameSync(output, join(folder, `output-${turn}`))
    })
    const unchanged = await inTurns(times, benches, () => {})
    const edited = await inTurns(times, benches, ({ folder }) => edit(folder, count - 1))
    for (const [index, { name }] of benches.entries()) {
      const { time, peak } = cold[index]
      printRow([name, seconds(time), mebibytes(peak), seconds(unchanged[index].time), seconds(edited[index].time)])
    }
  } finally {
    for (const { folder } of benches) rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs all benchmarks several times in turns; returns the medians of each. */
async function inTurns(times, benches, prepare) {
  const runs = benches.map(() => [])
  for (let turn = 0; turn < times; turn++) {
    for (const [index, bench] of benches.entries()) {
      prepare(bench, turn)
      runs[index].push(await measure(bench.command, bench.args, bench.options))
    }
  }
  return runs.map(medians)
}

let edits = 0

/** Changes the title of an article, and waits until the file has settled. */
function edit(folder, index) {
  const path = join(folder, 'content', makeArticle(index).path)
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^title: "\w+/m, `title: "Edit${++edits}`))
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400)
}
