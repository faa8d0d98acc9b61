import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { feedmill } from './feedmill.mjs'
import { writeCorpus } from './make-corpus.mjs'
import { measure, mebibytes, seconds } from './measure.mjs'

const COUNTS = [1000, 20_000, 40_000, 60_000, 80_000, 100_000]

/** Width of the longest bar. */
const WIDTH = 30

/** Plots how the time and memory of a cold run grow with the number of articles. */
export async function benchGrowth() {
  console.log('Growth of a cold run in a new process, newest 50, one run each:')
  const folder = mkdtempSync(join(tmpdir(), 'feedmill-bench-'))
  const runs = []
  try {
    for (const count of COUNTS) {
      writeCorpus(join(folder, 'content'), count)
      const { command, args, options, output } = feedmill(0).prepare(folder)
      rmSync(output, { recursive: true, force: true })
      runs.push(await measure(command, args, options))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  plot(
    'time',
    runs.map(({ time }) => time),
    seconds,
  )
  plot(
    'peak memory',
    runs.map(({ peak }) => peak),
    mebibytes,
  )
  console.log('\nGrowth is linear if the bars end on a straight line.')
}

/** Prints a bar for each number of articles. */
function plot(name, values, format) {
  console.log()
  console.log(`articles, ${name}`)
  const most = Math.max(...values)
  for (const [index, value] of values.entries()) {
    const bar = '█'.repeat(Math.round((value / most) * WIDTH))
    console.log(`${COUNTS[index].toLocaleString('en').padStart(9)}  ${format(value).padStart(9)}  ${bar}`)
  }
}
