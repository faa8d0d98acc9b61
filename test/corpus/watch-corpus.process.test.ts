import { EventEmitter } from 'node:events'
import { type FSWatcher, type watch as fsWatch, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { watchCorpus } from '../../src/corpus/watch-corpus.ts'
import { eventually } from '../support/command.ts'
import { growthOf, LINEAR } from '../support/growth.ts'
import { temporaryFolder, writeFile } from '../support/temporary-folder.ts'

describe('watchCorpus', () => {
  it('reports articles that are written, moved and deleted', async () => {
    const { folder, delivered } = watching({ 'a.md': 'one', '2026/b.md': 'one' })
    writeFile(join(folder, 'a.md'), 'two')
    expect(await delivered()).toEqual(['a.md'])
    writeFile(join(folder, '2026/.b.md.draft'), 'two')
    renameSync(join(folder, '2026/.b.md.draft'), join(folder, '2026/b.md'))
    expect(await delivered()).toEqual(['2026/b.md'])
    rmSync(join(folder, '2026/b.md'))
    expect(await delivered()).toEqual(['2026/b.md'])
  })

  it('combines a burst of changes, even if it pauses', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    onTestFinished(() => void vi.useRealTimers())
    const watchers: FSWatcher[] = []
    const changes: unknown[] = []
    const watcher = watchCorpus(
      temporaryFolder(),
      { onChange: () => changes.push(watcher.takeChanges()), onError: () => undefined },
      { watch: scriptedWatch((each) => watchers.push(each)) },
    )
    const names = Array.from({ length: 1000 }, (_, index) => `${index}.md`)
    for (const [index, name] of names.entries()) {
      watchers[0]?.emit('change', 'change', name)
      if (index % 250 === 249) vi.advanceTimersByTime(250)
    }
    expect(changes).toEqual([])
    vi.advanceTimersByTime(50)
    expect(changes).toEqual([new Set(names)])
  })

  it('reports that anything may have changed if a folder is created, deleted or moved, or a topic changes', async () => {
    const { folder, delivered } = watching({ 'topics/a.yaml': 'name: A', 'old/a.md': 'one' })
    for (const path of ['topics/a.yaml', 'topics/b.yml', 'topics/C.YML']) {
      writeFile(join(folder, path), 'name: B')
      expect(await delivered()).toBeUndefined()
    }
    renameSync(join(folder, 'old'), join(folder, 'new'))
    expect(await delivered()).toBeUndefined()
    writeFile(join(folder, 'new/a.md'), 'two')
    expect(await delivered()).toEqual(['new/a.md'])
    mkdirSync(join(folder, 'more/deep'), { recursive: true })
    expect(await delivered()).toBeUndefined()
    writeFile(join(folder, 'more/deep/b.md'), 'one')
    expect(await delivered()).toEqual(['more/deep/b.md'])
    rmSync(join(folder, 'more'), { recursive: true })
    expect(await delivered()).toBeUndefined()
  })

  it('ignores files that are not part of the corpus, and the targets of links', async () => {
    const outside = temporaryFolder({ 'c.md': 'one' })
    const { folder, delivered } = watching({ 'node_modules/a.md': 'one', '.git/b.md': 'one', 'a.md': 'one' })
    symlinkSync(outside, join(folder, 'outside'))
    for (const path of ['node_modules/a.md', '.git/b.md', 'notes.log', 'outside/c.md']) {
      writeFile(join(folder, path), 'two')
    }
    writeFile(join(folder, 'a.md'), 'two')
    expect(await delivered()).toEqual(['a.md'])
  })
})

it('deep folders take time in proportion to their depth', () => {
  const watch = scriptedWatch()
  const nested = (depth: number) => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'd/'.repeat(depth)), { recursive: true })
    return folder
  }
  const folders = new Map([50, 400].map((depth) => [depth, nested(depth)]))
  const setUp = (depth: number) =>
    watchCorpus(folders.get(depth) ?? '', { onChange: () => undefined, onError: () => undefined }, { watch }).stop()
  expect(growthOf(setUp, 400)).toBeLessThan(LINEAR)
})

describe('a folder that replaces another one', () => {
  it('is watched from then on', async () => {
    const { folder, delivered } = watching({ 'sub/a.md': 'one', 'other/a.md': 'two' })
    rmSync(join(folder, 'sub'), { recursive: true })
    renameSync(join(folder, 'other'), join(folder, 'sub'))
    expect(await delivered()).toBeUndefined()
    writeFile(join(folder, 'sub/a.md'), 'three')
    expect(await delivered()).toEqual(['sub/a.md'])
  })

  it('is watched when the watches are renewed, even if it is the root', async () => {
    const { folder, delivered, watcher } = watching({ 'a.md': 'one' })
    renameSync(folder, `${folder}-old`)
    onTestFinished(() => rmSync(`${folder}-old`, { recursive: true }))
    writeFile(join(folder, 'a.md'), 'two')
    watcher.renew()
    watcher.takeChanges()
    writeFile(join(folder, 'b.md'), 'one')
    expect(await delivered()).toEqual(['b.md'])
  })

  it('may become a file without an error', async () => {
    const { folder, delivered } = watching({ 'sub/a.md': 'one' })
    rmSync(join(folder, 'sub'), { recursive: true })
    writeFile(join(folder, 'sub'), 'a file')
    expect(await delivered()).toBeUndefined()
  })
})

