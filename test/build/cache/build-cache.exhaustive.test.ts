import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSite, edit } from '../../support/edited-site.ts'
import { fuzzing } from '../../support/fuzzing.ts'
import { MemoryDisk } from '../../support/memory-disk.ts'

describe('a run with a cache', () => {
  it('publishes the same as a run without a cache, after any changes', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(edit, { maxLength: 3 }), { minLength: 1, maxLength: 8 }), async (rounds) => {
        const site = createSite(new MemoryDisk())
        for (const round of rounds) {
          for (const change of round) site.apply(change)
          await site.expectAgreement()
        }
      }),
      fuzzing(0.003),
    )
  })

  it('repeats diagnostics of unchanged files, and notices corrections', async () => {
    const site = createSite()
    site.apply({ kind: 'break', file: 1 })
    const [first, second] = [await site.run(), await site.run()]
    expect(first.diagnostics).toMatchObject([{ file: '1.md', rule: 'front-matter-missing' }])
    expect(second).toMatchObject({ diagnostics: first.diagnostics, generation: undefined, published: first.published })
    site.apply({ kind: 'write', file: 1, title: 'Mended', topic: 'AI' })
    expect((await site.run()).diagnostics).toEqual([])
  })

  it('reads and renders nothing if nothing has changed', async () => {
    const site = createSite()
    await site.run()
    const again = await site.run()
    expect(again).toMatchObject({ changed: [], removed: [], generation: undefined, published: 8 })
    site.rename('content', 'elsewhere')
    await expect(site.run()).rejects.toMatchObject({ code: 'content-dir-unreadable' })
  })

  it.each(['last-run.json', 'articles.jsonl'])('does not need %s, and ignores it if it is damaged', async (name) => {
    const site = createSite()
    await site.run()
    const file = join(site.outDir, 'cache', name)
    const good = readFileSync(file, 'utf8')
    const damages = [
      () => rmSync(file),
      () => truncateSync(file, Math.floor(good.length / 2)),
      () => writeFileSync(file, ''),
      () => writeFileSync(file, good.replace('Post', 'Past').replace('"published":8', '"published":9')),
      () => writeFileSync(file, `${good}{"more":1}\n`),
    ]
    for (const [index, damage] of damages.entries()) {
      writeFileSync(file, good)
      damage()
      site.apply({ kind: 'write', file: 0, title: `Title ${index}`, topic: 'AI' })
      expect(await site.run()).toMatchObject({ published: 8, diagnostics: [] })
      expect(readFileSync(join(site.outDir, 'current/feeds/all.xml'), 'utf8')).toContain(
        `<title>Title ${index}</title>`,
      )
      expect(readFileSync(join(site.outDir, 'current/feeds/all.xml'), 'utf8')).not.toContain('Past')
    }
  })

  it('leaves a usable cache even after an incremental run; a full run saves the parsed files', async () => {
    const site = createSite()
    await site.runInProcess()
    const articles = () => readFileSync(join(site.inProcess, 'cache/articles.jsonl'), 'utf8')
    const before = articles()
    site.apply({ kind: 'write', file: 0, title: 'Hurried', topic: 'AI' })
    expect((await site.runInProcess(new Set(['0.md']))).changed).toContain('feeds/all.xml')
    expect(articles()).toBe(before)
    expect(await site.runInOtherProcess()).toMatchObject({ changed: [], generation: undefined })
    expect((await site.runInProcess()).changed).toEqual([])
    expect(articles()).toContain('Hurried')
  })

  it('repairs damage in the full run after an incremental one', async () => {
    const site = createSite()
    await site.runInProcess()
    rmSync(join(site.inProcess, 'current/feeds/all/archive/oldest.xml'))
    const save = (title: string) => {
      site.apply({ kind: 'write', file: 0, title, topic: 'AI' })
      return site.runInProcess(new Set(['0.md']))
    }
    await expect(save('Hurried')).rejects.toMatchObject({ code: 'publication-failed' })
    expect(await save('Again')).toMatchObject({ recovered: [expect.stringContaining('feeds/all/archive/oldest.xml')] })
  })

  it('renders only documents that an edit affects', async () => {
    const site = createSite()
    await site.run()
    site.apply({ kind: 'write', file: 0, title: 'Changed', topic: 'AI' })
    const { changed } = await site.run()
    expect(changed.filter((path) => path.endsWith('.xml'))).toEqual(['feeds/all.xml', 'feeds/ai.xml'])
  })

  it('publishes again if the publication is damaged, even if the corpus is unchanged', async () => {
    const site = createSite()
    await site.run()
    truncateSync(join(site.outDir, 'current/feeds/all.xml'), 10)
    expect(await site.run()).toMatchObject({ generation: 2, recovered: [expect.stringContaining('feeds/all.xml')] })
  })
})
