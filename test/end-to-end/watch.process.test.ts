import { appendFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { linkPost, linkPosts } from '../support/articles.ts'
import { eventually, startServer } from '../support/command.ts'
import { temporaryFolder, writeFile } from '../support/temporary-folder.ts'

describe('a watching server', () => {
  it('serves an article as soon as it is saved', async () => {
    const { contentDir, feed, runs } = await watchingServer()
    writeFileSync(join(contentDir, 'ai-0.md'), linkPost({ title: 'Saved', originalUrl: 'https://example.org/ai-0' }))
    await eventually(async () => (await feed()).includes('Saved'))
    writeFileSync(join(contentDir, 'new.md'), linkPost({ title: 'New', originalUrl: 'https://example.org/new' }))
    await eventually(async () => (await feed()).includes('New'))
    await eventually(() => runs().length >= 3)
    expect(runs().slice(0, 3)).toEqual(['start', 'watch', 'watch'])
  })

  it('serves the articles of another checkout as soon as the link to it is swapped', async () => {
    const root = temporaryFolder({
      'trees/1/posts/a.md': linkPost({ title: 'Old' }),
      'trees/2/posts/a.md': linkPost({ title: 'New' }),
    })
    symlinkSync('trees/1', join(root, 'repo'))
    const { feed } = await watchingServer(join(root, 'repo/posts'))
    await eventually(async () => (await feed()).includes('Old'))
    symlinkSync('trees/2', join(root, 'next'))
    renameSync(join(root, 'next'), join(root, 'repo'))
    await eventually(async () => (await feed()).includes('New'))
  })

  it('serves the articles of a ConfigMap with folders as soon as Kubernetes updates it', async () => {
    const root = temporaryFolder({ '..2026_01/posts/a.md': linkPost({ title: 'Old' }) })
    symlinkSync('..2026_01', join(root, '..data'))
    symlinkSync('..data/posts', join(root, 'posts'))
    const { feed } = await watchingServer(root)
    await eventually(async () => (await feed()).includes('Old'))
    writeFile(join(root, '..2026_02/posts/a.md'), linkPost({ title: 'New' }))
    symlinkSync('..2026_02', join(root, '..data_tmp'))
    renameSync(join(root, '..data_tmp'), join(root, '..data'))
    rmSync(join(root, '..2026_01'), { recursive: true })
    await eventually(async () => (await feed()).includes('New'))
  })

  it('publishes a checkout of many files in a few runs at most', async () => {
    const { contentDir, feed, output, runs } = await watchingServer()
    for (const [index, [path, text]] of Object.entries(linkPosts(5000, 'Space')).entries()) {
      writeFileSync(join(contentDir, path), text)
      if (index % 500 === 250) await wait(100)
    }
    await eventually(async () => (await feed()).includes('Post space-0'))
    await eventually(() => output().includes('"published":5005'))
    expect(runs().length).toBeLessThanOrEqual(5)
  })

  it('never serves half of an article that is written slowly', async () => {
    const { contentDir, feed } = await watchingServer()
    const path = join(contentDir, 'slow.md')
    writeFileSync(path, linkPost({ title: 'Slow', originalUrl: 'https://example.org/slow' }))
    for (let piece = 0; piece < 20; piece++) {
      await wait(50)
      expect(await feed()).not.toContain('Slow')
      appendFileSync(path, `Piece ${piece}.\n`)
    }
    await eventually(async () => (await feed()).includes('Piece 19'))
  })

  it('keeps serving an article that is saved by moving the old file away first', async () => {
    const { contentDir, feed } = await watchingServer()
    const path = join(contentDir, 'ai-0.md')
    let isThere = true
    let isOver = false
    const look = async (): Promise<void> => {
      for (; !isOver; await wait(10)) isThere &&= (await feed()).includes('example.org/ai-0')
    }
    const looking = look()
    for (let save = 0; save < 5; save++) {
      renameSync(path, `${path}~`)
      await wait(150)
      writeFileSync(path, linkPost({ title: `Saved ${save}`, originalUrl: 'https://example.org/ai-0' }))
      await eventually(async () => (await feed()).includes(`Saved ${save}`))
    }
    isOver = true
    await looking
    expect(isThere).toBe(true)
  })

  it('never serves the target of a link out of the corpus', async () => {
    const outside = temporaryFolder({ 'secret.md': linkPost({ title: 'Secret' }) })
    const { contentDir, feed, output } = await watchingServer()
    rmSync(join(contentDir, 'ai-0.md'))
    symlinkSync(join(outside, 'secret.md'), join(contentDir, 'ai-0.md'))
    await eventually(() => output().includes('file-outside') || undefined)
    expect(await feed()).not.toContain('Secret')
  })

  it('keeps serving the old version while an article is invalid', async () => {
    const { contentDir, feed, output } = await watchingServer()
    writeFileSync(join(contentDir, 'wrong.md'), '---\ntitle: "Half')
    await eventually(() => output().includes('front-matter-unclosed'))
    expect(await feed()).toContain('Post ai-0')
  })
})

/** A server with five articles whose first run has ended. */
async function watchingServer(contentDir = temporaryFolder(linkPosts(5))) {
  const env = { CONTENT_DIR: contentDir, OUT_DIR: temporaryFolder(), WATCH: 'true', REGENERATE_CRON: '0 0 1 1 *' }
  const { url, output } = await startServer(env)
  const runs = () => [...output().matchAll(/"reason":"(\w+)"[^\n]*"run finished"/g)].map(([, reason]) => reason)
  await eventually(() => runs().length === 1)
  return { contentDir, output, runs, feed: async () => (await fetch(`${url}/feeds/all.json`)).text() }
}
