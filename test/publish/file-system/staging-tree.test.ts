import { readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type FileSystem, fileSystem } from '../../../src/file-system.ts'
import { checkGenerations } from '../../support/check-publication.ts'
import { createPublisher } from '../../support/publisher.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const PATHS = ['feeds/ai.xml', 'feeds/ai/archive/1.xml', 'feeds/go.xml', 'feeds/go/archive/1.xml', 'index.html']

describe('a generation in a recyclable tree', () => {
  it('has the same files as in a new folder, all of them synced', async () => {
    const outDir = temporaryFolder()
    const publish = createPublisher(outDir)
    await publish(PATHS)
    await publish(PATHS, { 'feeds/ai.xml': 'second', 'index.html': 'second' })
    await publish(PATHS, { 'feeds/ai.xml': 'second', 'feeds/go.xml': 'third', 'index.html': 'third' })
    expect(recyclableIn(outDir)).toHaveLength(1)
    const paths = ['feeds/ai.xml', 'feeds/ai/archive/1.xml', 'feeds/ai/archive/2.xml', 'feeds/rust.xml', 'index.html']
    const { syncDirectory } = await publish(paths, { 'feeds/ai.xml': 'second', 'index.html': 'fourth' })
    expect(publishedIn(outDir)).toEqual({
      feeds: 'folder',
      'feeds/ai': 'folder',
      'feeds/ai.xml': 'second',
      'feeds/ai/archive': 'folder',
      'feeds/ai/archive/1.xml': 'first',
      'feeds/ai/archive/2.xml': 'first',
      'feeds/rust.xml': 'first',
      'index.html': 'fourth',
    })
    expect(checkGenerations(outDir)).toEqual([3, 4])
    expect(syncDirectory.slice(0, -2).sort()).toEqual(['staging', 'staging/feeds', 'staging/feeds/ai/archive'])
    expect(syncDirectory.slice(-2)).toEqual(['generations', ''])
  })

  it('never writes into files that another generation shares', async () => {
    const outDir = temporaryFolder()
    const publish = createPublisher(outDir)
    for (let turn = 0; turn < 12; turn++) {
      const [often, seldom] = [turn, Math.floor(turn / 4)].map(String) as [string, string]
      await publish(PATHS, { 'feeds/ai.xml': seldom, 'index.html': often })
      checkGenerations(outDir)
    }
  })

  it('leaves documents that are already in place untouched', async () => {
    const outDir = temporaryFolder()
    const publish = createPublisher(outDir)
    for (const said of ['1', '2', '3']) await publish(PATHS, { 'index.html': said })
    const inode = () => statSync(join(outDir, 'current/feeds/go/archive/1.xml.gz')).ino
    const before = inode()
    const { makeDirectory, link, writeDurably } = await publish(PATHS, { 'index.html': '4' })
    expect({ makeDirectory, link, inode: inode() }).toEqual({ makeDirectory: [], link: [], inode: before })
    expect(writeDurably.sort()).toEqual(['.json', 'index.html', 'index.html.br', 'index.html.gz'].map(inStaging))
  })

  it('uses a new folder if the recyclable one is gone', async () => {
    const outDir = temporaryFolder()
    const publish = createPublisher(outDir)
    for (const said of ['1', '2', '3']) await publish(PATHS, { 'index.html': said })
    for (const name of recyclableIn(outDir)) rmSync(join(outDir, 'generations', name), { recursive: true })
    const { makeDirectory, link } = await publish(PATHS, { 'index.html': '4' })
    const folders = ['', 'feeds', 'feeds/ai', 'feeds/ai/archive', 'feeds/go', 'feeds/go/archive']
    expect(makeDirectory).toEqual(folders.map(inStaging))
    expect(link).toHaveLength(10)
    expect(checkGenerations(outDir)).toEqual([3, 4])
  })

  it('uses a new folder if the recyclable one has changed', async () => {
    const damages = [
      (outDir: string) => rmSync(join(outDir, 'generations/000001/feeds/go.xml.br')),
      (outDir: string) => truncateSync(join(outDir, 'generations/000001/feeds/ai/archive/1.xml'), 2),
    ]
    for (const damage of damages) {
      const outDir = temporaryFolder()
      const publish = createPublisher(outDir)
      for (const said of ['1', '2']) await publish(PATHS, { 'feeds/ai/archive/1.xml': said, 'index.html': said })
      damage(outDir)
      for (const said of ['3', '4']) await publish(PATHS, { 'feeds/ai/archive/1.xml': '2', 'index.html': said })
      expect(checkGenerations(outDir)).toEqual([3, 4])
    }
  })

  it('uses a new folder if other generations have the same numbers in the meantime', async () => {
    const outDir = temporaryFolder()
    const [one, other] = [createPublisher(outDir), createPublisher(outDir)]
    for (const said of ['1', '2']) await one(PATHS, { 'index.html': said })
    rmSync(join(outDir, 'generations'), { recursive: true })
    rmSync(join(outDir, 'current'))
    for (const said of ['3', '4']) await other(PATHS, { 'index.html': said, 'feeds/go.xml': 'other' })
    for (const said of ['5', '6']) await one(PATHS, { 'index.html': said })
    expect(checkGenerations(outDir)).toEqual([3, 4])
  })

  it('is made anew if taking the folder fails', async () => {
    const outDir = temporaryFolder()
    const publish = createPublisher(outDir)
    for (const said of ['1', '2', '3']) await publish(PATHS, { 'index.html': said })
    const rename: FileSystem['rename'] = async (from, to) => {
      await fileSystem.rename(from, to)
      if (from.includes('.recyclable-'))
        throw Object.assign(new Error('EIO: it was done all the same'), { code: 'EIO' })
    }
    await publish(['index.html'], { 'index.html': '4' }, { rename })
    expect(checkGenerations(outDir)).toEqual([3, 4])
    await publish(['index.html'], { 'index.html': '5' })
    expect(checkGenerations(outDir)).toEqual([4, 5])
  })

  it('does not take a folder that another process has set aside, and removes it', async () => {
    const outDir = temporaryFolder()
    const [one, other] = [createPublisher(outDir), createPublisher(outDir)]
    for (const said of ['1', '2', '3']) await one(PATHS, { 'index.html': said })
    const left = recyclableIn(outDir)
    for (const said of ['4', '5', '6']) await other(PATHS, { 'index.html': said, 'feeds/ai.xml': said })
    expect(recyclableIn(outDir)).toHaveLength(1)
    expect(recyclableIn(outDir)).not.toEqual(left)
    await one(PATHS, { 'index.html': '7' })
    expect(recyclableIn(outDir)).toHaveLength(1)
    expect(checkGenerations(outDir)).toEqual([6, 7])
  })
})

function inStaging(path: string): string {
  return `staging${path.startsWith('.') || path === '' ? '' : '/'}${path}`
}

function recyclableIn(outDir: string): string[] {
  return readdirSync(join(outDir, 'generations')).filter((name) => name.startsWith('.recyclable-'))
}

/** The published files by path, with their text. */
function publishedIn(outDir: string): Record<string, string> {
  const current = join(outDir, 'current')
  const paths = readdirSync(current, { recursive: true, encoding: 'utf8' }).filter((path) => !/\.(br|gz)$/.test(path))
  const say = (path: string) =>
    statSync(join(current, path)).isDirectory() ? 'folder' : readFileSync(join(current, path), 'utf8')
  return Object.fromEntries(paths.map((path) => [path, say(path)]))
}
