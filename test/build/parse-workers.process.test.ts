import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { expect, it, onTestFinished } from 'vitest'
import { createParsedContents } from '../../src/build/parsed-contents.ts'
import { linkPost, linkPosts } from '../support/articles.ts'
import { MAIN, runCommand } from '../support/command.ts'
import { profileOf } from '../support/profile.ts'
import { temporaryFolder, writeFile } from '../support/temporary-folder.ts'

it('parsing and composing many files in workers gives the same documents as doing so one by one', async () => {
  const draft = linkPost({ published: false })
  const contentDir = temporaryFolder({
    ...linkPosts(490),
    ...Object.fromEntries(Array.from({ length: 9500 }, (_, index) => [`draft-${index}.md`, draft])),
    'bad.md': 'no front matter',
    'held.md': draft,
    'topics/ai.yaml': 'name: AI',
  })
  const [grown, cold] = [temporaryFolder(), temporaryFolder()]
  const generate = (outDir: string) =>
    runCommand(['generate'], { CONTENT_DIR: contentDir, OUT_DIR: outDir, ARCHIVE_ITEMS: '100' })
  await generate(grown)
  for (let index = 0; index < 20; index++) {
    const fields = { title: `New ${index}`, originalUrl: `https://example.org/new-${index}` }
    writeFile(join(contentDir, `new-${index}.md`), linkPost(fields))
  }
  const reports = [await generate(grown), await generate(cold)]
  expect(reports.map(({ stdout }) => /510 articles in 2 feeds/.test(stdout))).toEqual([true, true])
  for (const path of [
    'feeds/ai/archive/oldest.xml',
    'feeds/all/archive/oldest.json',
    'feeds/all.xml',
    'feeds/ai.atom',
    'feeds/ai.json',
    'feeds.opml',
    'index.html',
  ]) {
    const [one, other] = [grown, cold].map((outDir) => readFileSync(join(outDir, 'current', path), 'utf8'))
    expect(one).toBe(other)
  }
}, 240_000)

it('the build includes the worker of the command, which returns parsed files and stores contents', async () => {
  const contentDir = temporaryFolder({ 'a.md': linkPost({ title: 'By a thread' }) })
  const contents = createParsedContents(temporaryFolder())
  onTestFinished(contents.close)
  const task = {
    contentDir,
    paths: ['a.md'],
    profile: profileOf(),
    clockOffset: 1000,
    composeOptions: { publicUrl: '' },
  }
  const workerData = { ...task, contentFile: contents.open() }
  const thread = new Worker(join(dirname(MAIN), 'parse-worker.js'), { workerData })
  const [[[index, parsed, location]]] = await once(thread, 'message')
  const { article } = parsed.content
  expect([index, article.title]).toEqual([0, 'By a thread'])
  contents.add(article, location)
  expect(contents.read(article)).toMatchObject({ title: 'By a thread' })
})