describe('a link that is swapped', () => {
  it('is noticed if Kubernetes updates a ConfigMap', async () => {
    const { folder, delivered } = watching({ '..2026_01/a.md': 'one' }, (root) => {
      symlinkSync('..2026_01', join(root, '..data'))
      symlinkSync('..data/a.md', join(root, 'a.md'))
    })
    writeFile(join(folder, '..2026_02/a.md'), 'two')
    symlinkSync('..2026_02', join(folder, '..data_tmp'))
    renameSync(join(folder, '..data_tmp'), join(folder, '..data'))
    expect(await delivered()).toBeUndefined()
  })

  it('is noticed if the files of a ConfigMap are in folders, which are watched', async () => {
    const { folder, delivered } = watching({ '..2026_01/posts/a.md': 'one' }, (root) => {
      symlinkSync('..2026_01', join(root, '..data'))
      symlinkSync('..data/posts', join(root, 'posts'))
    })
    writeFile(join(folder, '..2026_01/posts/a.md'), 'two')
    expect(await delivered()).toEqual(['posts/a.md'])
    writeFile(join(folder, '..2026_02/posts/deep/b.md'), 'one')
    symlinkSync('..2026_02', join(folder, '..data_tmp'))
    renameSync(join(folder, '..data_tmp'), join(folder, '..data'))
    expect(await delivered()).toBeUndefined()
    rmSync(join(folder, '..2026_01'), { recursive: true })
    writeFile(join(folder, '..2026_02/posts/deep/b.md'), 'two')
    expect(await delivered()).toEqual(['posts/deep/b.md'])
    writeFile(join(folder, '..2026_02/posts/deep/new/c.md'), 'one')
    expect(await delivered()).toBeUndefined()
    writeFile(join(folder, '..2026_02/posts/deep/new/c.md'), 'two')
    expect(await delivered()).toEqual(['posts/deep/new/c.md'])
  })

  it.each(['repo', 'repo/content', 'link/content'])(
    'is noticed on the way to %s, and what is there then',
    async (path) => {
      const root = temporaryFolder({ '.worktrees/1/a.md': 'one', '.worktrees/1/content/a.md': 'one' })
      symlinkSync('.worktrees/1', join(root, 'repo'))
      symlinkSync(join(root, 'repo'), join(root, 'link'))
      const { delivered } = watchingIn(join(root, path))
      for (const version of ['2', '3']) {
        writeFile(join(root, `.worktrees/${version}/a.md`), version)
        writeFile(join(root, `.worktrees/${version}/content/a.md`), version)
        symlinkSync(`.worktrees/${version}`, join(root, 'tmp-link'))
        renameSync(join(root, 'tmp-link'), join(root, 'repo'))
        expect(await delivered()).toBeUndefined()
      }
      writeFile(join(root, path, 'b.md'), 'one')
      expect(await delivered()).toEqual(['b.md'])
    },
  )

  it('is not noticed if it is a link of an editor', async () => {
    const { folder, delivered } = watching({ 'a.md': 'one' })
    symlinkSync('me@here.1234', join(folder, '.#a.md'))
    writeFile(join(folder, 'a.md'), 'two')
    expect(await delivered()).toEqual(['a.md'])
  })
})

/** A watched folder and the changes that are reported, in order; undefined if anything may have changed. */
function watching(files: Record<string, string> = {}, prepare: (folder: string) => void = () => {}) {
  const folder = temporaryFolder(files)
  prepare(folder)
  return watchingIn(folder)
}

function watchingIn(folder: string) {
  const all: (string[] | undefined)[] = []
  const watcher = watchCorpus(folder, {
    onChange: () => {
      const changedFiles = watcher.takeChanges()
      all.push(changedFiles && [...changedFiles])
    },
    onError: ({ reason }) => {
      throw new Error(reason)
    },
  })
  onTestFinished(watcher.stop)
  return {
    folder,
    watcher,
    delivered: async () => {
      await eventually(() => all.length > 0)
      return all.shift()
    },
  }
}

/** Watches nothing: tests say what changes. */
function scriptedWatch(onWatch: (watcher: FSWatcher) => void = () => undefined): typeof fsWatch {
  return ((_: string, listener: () => void) => {
    const watcher = Object.assign(new EventEmitter(), { close: () => undefined }) as unknown as FSWatcher
    watcher.on('change', listener)
    onWatch(watcher)
    return watcher
  }) as typeof fsWatch
}
