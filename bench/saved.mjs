import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { envOf, MAIN } from './feedmill.mjs'
import { makeArticle, writeCorpus } from './make-corpus.mjs'
import { mebibytes, median, peakMemory, printRow } from './measure.mjs'

const COUNTS = [1000, 20_000]
const HISTORIES = { 'the newest 50': '0', 'the whole history': '100' }
const SAVES = 15

/** The time from saving an article to serving it, with `WATCH=true`. */
export async function benchSaved() {
  console.log(`From saved to served, median and worst of ${SAVES}, in ms:`)
  printRow(['articles', 'in place', 'worst', 'by rename', 'worst', 'peak'])
  for (const count of COUNTS) {
    for (const history of Object.keys(HISTORIES)) await measureSaved(count, history)
  }
}

async function measureSaved(count, history) {
  const folder = mkdtempSync(join(tmpdir(), 'feedmill-bench-'))
  writeCorpus(join(folder, 'content'), count)
  const settings = { PORT: '0', WATCH: 'true', ARCHIVE_ITEMS: HISTORIES[history], REGENERATE_CRON: '0 0 1 1 *' }
  const env = envOf(folder, settings)
  const server = spawn(process.execPath, [MAIN, 'start'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  server.stdout.on('data', (chunk) => {
    output += chunk
  })
  try {
    await until(() => output.includes('run finished'))
    const [, url] = /"address":"(http:[^"]+)\/"/.exec(output)
    const article = join(folder, 'content', makeArticle(count - 1).path)
    const times = { inPlace: [], byRename: [] }
    for (let save = 0; save < 2 * SAVES; save++) {
      await wait(600)
      const start = performance.now()
      const title = saveArticle(article, save)
      await until(async () => {
        await once(server.stdout, 'data', { signal: AbortSignal.timeout(50) }).catch(() => undefined)
        return (await (await fetch(`${url}/feeds/all.json`)).text()).includes(title)
      })
      times[save % 2 ? 'byRename' : 'inPlace'].push(performance.now() - start)
    }
    const numbers = Object.values(times).flatMap((values) => [median(values), Math.max(...values)])
    const cells = numbers.map((number) => number.toFixed(0))
    printRow([`${count.toLocaleString('en')}, ${history}`, ...cells, mebibytes(peakMemory(server.pid) ?? Number.NaN)])
  } finally {
    server.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Saves an article with a new title, alternately in place and by a rename, and returns the title. */
function saveArticle(path, save) {
  const title = `Saved${save}x`
  const text = readFileSync(path, 'utf8').replace(/^title: "\w+/m, `title: "${title}`)
  if (save % 2) {
    writeFileSync(`${path}.draft`, text)
    renameSync(`${path}.draft`, path)
  } else writeFileSync(path, text)
  return title
}

/** Polls until the condition holds. */
async function until(condition) {
  while (!(await condition())) await wait(3)
}
